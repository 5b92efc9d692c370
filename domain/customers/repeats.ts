/** When a person who comes again with the same matter is offered the old case, and when it goes up. Numbers are data. */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { basis } from '../forms/schema.ts'

export const repeatRule = z.strictObject({
  /** A case is offered for so long after the customer was last here with it. */
  offeredForMonths: z.int().positive(),
  /** The how-manieth coming with one matter goes up at once; 3 is the third. */
  escalateAtTime: z.int().min(2),
  escalateToLevel: z.int().min(1).max(4),
  basis,
})
export type RepeatRule = z.infer<typeof repeatRule>

/** Whether a day (`YYYY-MM-DD`, the branch's calendar) is within so many months before today; the last day counts. */
export function cameWithin(came: string, today: string, months: number): boolean {
  const until = Temporal.PlainDate.from(came).add({ months })
  return Temporal.PlainDate.compare(until, today) >= 0
}

/** How often the customer has come with these cases: each was a coming, and each visit noted on it. */
export const timesCame = (cases: readonly { visits: number }[]): number =>
  cases.reduce((sum, { visits }) => sum + 1 + visits, 0)
