/**
 * The slice that the queue is narrowed to, from a figure of a report until somebody takes it off. It belongs to the
 * person who pressed the figure: nobody else's queue is narrowed by it.
 */
import { useSyncExternalStore } from 'react'
import type { Slice } from '../../domain/reports/slice.ts'

type Sliced = { person: string; slice: Slice }

let now: Sliced | null = null
const listeners = new Set<() => void>()

function become(next: Sliced | null): void {
  now = next
  for (const listener of listeners) listener()
}

/** Whoever calls it opens the queue afterwards. */
export const showSlice = (person: string, slice: Slice): void => become({ person, slice })
export const dropSlice = (): void => become(null)

function follow(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSlice(person: string): Slice | null {
  const sliced = useSyncExternalStore(follow, () => now)
  return sliced?.person === person ? sliced.slice : null
}
