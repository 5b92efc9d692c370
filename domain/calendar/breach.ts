/**
 * Until when a leak of personal data must be reported. How long, to whom and by which law is data; here is only
 * the counting. A term in days ends with a day at the branch, one in hours with a moment.
 */
import { z } from 'zod'
import { term, text3 } from '../forms/schema.ts'
import type { BranchCalendar } from './calendar.ts'
import type { Day } from './days.ts'
import { countTerm } from './term.ts'

export const breachTerm = term.omit({ when: true }).extend({
  key: z.string().regex(/^[a-z][a-z0-9_]*$/),
  /** Who must hear of it. */
  to: text3,
})
export type BreachTerm = z.infer<typeof breachTerm>

export type BreachDue = { key: string } & ({ by: Day } | { at: string })

/** `openedAt`: UTC moment; `openedOn`: its date at the branch. `at`: UTC moment. Nothing is lengthened for a day off. */
export function breachDues(
  { openedAt, openedOn }: { openedAt: string; openedOn: Day },
  terms: readonly BreachTerm[],
  calendar: BranchCalendar,
): BreachDue[] {
  return terms.map(({ key, ...one }) =>
    one.unit === 'hours'
      ? { key, at: countTerm(openedAt, one, calendar).end }
      : { key, by: countTerm(openedOn, one, calendar).end },
  )
}
