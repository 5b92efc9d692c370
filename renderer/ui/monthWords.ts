/** Names of months as people type them, in all three languages whatever the screen speaks, and not to their end. */
import { fold } from '../../domain/procedures/fold.ts'
import { en, kk, ru } from '../locales/index.ts'

/** As in a date and by itself: «мая», «май». */
const names = [kk, ru, en].flatMap(({ ui, calendar }) =>
  [ui.months, calendar.monthNames].map((list) => list.split(' ').map(fold)),
)
/** As many as there are names. */
export const MONTH_COUNT = names[0]?.length ?? 0
const LEAST_LETTERS = 3

/** `май`, `сент`, `мамыр`, `Nov` → 1 … 12; null for what begins no month, or more than one. */
export function monthOfWord(typed: string): number | null {
  const word = fold(typed)
  if (word.length < LEAST_LETTERS) return null
  const months = new Set(names.flatMap((list) => list.flatMap((name, i) => (name.startsWith(word) ? [i + 1] : []))))
  return months.size === 1 ? ([...months][0] ?? null) : null
}
