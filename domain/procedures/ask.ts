/**
 * Finds the procedure by the customer's own words: any of three languages, misspelt, unfinished, in Latin letters or
 * the wrong layout. Pure and offline; the same index and query always give the same order.
 * It only ranks. What is taken in is chosen by a person, and a query that fits nothing gives an empty list.
 */
import { type ProcedureIndex, sum } from './sayings.ts'
import { readings } from './typing.ts'
import {
  type Meaning,
  meaningOf,
  meaningOfBeginning,
  meaningOfMistake,
  takenApart,
  type Vocabulary,
} from './vocabulary.ts'

export { buildIndex, type ProcedureEntry, type ProcedureIndex } from './sayings.ts'

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
/** What a phrase is worth when hardly any of it was said; said whole, it is worth 1. */
const PART_OF_PHRASE = 0.35
/** A word nobody entered leaves this much of the query unexplained. */
const UNKNOWN_WEIGHT = 0.35
/** Below this the list would only mislead: "Nothing found. Take it as free text". */
const LEAST_SCORE = 0.14

type Slot = { typed: string; meaning: Meaning }

/** Ranked, best first; ties in the order of the entries. */
export function ask(index: ProcedureIndex, query: string): Found[] {
  const slots = slotsOf(index, query)
  const count = index.codes.length
  const bags = slots.map(() => new Float64Array(count))
  const explained = new Float64Array(index.phrases.length)
  const wordSure = new Float64Array(index.wordCount)
  slots.forEach(({ meaning }, s) => {
    const bag = bags[s]!
    const here = new Map<number, number>()
    for (const [feature, sure] of meaning) {
      const worth = sure * (index.weight.get(feature) ?? 0)
      for (const entry of index.titles.get(feature) ?? []) bag[entry] = Math.max(bag[entry]!, worth * TITLE)
      const places = index.places.get(feature) ?? []
      for (let i = 0; i < places.length; i += 2) {
        const phrase = places[i]!
        const word = places[i + 1]!
        if (worth > (here.get(phrase) ?? 0)) here.set(phrase, worth)
        if (sure > wordSure[word]!) wordSure[word] = sure
      }
    }
    for (const [phrase, worth] of here) {
      explained[phrase]! += worth
      const { entry } = index.phrases[phrase]!
      bag[entry] = Math.max(bag[entry]!, worth)
    }
  })
  const whole = sum(bags.map((bag) => Math.max(UNKNOWN_WEIGHT, ...bag))) || 1
  const inPhrase = new Float64Array(count)
  index.phrases.forEach(({ entry, at, masses, mass }, p) => {
    if (explained[p] === 0) return
    const seen = masses.reduce((total, one, w) => total + one * wordSure[at + w]!, 0) / mass
    inPhrase[entry] = Math.max(
      inPhrase[entry]!,
      (explained[p]! / whole) * (PART_OF_PHRASE + (1 - PART_OF_PHRASE) * seen),
    )
  })
  return index.codes
    .map((code, entry) => ({
      code,
      score: PHRASE_SHARE * inPhrase[entry]! + (1 - PHRASE_SHARE) * (sum(bags.map((bag) => bag[entry]!)) / whole),
      matched: [...new Set(slots.filter((_, s) => bags[s]![entry]! > 0).map((slot) => slot.typed))],
    }))
    .filter((found) => found.score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score)
}

/** The query piece by piece, each in its likeliest reading. The last piece may be unfinished. */
function slotsOf({ vocabulary }: ProcedureIndex, query: string): Slot[] {
  const pieces = query.split(/\s+/u).filter(Boolean)
  const unfinished = /\S$/u.test(query) ? pieces.length - 1 : -1
  const slots = pieces.flatMap((typed, i) =>
    likeliest(vocabulary, typed, i === unfinished).map((one) => ({ typed, ...one })),
  )
  const telling = slots.filter((slot) => !vocabulary.noise.has(slot.word))
  return telling.length > 0 ? telling : slots
}

type Meant = { word: string; meaning: Meaning }

/** Known words first, in any reading; then beginnings; then mistakes and words run together. */
function likeliest(vocabulary: Vocabulary, typed: string, unfinished: boolean): Meant[] {
  const ways = readings(typed)
  const exact = best(ways, (word) => [{ word, meaning: known(vocabulary, word, unfinished) }])
  if (exact) return exact
  const begun = unfinished ? best(ways, (word) => [{ word, meaning: meaningOfBeginning(vocabulary, word) }]) : null
  const guessed = best(ways, (word) => {
    const meaning = known(vocabulary, word, false)
    if (meaning.size > 0 || vocabulary.noise.has(word)) return [{ word, meaning }]
    const parts = takenApart(vocabulary, word)
    if (parts) return parts.map((part) => ({ word: part, meaning: dimmed(known(vocabulary, part, false), 0.9) }))
    return [{ word, meaning: meaningOfMistake(vocabulary, word) }]
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
      winner = belief === 1 ? all : all.map((one) => ({ ...one, meaning: dimmed(one.meaning, belief) }))
    }
  }
  return winner
}

const dimmed = (meaning: Meaning, by: number): Meaning =>
  new Map([...meaning].map(([feature, sure]) => [feature, sure * by]))
