/**
 * Chance from a seed: the same seed gives the same schedule, the same faults and the same bytes, on every machine.
 * Nothing in a simulation may take randomness or time from anywhere else.
 */
import { createHash } from 'node:crypto'

export type Chance = {
  /** In [0, 1). */
  next(): number
  /** A whole number from `low` to `high`, both possible. */
  between(low: number, high: number): number
  /** True with this probability. */
  once(probability: number): boolean
  pick<T>(list: readonly T[]): T
  bytes(count: number): Uint8Array
  /** Of version 7 in form; its time says nothing. */
  uuid(): string
}

/** Mulberry32 (Tommy Ettinger, 2017, public domain): 32 bits of state, one multiplication-xor round per number. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** 32 bytes of a name, as hexadecimal: for keys and ids that must be the same in each run. */
export const digest = (name: string): string => createHash('sha256').update(name).digest('hex')

/** Chance of a name such as `schedule 17`; neighbours have nothing in common. */
export function chanceOf(name: string): Chance {
  const next = mulberry32(Number.parseInt(digest(name).slice(0, 8), 16))
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => between(0, 255))
  return {
    next,
    between,
    once: (probability) => next() < probability,
    pick: (list) => {
      const picked = list[between(0, list.length - 1)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
    bytes,
    uuid() {
      const hex = Buffer.from(bytes(16)).toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}
