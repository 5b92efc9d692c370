/**
 * Changes of the calendar that are not saved yet, one for each person and year. They live as long as the window: whoever
 * looks at another screen or another year finds them as they were, until they are saved or thrown away. Nothing here is
 * in force, and one person never sees another's.
 */
import type { Wished } from './days.ts'

export type Unsaved = {
  /** Under which it is sent: sent twice it is one change. */
  command: string
  wished: Wished
  why: string
  source: string
  published: boolean
}

const kept = new Map<string, Unsaved>()
const keyOf = (person: string, year: number) => `${person} ${year}`

/** Whether anybody has chosen or written anything. */
export const isBegun = ({ wished, why, source, published }: Unsaved): boolean =>
  wished.size > 0 || why.trim() !== '' || source.trim() !== '' || published

/** What this person has begun for the year; otherwise a fresh one. */
export const unsavedOf = (person: string, year: number, command: () => string): Unsaved =>
  kept.get(keyOf(person, year)) ?? { command: command(), wished: new Map(), why: '', source: '', published: false }

/** Keeps it; one that says nothing any more is forgotten. */
export function keepUnsaved(person: string, year: number, unsaved: Unsaved): void {
  if (isBegun(unsaved)) kept.set(keyOf(person, year), unsaved)
  else kept.delete(keyOf(person, year))
}

export const forgetUnsaved = (person: string, year: number): void => void kept.delete(keyOf(person, year))

/** The other years for which this person has begun something. */
export const begunElsewhere = (person: string, years: readonly number[], year: number): number[] =>
  years.filter((one) => one !== year && kept.has(keyOf(person, one)))
