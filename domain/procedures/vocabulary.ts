/**
 * All words that mean something to the search, and what each stands for: its stems and the groups of words with the same
 * meaning. A word that was never entered is matched by its beginning, by a mistake or two, or by taking it apart.
 */
import { z } from 'zod'
import { bitsApart, distance, letterMask, mistakesAllowed } from './typing.ts'
import { type Speech, stems, wordsOf } from './words.ts'

const words = z.array(z.string().min(1))
const perLanguage = z.strictObject({ kk: words, ru: words, en: words })

/** How people speak at the counter, as data (`data/procedures/synonyms.json`). */
export const speechFile = z.strictObject({
  /** Words that say nothing about the matter: please, I want, hello. */
  noise: perLanguage,
  /** Words that may tip the scales and prove nothing by themselves: where, how many, time. */
  fillers: perLanguage,
  /** Everyday words of other matters: weather, food, transport. They are no misspelt words of ours. */
  elsewhere: perLanguage,
  /** Single words with one meaning, across the languages. */
  groups: z.array(perLanguage),
  /** Further sayings by type of procedure, beside the words of its form. */
  sayings: z.record(z.string(), perLanguage),
})
export type SpeechFile = z.infer<typeof speechFile>

export const languages: readonly Speech[] = ['kk', 'ru', 'en']

/** How surely a word stands for a feature (a stem or a group), 0–1. */
export type Meaning = ReadonlyMap<string, number>

type Form = {
  text: string
  mask: number
  stem: boolean
  features: readonly string[]
}

export type Vocabulary = {
  noise: ReadonlySet<string>
  fillers: ReadonlySet<string>
  /** Words and their stems. */
  elsewhere: ReadonlySet<string>
  groupsOf: ReadonlyMap<string, readonly string[]>
  /** Every whole word once, with its features. */
  whole: Map<string, Set<string>>
  known: Set<string>
  /** How the words begin that leave a stem. */
  beginnings: Map<string, Set<string>>
  /** Whole words and stems by length, for mistakes. Filled by `seal`. */
  byLength: Form[][]
  /** Whole words by their first two letters. Filled by `seal`. */
  byBeginning: Map<string, Form[]>
}

/** Same word 1, same meaning a little less: an entry that has the very word goes first. */
const SAME_MEANING = 0.85

export function openVocabulary(speech: SpeechFile): Vocabulary {
  const groupsOf = new Map<string, string[]>()
  const members: [string, Speech][] = []
  speech.groups.forEach((group, i) => {
    for (const language of languages) {
      for (const member of group[language].flatMap(wordsOf)) {
        members.push([member, language])
        for (const stem of stems(member, language)) {
          const all = groupsOf.get(stem) ?? []
          if (!all.includes(`g:${i}`)) groupsOf.set(stem, [...all, `g:${i}`])
        }
      }
    }
  })
  const listed = (all: Record<Speech, readonly string[]>) =>
    new Set(languages.flatMap((language) => all[language].flatMap(wordsOf)))
  const [noise, fillers, elsewhere] = [listed(speech.noise), listed(speech.fillers), listed(speech.elsewhere)]
  for (const language of languages) {
    for (const word of speech.elsewhere[language].flatMap(wordsOf)) {
      for (const stem of stems(word, language)) elsewhere.add(stem)
    }
  }
  const vocabulary: Vocabulary = {
    noise,
    fillers,
    elsewhere,
    groupsOf,
    whole: new Map(),
    known: new Set(),
    beginnings: new Map(),
    byLength: [],
    byBeginning: new Map(),
  }
  for (const [member, language] of members) learn(vocabulary, member, language)
  return vocabulary
}

/** Enters a word; returns its features. */
export function learn(vocabulary: Vocabulary, word: string, language?: Speech): string[] {
  const own = stems(word, language)
  for (const stem of own) {
    vocabulary.beginnings.set(stem, (vocabulary.beginnings.get(stem) ?? new Set()).add(word.slice(0, BEGINNING)))
  }
  const features = [...new Set([...own, ...own.flatMap((stem) => vocabulary.groupsOf.get(stem) ?? [])])]
  const all = vocabulary.whole.get(word) ?? new Set()
  for (const feature of features) {
    all.add(feature)
    vocabulary.known.add(feature)
  }
  vocabulary.whole.set(word, all)
  return features
}

/** After the last word: makes ready for mistakes. */
export function seal(vocabulary: Vocabulary): void {
  const forms = new Map<string, Form>()
  const enter = (text: string, stem: boolean, features: readonly string[]) => {
    const key = `${text}/${stem}`
    const before = forms.get(key)?.features ?? []
    forms.set(key, {
      text,
      stem,
      mask: letterMask(text),
      features: [...new Set([...before, ...features])],
    })
  }
  for (const [word, features] of vocabulary.whole) {
    enter(word, false, [...features])
    for (const stem of stems(word)) {
      if (vocabulary.known.has(stem)) enter(stem, true, [stem, ...(vocabulary.groupsOf.get(stem) ?? [])])
    }
  }
  for (const form of forms.values()) {
    const length = form.text.length
    vocabulary.byLength[length] ??= []
    vocabulary.byLength[length].push(form)
    if (form.stem) continue
    const beginning = form.text.slice(0, LEAST_BEGINNING)
    const alike = vocabulary.byBeginning.get(beginning)
    if (alike) alike.push(form)
    else vocabulary.byBeginning.set(beginning, [form])
  }
}

export const isGroup = (feature: string): boolean => feature.startsWith('g:')

/** What a word that was entered stands for. */
export function meaningOfEntered(features: readonly string[]): Meaning {
  const meaning = new Map<string, number>()
  add(meaning, features, 1)
  return meaning
}

function add(meaning: Map<string, number>, features: Iterable<string>, quality: number): void {
  for (const feature of features) {
    const worth = isGroup(feature) ? quality * SAME_MEANING : quality
    if (worth > (meaning.get(feature) ?? 0)) meaning.set(feature, worth)
  }
}

/** Three letters left of a long word may be anything: `доллара` is no `долга`, though both leave `дол`. */
const isStub = ({ beginnings }: Vocabulary, stem: string, word: string): boolean =>
  stem.length - 2 <= 3 && word.length >= 6 && !beginnings.get(stem)?.has(word.slice(0, BEGINNING))
const BEGINNING = 4
const STUB = 0.4

/** What a word stands for by itself; empty where neither it nor a form of it was entered. */
export function meaningOf(vocabulary: Vocabulary, word: string): Map<string, number> {
  const meaning = new Map<string, number>()
  const own = stems(word).filter((stem) => vocabulary.known.has(stem))
  add(meaning, vocabulary.whole.get(word) ?? [], 1)
  for (const stem of own) {
    const sure = vocabulary.whole.has(word) ? 1 : isStub(vocabulary, stem, word) ? STUB : 0.95
    add(meaning, [stem], sure)
    add(meaning, vocabulary.groupsOf.get(stem) ?? [], Math.min(sure, 0.95))
  }
  return meaning
}

/** Whether a word belongs to other matters: listed so, or a form of one listed and no form of a word of ours. */
export function isElsewhere({ elsewhere, known, whole, noise }: Vocabulary, word: string): boolean {
  if (elsewhere.has(word)) return true
  if (whole.has(word) || noise.has(word)) return false
  const own = stems(word)
  return own.some((stem) => elsewhere.has(stem)) && !own.some((stem) => known.has(stem))
}

/** Whether a folded word, or a form of it, was entered. */
export const means = (vocabulary: Vocabulary, word: string): boolean => meaningOf(vocabulary, word).size > 0

/** What an unfinished word may become: words that begin with it, the nearly finished ones surer. */
export function meaningOfBeginning(vocabulary: Vocabulary, beginning: string): Map<string, number> {
  const meaning = new Map<string, number>()
  if (beginning.length < LEAST_BEGINNING) return meaning
  for (const { text, features } of vocabulary.byBeginning.get(beginning.slice(0, LEAST_BEGINNING)) ?? []) {
    if (text.length > beginning.length && text.startsWith(beginning)) {
      add(meaning, features, 0.4 + 0.5 * (beginning.length / text.length))
    }
  }
  return meaning
}
const LEAST_BEGINNING = 2

const VOWEL = /[аеиоуыэюяaeiouy]/

/** Hurried hands swap, and ears mistake vowels, but few mistakes are in the first letter. */
function beginsAlike(a: string, b: string, stem: boolean): boolean {
  const [one = '', other = ''] = [a[0], b[0]]
  if (one === other) return true
  if (stem) return false
  return (VOWEL.test(one) && VOWEL.test(other)) || (a[0] === b[1] && a[1] === b[0]) || a.length >= 8
}

/** What a misspelt word may be: the nearest words, whole or by stem, within the mistakes its length allows. */
export function meaningOfMistake(vocabulary: Vocabulary, word: string): Map<string, number> {
  const meaning = new Map<string, number>()
  const tried = [{ text: word, stem: false }, ...stems(word).map((text) => ({ text, stem: true }))]
  let nearest = Number.POSITIVE_INFINITY
  const hits: { form: Form; cost: number }[] = []
  for (const { text, stem } of tried) {
    const length = stem ? text.length - 2 : text.length
    const limit = mistakesAllowed(length)
    const mask = letterMask(text)
    for (let at = text.length - limit; limit > 0 && at <= text.length + limit; at++) {
      for (const form of vocabulary.byLength[at] ?? []) {
        if (form.stem !== stem || bitsApart(form.mask, mask) > 2 * limit) continue
        if (!beginsAlike(form.text, text, stem)) continue
        const cost = distance(text, form.text, limit) / length
        if (cost * length > limit) continue
        hits.push({ form, cost })
        nearest = Math.min(nearest, cost)
      }
    }
  }
  for (const { form, cost } of hits) if (cost <= nearest * 1.5) add(meaning, form.features, 0.9 - 1.2 * cost)
  return meaning
}

/** So many first letters in common make two words kin: `таможенный`, `таможня`. */
const KIN = 5
const KIN_SHARE = 0.6

/** What a word may mean that begins like entered ones and ends otherwise: derived words, endings of no list. */
export function meaningOfKin(vocabulary: Vocabulary, word: string): Map<string, number> {
  const meaning = new Map<string, number>()
  const beginning = word.slice(0, KIN)
  if (beginning.length < KIN) return meaning
  for (const form of vocabulary.byBeginning.get(word.slice(0, LEAST_BEGINNING)) ?? []) {
    if (!form.text.startsWith(beginning)) continue
    let common = KIN
    while (common < word.length && word[common] === form.text[common]) common++
    const share = common / Math.max(word.length, form.text.length)
    if (share >= KIN_SHARE) add(meaning, form.features, 0.2 + 0.6 * share)
  }
  return meaning
}

/** A word that is two entered words run together: `неработает` → не, работает. */
export function takenApart(vocabulary: Vocabulary, word: string): [string, string] | null {
  for (let at = word.length - 3; at >= 2; at--) {
    const [left, right] = [word.slice(0, at), word.slice(at)]
    const leftIsEntered = vocabulary.whole.has(left) || vocabulary.noise.has(left)
    if (leftIsEntered && right.length >= 3 && meaningOf(vocabulary, right).size > 0) return [left, right]
  }
  return null
}
