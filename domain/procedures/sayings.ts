/**
 * What the search knows, laid out once for many questions: the sayings of every procedure as words with their stems and
 * meanings, and how telling each is. Built from data alone; nothing in it is written by hand into the program.
 */
import { type Learnt, type Lesson, learning } from './learning.ts'
import {
  languages,
  learn,
  meaningOfEntered,
  openVocabulary,
  type SpeechFile,
  seal,
  type Vocabulary,
} from './vocabulary.ts'
import { type Speech, wordsOf } from './words.ts'

export type ProcedureEntry = {
  code: string
  title: Record<Speech, string>
  /** What customers call it. */
  words: Record<Speech, readonly string[]>
}

/** `at` is where its words begin in the list of all words of all phrases; `masses` how telling each word is. */
type Phrase = {
  entry: number
  at: number
  masses: readonly number[]
  mass: number
}
type TakenPhrase = { entry: number; words: readonly (readonly string[])[] }

export type ProcedureIndex = {
  codes: readonly string[]
  vocabulary: Vocabulary
  /** How telling a feature is: rare ones more. */
  weight: ReadonlyMap<string, number>
  phrases: readonly Phrase[]
  /** For each feature the places where it occurs: number of a phrase, number of a word in the list of all, in turn. */
  places: ReadonlyMap<string, readonly number[]>
  /** By phrase, by phrase, by word: room for one question at a time, for new room at each key costs more than the asking. */
  scratch: { explained: Float64Array; here: Float64Array; wordSure: Float64Array }
  /** For each feature, by entry: how much it leans that way (1 where it is said most, 0 where never). */
  leanings: ReadonlyMap<string, Float32Array>
  /** What the sayings teach together; null until it has been learnt, and the rest ranks alone. */
  learnt: Learnt | null
  titles: ReadonlyMap<string, ReadonlySet<number>>
}

/** The words of the form itself are learnt as if they had been said twice. */
const OWN_WORDS = 2

/** Doubt about a word: a saying of its own counts 1 / 1.3, one word in a single saying of five 0.2 / 0.5. */
const DOUBT = 0.3

export function buildIndex(entries: readonly ProcedureEntry[], speech: SpeechFile): ProcedureIndex {
  const { index, learn } = layOut(entries, speech)
  while (learn()) {}
  return index
}

/** The index without what is to be learnt, and the steps to learn it: `learn` answers whether there is more to do. */
export function layOut(
  entries: readonly ProcedureEntry[],
  speech: SpeechFile,
): { index: ProcedureIndex; learn: () => boolean } {
  const vocabulary = openVocabulary(speech)
  const titles = new Map<string, Set<number>>()
  const taken: TakenPhrase[] = []
  const lessons: Lesson[] = []
  entries.forEach((entry, i) => {
    const read = (text: string, language: Speech, times: number) => {
      const words = meaningful(vocabulary, wordsOf(text))
      const features = words.map((word) => learn(vocabulary, word, language))
      const heard = words.map((word, w) => ({
        word,
        meaning: meaningOfEntered(features[w]!),
      }))
      if (words.length > 0) lessons.push({ heard, entry: i, times })
      return features
    }
    const take = (text: string, language: Speech, times: number) => {
      const words = read(text, language, times)
      if (words.length > 0) taken.push({ entry: i, words })
    }
    for (const language of languages) {
      for (const text of entry.words[language]) take(text, language, OWN_WORDS)
      for (const text of speech.sayings[entry.code]?.[language] ?? []) take(text, language, 1)
      for (const feature of read(entry.title[language], language, 1).flat()) {
        titles.set(feature, (titles.get(feature) ?? new Set()).add(i))
      }
    }
  })
  seal(vocabulary)
  const weight = weights(taken, titles, entries.length)
  const leanings = leaningsOf(taken, entries.length)
  const codes = entries.map((entry) => entry.code)
  const known = { codes, vocabulary, weight, titles, leanings, ...laidOut(taken, weight) }
  const index: ProcedureIndex = { ...known, learnt: null }
  const steps = learning(lessons, entries.length)
  const learnStep = () => {
    const step = steps.next()
    if (step.done) index.learnt = step.value
    return !step.done
  }
  return { index, learn: learnStep }
}

/** Noise left out, unless there is nothing else. */
function meaningful(vocabulary: Vocabulary, words: string[]): string[] {
  const telling = words.filter((word) => !vocabulary.noise.has(word))
  return telling.length > 0 ? telling : words
}

export const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

/**
 * Near 1 for what one procedure has alone, towards 0.2 for what nearly all have; less where the only proof is one word
 * of a long saying.
 */
function weights(
  taken: readonly TakenPhrase[],
  titles: ReadonlyMap<string, ReadonlySet<number>>,
  count: number,
): Map<string, number> {
  const seen = new Map<string, { entries: Set<number>; proof: number }>()
  const see = (feature: string, entry: number, proof: number) => {
    const one = seen.get(feature) ?? { entries: new Set(), proof: 0 }
    one.entries.add(entry)
    one.proof += proof
    seen.set(feature, one)
  }
  for (const { entry, words } of taken) for (const word of words) for (const f of word) see(f, entry, 1 / words.length)
  for (const [feature, entries] of titles) {
    if (!seen.has(feature)) for (const entry of entries) see(feature, entry, DOUBT)
  }
  const rarity = (entries: number) => Math.log(1 + count / entries) / Math.log(1 + count)
  return new Map(
    [...seen].map(([feature, { entries, proof }]) => [feature, rarity(entries.size) * (proof / (proof + DOUBT))]),
  )
}

/** What a word said once counts, however often it is said elsewhere; the rest goes by how often. */
const SAID_AT_ALL = 0.4

/** A word of thirty sayings of one procedure and a single one of another speaks for the first. */
function leaningsOf(taken: readonly TakenPhrase[], count: number): Map<string, Float32Array> {
  const said = new Map<string, Float32Array>()
  const phrases = new Float32Array(count)
  for (const { entry, words } of taken) {
    phrases[entry]!++
    for (const feature of new Set(words.flat())) {
      const one = said.get(feature) ?? new Float32Array(count)
      one[entry]! += 1 / Math.sqrt(words.length)
      said.set(feature, one)
    }
  }
  for (const one of said.values()) {
    const rates = one.map((times, entry) => times / (phrases[entry] || 1))
    const most = Math.max(...rates)
    for (const [entry, rate] of rates.entries()) {
      one[entry] = rate > 0 ? SAID_AT_ALL + (1 - SAID_AT_ALL) * Math.sqrt(rate / most) : 0
    }
  }
  return said
}

function laidOut(taken: readonly TakenPhrase[], weight: ReadonlyMap<string, number>) {
  const phrases: Phrase[] = []
  const places = new Map<string, number[]>()
  let wordCount = 0
  taken.forEach(({ entry, words }, p) => {
    const masses = words.map((word) => Math.max(...word.map((feature) => weight.get(feature) ?? 0)))
    phrases.push({ entry, at: wordCount, masses, mass: sum(masses) })
    for (const word of words) {
      for (const feature of word) {
        const all = places.get(feature) ?? []
        all.push(p, wordCount)
        places.set(feature, all)
      }
      wordCount++
    }
  })
  const scratch = {
    explained: new Float64Array(phrases.length),
    here: new Float64Array(phrases.length),
    wordSure: new Float64Array(wordCount),
  }
  return { phrases, places, scratch }
}
