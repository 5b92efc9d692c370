/**
 * Whether the part that writes (the branch process) is there. Told by what happens to the calls: rejected ones say that it
 * is gone, main's news of a restart that it is back. After a restart nobody is signed in, and the sign-in says why.
 */
import { useSyncExternalStore } from 'react'
import { type Changed, changed } from '../../electron/contract.ts'

export type Writer = 'well' | 'gone' | 'restarted'

/** All that main names after a restart; nothing else changes everything at once. */
const EVERYTHING = changed.shape.what.element.options.length

const listeners = new Set<() => void>()
let writer: Writer = 'well'

function become(next: Writer): void {
  if (next === writer) return
  writer = next
  for (const listener of listeners) listener()
}

/** A call was rejected. */
export function noteRejection(error: unknown): void {
  if (error instanceof Error && /\bbranch(Gone|Down): /.test(error.message)) become('gone')
}

export function noteNews({ what }: Changed): void {
  if (new Set(what).size === EVERYTHING) become('restarted')
}

/** Somebody has signed in and works on. */
export const noteSignedIn = (): void => become('well')

export const useWriter = (): Writer =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => writer,
  )
