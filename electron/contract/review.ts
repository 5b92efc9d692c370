/** The second pair of eyes: what waits for it, and what it should see first. Deciding is `cases.act`. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { answers, text3 } from '../../domain/forms/schema.ts'
import { acceptObstacle, caseRow } from './cases.ts'
import { id } from './shapes.ts'

/** So many cases may be accepted together. */
export const MOST_AT_ONCE = 200

/** `row` is null of a case that names the person himself: he learns that it waits, and nothing of it. */
export const reviewRow = z.strictObject({
  id,
  row: caseRow.nullable(),
  obstacle: acceptObstacle.nullable(),
  warnings: z.int(),
  /** Hashes of the events that a decision must have seen. */
  seen: z.array(z.string()),
  /** May be accepted together with others, without having been opened. */
  plain: z.boolean(),
})
export type ReviewRow = z.infer<typeof reviewRow>

export const reviewPage = z.strictObject({ total: z.int(), rows: z.array(reviewRow) })
export type ReviewPage = z.infer<typeof reviewPage>

const finding = z.looseObject({
  field: z.string(),
  level: z.enum(['error', 'warning']),
  code: z.string(),
  say: text3.optional(),
})
export const warning = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('finding'), field: z.string(), finding }),
  z.strictObject({ code: z.literal('missing'), fields: z.array(z.string()) }),
  z.strictObject({ code: z.enum(['noScan', 'consentDue']) }),
  z.strictObject({ code: z.literal('stepReason'), step: z.string(), words: z.string() }),
  z.strictObject({
    ...{ code: z.literal('otherAnswer'), field: z.string(), other: z.string(), number: z.string(), case: id },
  }),
  z.strictObject({ code: z.literal('sameMatter'), number: z.string(), case: id }),
  z.strictObject({ code: z.literal('corrected'), fields: z.array(z.string()), reason: z.string() }),
  z.strictObject({
    code: z.literal('mark'),
    mark: z.enum(['late_filed', 'time_doubt', 'security', 'conflict', 'reopened', 'self_reviewed']),
  }),
])
export type ShownWarning = z.infer<typeof warning>

export const review = {
  /** Urgent first, then as they came; empty for who reviews nothing. */
  page: oc.input(z.strictObject({ offset: z.int().min(0), limit: z.int().min(1).max(100) })).output(reviewPage),
  /** Warnings of one case with its answers as corrected, its place in the queue, and the next that this person may review;
   * `without`: cases that are decided on already and wait for their five seconds. */
  one: oc.input(z.strictObject({ id, without: z.array(id).max(MOST_AT_ONCE) })).output(
    z
      .strictObject({
        warnings: z.array(warning),
        answers,
        kept: z.array(z.string()),
        /** Reasons of the last return and what the clerk answered to each; null where it never came back. */
        returned: z
          .strictObject({
            office: z.enum(['branch', 'hq']),
            reasons: z.array(z.strictObject({ words: z.string(), fields: z.array(z.string()) })),
            answers: z.array(z.string()).nullable(),
          })
          .nullable(),
        place: z.int(),
        total: z.int(),
        next: id.nullable(),
      })
      .nullable(),
  ),
}
