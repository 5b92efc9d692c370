/**
 * What the search knows, laid out once for many questions: the sayings of every procedure as words with their stems and
 * meanings, and how telling each is. Built from data alone; nothing in it is written by hand into the program.
 */
import { languages, learn, openVocabulary, type SpeechFile, seal, type Vocabulary } from './vocabulary.ts'
import { type Speech, wordsOf } from './words.ts'

export type ProcedureEntry = {
  code: string
  title: Record<Speech, string>
  /** What customers call it, any language. */
  words: readonly string[]
}

/** `at` is where its words begin in the list of all words of all phrases; `masses` how telling each word is. */
type Phrase = { entry: number; at: number; masses: readonly number[]; mass: number }
type TakenPhrase = { entry: number; words: readonly (readonly string[])[] }

export type ProcedureIndex = {
  codes: readonly string[]
  vocabulary: Vocabulary
  /** How telling a feature is: rare ones more. */
  weight: ReadonlyMap<string, number>
  phrases: readonly Phrase[]
  /** For each feature the places where it occurs: number of a phrase, number of a word in the list of all, in turn. */
  places: ReadonlyMap<string, readonly number[]>
  wordCount: number
  titles: ReadonlyMap<string, ReadonlySet<number>>
}

/** Doubt about a word: a saying of its own counts 1 / 1.3, one word in a single saying of five 0.2 / 0.5. */
const DOUBT = 0.3

export function buildIndex(entries: readonly ProcedureEntry[], speech: SpeechFile): ProcedureIndex {
  const vocabulary = openVocabulary(speech)
  const titles = new Map<string, Set<number>>()
  const taken: TakenPhrase[] = []
  entries.forEach((entry, i) => {
    const take = (text: string, language?: Speech) => {
      const words = meaningful(vocabulary, wordsOf(text)).map((word) => learn(vocabulary, word, language))
      if (words.length > 0) taken.push({ entry: i, words })
    }
    for (const text of entry.words) take(text)
    for (const language of languages) {
      for (const text of speech.sayings[entry.code]?.[language] ?? []) take(text, language)
      for (const word of meaningful(vocabulary, wordsOf(entry.title[language]))) {
        for (const feature of learn(vocabulary, word, language)) {
          titles.set(feature, (titles.get(feature) ?? new Set()).add(i))
        }
      }
    }
  })
  seal(vocabulary)
  const weight = weights(taken, titles, entries.length)
  return { codes: entries.map((entry) => entry.code), vocabulary, weight, titles, ...laidOut(taken, weight) }
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
  return { phrases, places, wordCount }
}
