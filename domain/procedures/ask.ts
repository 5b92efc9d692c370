/**
 * Finds the procedure by the customer's own words: any of three languages, misspelt, unfinished, in Latin letters or
 * the wrong layout. Pure and offline; the same index and query always give the same order.
 * It only ranks. What is taken in is chosen by a person, and a query that fits nothing gives an empty list.
 */
import { leaning } from './learning.ts'
import { type ProcedureIndex, sum } from './sayings.ts'
import { readings } from './typing.ts'
import {
  isElsewhere,
  type Meaning,
  meaningOf,
  meaningOfBeginning,
  meaningOfKin,
  meaningOfMistake,
  takenApart,
  type Vocabulary,
} from './vocabulary.ts'

export {
  buildIndex,
  layOut,
  type ProcedureEntry,
  type ProcedureIndex,
} from './sayings.ts'

export { means } from './vocabulary.ts'

export type Found = {
  code: string
  /** 0–1: how much of the query this procedure explains. */
  score: number
  /** Words of the query, as typed, that speak for it. */
  matched: string[]
}

/** A word of the title proves less than a word of the customers' own. */
const TITLE = 0.45
/** How much one phrase that fits as a whole counts against words found here and there. */
const PHRASE_SHARE = 0.5
/** How much of the verdict is what all sayings teach together. */
const LEARNT_SHARE = 0.25
/** What a phrase is worth when hardly any of it was said; said whole, it is worth 1. */
const PART_OF_PHRASE = 0.35
/** A word nobody entered leaves this much of the query unexplained. */
const UNKNOWN_WEIGHT = 0.35
/** Below this the list would only mislead: "Nothing found. Take it as free text". */
const LEAST_SCORE = 0.1
/** How heavy a word weighs, at least, in the question whether there is anything to find; one nobody entered, exactly. */
const LEAST_WEIGHT = 0.6
/** How heavy a word of another matter weighs. */
const ELSEWHERE_WEIGHT = 1.6
/** Share of what was said that must be ours for there to be anything to find … */
const OUR_SHARE = 0.45
/** … unless so much of it is (two telling words) that the rest may be a story. */
const OURS_ENOUGH = 1
/** … and a little more of it where another matter is named. */
const MORE_IF_ELSEWHERE = 0.3
/** A saying said nearly word for word is ours, whatever its words. */
const WORD_FOR_WORD = 0.95

/** `filler`: a word that may tip the scales but proves nothing by itself: where, how many, time. */
type Slot = Meant & { typed: string; filler: boolean }

/** Ranked, best first; ties in the order of the entries. */
export function ask(index: ProcedureIndex, query: string): Found[] {
  const slots = slotsOf(index, query)
  const count = index.codes.length
  const bags = slots.map(() => new Float64Array(count))
  const { explained, here, wordSure } = index.scratch
  explained.fill(0)
  wordSure.fill(0)
  slots.forEach(({ meaning }, s) => {
    const bag = bags[s]!
    here.fill(0)
    for (const [feature, sure] of meaning) {
      const worth = sure * (index.weight.get(feature) ?? 0)
      for (const entry of index.titles.get(feature) ?? []) bag[entry] = Math.max(bag[entry]!, worth * TITLE)
      const places = index.places.get(feature) ?? []
      for (let i = 0; i < places.length; i += 2) {
        const phrase = places[i]!
        const word = places[i + 1]!
        if (worth > here[phrase]!) here[phrase] = worth
        if (sure > wordSure[word]!) wordSure[word] = sure
      }
      const leanings = index.leanings.get(feature)
      if (leanings)
        for (let entry = 0; entry < count; entry++) {
          bag[entry] = Math.max(bag[entry]!, worth * leanings[entry]!)
        }
    }
    for (let p = 0; p < here.length; p++) explained[p]! += here[p]!
  })
  const whole = sum(bags.map((bag) => Math.max(UNKNOWN_WEIGHT, ...bag))) || 1
  const inPhrase = new Float64Array(count)
  index.phrases.forEach(({ entry, at, masses, mass }, p) => {
    if (explained[p] === 0) return
    let seen = 0
    for (let w = 0; w < masses.length; w++) seen += masses[w]! * wordSure[at + w]!
    inPhrase[entry] = Math.max(
      inPhrase[entry]!,
      (explained[p]! / whole) * (PART_OF_PHRASE + (1 - PART_OF_PHRASE) * (seen / mass)),
    )
  })
  const taught = index.learnt && leaning(index.learnt, slots)
  const share = taught ? LEARNT_SHARE : 0
  const ranked = index.codes
    .map((code, entry) => ({
      code,
      score:
        share * (taught?.[entry] ?? 0) +
        (1 - share) *
          (PHRASE_SHARE * inPhrase[entry]! + (1 - PHRASE_SHARE) * (sum(bags.map((bag) => bag[entry]!)) / whole)),
      matched: [...new Set(slots.filter((_, s) => bags[s]![entry]! > 0).map((slot) => slot.typed))],
    }))
    .filter((found) => found.score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score)
  return isOurs(slots, bags) || Math.max(...inPhrase) >= WORD_FOR_WORD ? ranked : []
}

/** Whether what was said is the post's matter at all: one chance likeness among foreign words is not. */
function isOurs(slots: readonly Slot[], bags: readonly Float64Array[]): boolean {
  let ours = 0
  let said = 0
  let enough = OURS_ENOUGH
  slots.forEach(({ filler, meaning, guessed, elsewhere }, s) => {
    if (filler) return
    if (elsewhere) {
      said += ELSEWHERE_WEIGHT
      enough = OURS_ENOUGH + MORE_IF_ELSEWHERE
      return
    }
    const sure = Math.max(0, ...meaning.values())
    const weight = Math.max(LEAST_WEIGHT, ...bags[s]!)
    ours += weight * (guessed ? sure * sure : Math.sign(sure))
    said += weight
  })
  return ours >= enough || (ours > 0 && ours / said >= OUR_SHARE)
}

/** The query piece by piece, each in its likeliest reading. The last piece may be unfinished. */
function slotsOf({ vocabulary }: ProcedureIndex, query: string): Slot[] {
  const pieces = query.split(/\s+/u).filter(Boolean)
  const unfinished = /\S$/u.test(query) ? pieces.length - 1 : -1
  const slots = pieces.flatMap((typed, i) =>
    likeliest(vocabulary, typed, i === unfinished).map((one) => ({
      typed,
      filler: vocabulary.fillers.has(one.word),
      ...one,
    })),
  )
  const telling = slots.filter((slot) => !vocabulary.noise.has(slot.word))
  return telling.length > 0 ? telling : slots
}

/** `elsewhere`: it belongs to another matter. `guessed`: from a mistake, not from the word itself or its beginning. */
type Meant = { word: string; meaning: Meaning; guessed?: true; elsewhere?: true }

/** Words already understood, by index: of a growing query only the last word is new. */
const understood = new WeakMap<Vocabulary, Map<string, readonly Meant[]>>()
const MOST_UNDERSTOOD = 2000

function likeliest(vocabulary: Vocabulary, typed: string, unfinished: boolean): readonly Meant[] {
  const all = understood.get(vocabulary) ?? new Map<string, readonly Meant[]>()
  understood.set(vocabulary, all)
  const key = `${typed}${unfinished ? '…' : ' '}`
  const known = all.get(key)
  if (known) return known
  if (all.size >= MOST_UNDERSTOOD) all.clear()
  const meant = understand(vocabulary, typed, unfinished)
  all.set(key, meant)
  return meant
}

/** Known words first, in any reading; then beginnings; then mistakes and words run together. */
function understand(vocabulary: Vocabulary, typed: string, unfinished: boolean): readonly Meant[] {
  const ways = readings(typed)
  const plain = ways[0]?.words ?? []
  // A filler word of one language is no misspelt word of another: `you` does not begin `Еуропа`.
  if (plain.length > 0 && plain.every((word) => vocabulary.noise.has(word))) {
    return plain.map((word) => ({
      word,
      meaning: unfinished ? meaningOfBeginning(vocabulary, word) : meaningOf(vocabulary, word),
    }))
  }
  // A word of another matter is no misspelt word of ours.
  const foreign = ways.find(({ words }) => words.some((word) => isElsewhere(vocabulary, word)))
  const exact = best(ways, (word) => [{ word, meaning: known(vocabulary, word, unfinished) }])
  if (exact) return foreign === ways[0] && foreign ? exact.map((one) => ({ ...one, elsewhere: true })) : exact
  if (foreign) return foreign.words.map((word) => ({ word, meaning: new Map(), elsewhere: true }))
  const filler = ways.find(({ words }) => words.every((word) => vocabulary.noise.has(word)))
  if (filler) return filler.words.map((word) => ({ word, meaning: new Map() }))
  const begun = unfinished ? best(ways, (word) => [{ word, meaning: meaningOfBeginning(vocabulary, word) }]) : null
  const guessed = best(ways, (word) => {
    const meaning = known(vocabulary, word, false)
    if (meaning.size > 0 || vocabulary.noise.has(word)) return [{ word, meaning }]
    const parts = takenApart(vocabulary, word)
    if (parts)
      return parts.map((part) => ({
        word: part,
        meaning: dimmed(known(vocabulary, part, false), 0.9),
      }))
    const mistaken = meaningOfMistake(vocabulary, word)
    for (const [feature, sure] of meaningOfKin(vocabulary, word)) {
      if (sure > (mistaken.get(feature) ?? 0)) mistaken.set(feature, sure)
    }
    return [{ word, meaning: mistaken, guessed: true }]
  })
  return begun ?? guessed ?? (ways[0]?.words ?? []).map((word) => ({ word, meaning: new Map() }))
}

function known(vocabulary: Vocabulary, word: string, unfinished: boolean): Map<string, number> {
  const meaning = meaningOf(vocabulary, word)
  if (!unfinished || meaning.size === 0) return meaning
  for (const [feature, sure] of meaningOfBeginning(vocabulary, word)) {
    if (!meaning.has(feature)) meaning.set(feature, sure * 0.6)
  }
  return meaning
}

/** The reading whose words mean most, on the average; null where some word of every reading means nothing. */
function best(ways: ReturnType<typeof readings>, meant: (word: string) => Meant[]): Meant[] | null {
  let winner: Meant[] | null = null
  let most = 0
  for (const { words, belief } of ways) {
    const all = words.flatMap(meant)
    if (all.length === 0 || all.some((one) => one.meaning.size === 0)) continue
    const sure = (belief * sum(all.map((one) => Math.max(...one.meaning.values())))) / all.length
    if (sure > most) {
      most = sure
      winner =
        belief === 1
          ? all
          : all.map((one) => ({
              ...one,
              meaning: dimmed(one.meaning, belief),
            }))
    }
  }
  return winner
}

const dimmed = (meaning: Meaning, by: number): Meaning =>
  new Map([...meaning].map(([feature, sure]) => [feature, sure * by]))
