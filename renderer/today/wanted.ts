/** The part of the list that somebody pressed for; the list shows it first, once. */
import type { Moving } from '../../domain/cases/today.ts'

let wanted: Moving | null = null

export function want(why: Moving): void {
  wanted = why
}

/** True once, for the part that is wanted. */
export function takeWanted(why: Moving): boolean {
  if (wanted !== why) return false
  wanted = null
  return true
}
