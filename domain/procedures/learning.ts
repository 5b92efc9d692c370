/**
 * What all sayings teach together: which words, neighbours and letters of words lean towards which procedure. A
 * multinomial logistic regression, learnt anew from the data whenever the index is laid out, in a fixed order: the same
 * data always give the same weights. It only weighs what the data say; nothing is kept between two learnings.
 */
import { isGroup, type Meaning } from './vocabulary.ts'

/** A word as heard: its letters and what it stands for. */
export type Heard = { word: string; meaning: Meaning }
export type Lesson = { heard: readonly Heard[]; entry: number; times: number }

export type Learnt = {
  count: number
  ids: ReadonlyMap<string, number>
  /** Row by row: for each part of a text the weight for every entry. */
  weights: Float32Array
}

const ROUNDS = 12
const RATE = 1
const SLOWING = 0.15
/** Worth of two neighbours, and of three letters in a row, beside a word itself. */
const NEIGHBOURS = 0.7
const LETTERS = 0.5
/** How far apart two words still count as neighbours. */
const NEAR = 2

type Sparse = { at: Int32Array; worth: Float32Array }

/** One step a round, each some 20 ms: a window can do other things in between. */
export function* learning(lessons: readonly Lesson[], count: number): Generator<void, Learnt> {
  const ids = new Map<string, number>()
  const texts = lessons.map(({ heard }) => {
    const parts = partsOf(heard)
    for (const part of parts.keys()) if (!ids.has(part)) ids.set(part, ids.size)
    return sparse(parts, ids)
  })
  const learnt = { count, ids, weights: new Float32Array(ids.size * count) }
  const order = lessons.map((_, i) => i)
  const next = shuffler()
  const blame = new Float64Array(count)
  for (let round = 0; round < ROUNDS; round++) {
    yield
    const rate = RATE / (1 + round * SLOWING)
    next(order)
    for (const i of order) {
      const { entry, times } = lessons[i]!
      const text = texts[i]!
      likelihoods(learnt, text, blame)
      blame[entry]! -= 1
      for (let p = 0; p < text.at.length; p++) {
        const row = text.at[p]! * count
        const step = rate * times * text.worth[p]!
        for (let e = 0; e < count; e++) learnt.weights[row + e]! -= step * blame[e]!
      }
    }
  }
  return learnt
}

/** How likely each entry is meant, all together 1. Evenly likely where nothing of the text is known. */
export function leaning(learnt: Learnt, heard: readonly Heard[]): Float64Array {
  return likelihoods(learnt, sparse(partsOf(heard), learnt.ids), new Float64Array(learnt.count))
}

function likelihoods({ count, weights }: Learnt, { at, worth }: Sparse, out: Float64Array): Float64Array {
  out.fill(0)
  for (let p = 0; p < at.length; p++) {
    const row = at[p]! * count
    const one = worth[p]!
    for (let e = 0; e < count; e++) out[e]! += one * weights[row + e]!
  }
  let most = Number.NEGATIVE_INFINITY
  for (let e = 0; e < count; e++) if (out[e]! > most) most = out[e]!
  let whole = 0
  for (let e = 0; e < count; e++) {
    out[e] = Math.exp(out[e]! - most)
    whole += out[e]!
  }
  for (let e = 0; e < count; e++) out[e]! /= whole
  return out
}

/** Words by meaning, pairs of neighbours, and letters in threes (endings and mistakes leave most of them alone). */
function partsOf(heard: readonly Heard[]): Map<string, number> {
  const parts = new Map<string, number>()
  const put = (part: string, worth: number) => {
    if (worth > (parts.get(part) ?? 0)) parts.set(part, worth)
  }
  for (const { word, meaning } of heard) {
    for (const [feature, sure] of meaning) put(feature, sure)
    if (word.length >= 4) put(`p:${word.slice(0, 4)}`, LETTERS)
    if (word.length >= 6) put(`p:${word.slice(0, 6)}`, LETTERS)
    for (let i = 0; i + 3 <= word.length; i++) put(`t:${word.slice(i, i + 3)}`, LETTERS)
  }
  const named = heard.map(({ meaning }) => nameOf(meaning))
  named.forEach((one, i) => {
    for (const other of named.slice(i + 1, i + 1 + NEAR)) {
      if (one === null || other === null || one.name === other.name) continue
      put([one.name, other.name].sort().join('+'), NEIGHBOURS * Math.min(one.sure, other.sure))
    }
  })
  return parts
}

/** One name for a word in pairs: its group if it has one, else its surest stem. */
function nameOf(meaning: Meaning): { name: string; sure: number } | null {
  let best: { name: string; sure: number; rank: number } | null = null
  for (const [name, sure] of meaning) {
    const rank = sure + (isGroup(name) ? 0.5 : 0)
    if (best === null || rank > best.rank) best = { name, sure, rank }
  }
  return best
}

/** Known parts only, of length 1 as a vector, so that a story weighs no more than two words. */
function sparse(parts: ReadonlyMap<string, number>, ids: ReadonlyMap<string, number>): Sparse {
  const known = [...parts].flatMap(([part, worth]) => {
    const id = ids.get(part)
    return id === undefined ? [] : [{ id, worth }]
  })
  const length = Math.hypot(...parts.values()) || 1
  return {
    at: Int32Array.from(known, ({ id }) => id),
    worth: Float32Array.from(known, ({ worth }) => worth / length),
  }
}

/** Shuffles in place, the same way every time. */
function shuffler(): (order: number[]) => void {
  let state = 7
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  return (order) => {
    for (let i = order.length - 1; i > 0; i--) {
      const j = below(i + 1)
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
  }
}
