/** Searches that ended without a choice: wordings only, by week, for leads. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { commandOutcome, done, refused } from './shapes.ts'

/** ISO 8601 week: `2026-W48`. */
export const isoWeek = z.string().regex(/^\d{4}-W\d{2}$/)

export const unmetSearch = z.strictObject({
  words: z.string(),
  times: z.int(),
  /** How many of the times it was taken in as free text instead. */
  freeText: z.int(),
})
export type UnmetSearch = z.infer<typeof unmetSearch>

export const searches = {
  /** The last words of one search. Names and numbers are masked before they are kept, whoever sends them. */
  note: oc
    .input(z.strictObject({ words: z.string().max(200), instead: z.enum(['nothing', 'freeText']) }))
    .output(commandOutcome(done)),
  /** The most frequent first. `week: null` is this week; `weeks`: those that hold anything, the latest first. */
  list: oc.input(z.strictObject({ week: isoWeek.nullable() })).output(
    z.union([
      z.strictObject({
        ok: z.literal(true),
        week: isoWeek,
        weeks: z.array(isoWeek),
        rows: z.array(unmetSearch),
        total: z.int(),
      }),
      refused(z.strictObject({ code: z.enum(['notSignedIn', 'roleMayNot']) })),
    ]),
  ),
}
