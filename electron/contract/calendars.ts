/** The calendar that terms are counted by: the shipped one with the operator's changes over it. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { text3 } from '../../domain/forms/schema.ts'
import { commandOutcome, day, done, id, refused, utc } from './shapes.ts'

const wishedDay = z.strictObject({ date: day, working: z.boolean() })
const year = z.int().min(2000).max(2200)
const roleMayNot = z.strictObject({ code: z.literal('roleMayNot') })

/** A day that somebody has said something about; all others go by the day of the week. */
export const calendarDay = z.strictObject({
  date: day,
  working: z.boolean(),
  confirmed: z.boolean(),
  name: text3,
  basis: z.string(),
  /** Set where the operator changed it here: then name and basis are his words. */
  change: z.strictObject({ by: z.string(), at: utc }).nullable(),
})
export type CalendarDay = z.infer<typeof calendarDay>

export const calendarYear = z.strictObject({
  country: z.string(),
  year: z.int(),
  /** The years that can be looked at. */
  years: z.array(z.int()),
  /** Whether anybody has entered this year at all, and whether it has been published as a whole. */
  known: z.boolean(),
  confirmed: z.boolean(),
  /** Days of the week without work, 1 is Monday. */
  weekend: z.array(z.int()),
  days: z.array(calendarDay),
  workingDays: z.int(),
  mayEdit: z.boolean(),
})
export type CalendarYear = z.infer<typeof calendarYear>

/** An open case whose answer the changed calendar would count to another day than the one promised. */
export const movedAnswer = z.strictObject({
  case: id,
  number: z.string(),
  type: z.string(),
  promised: day,
  counted: day,
})
export type MovedAnswer = z.infer<typeof movedAnswer>

export const calendars = {
  /** For shift leads and managers. */
  year: oc
    .input(z.strictObject({ year }))
    .output(z.union([z.strictObject({ ok: z.literal(true), calendar: calendarYear }), refused(roleMayNot)])),
  /** Which promised answer dates this change would move: how many, and the first of them. Nothing is recorded. */
  moves: oc.input(z.strictObject({ year, days: z.array(wishedDay).max(366) })).output(
    z.union([
      z.strictObject({
        ok: z.literal(true),
        count: z.int(),
        first: z.array(movedAnswer),
        /** Of the days those that are over, and how many cases, open or not, were being answered on one of them. */
        past: z.strictObject({ days: z.int(), cases: z.int() }),
      }),
      refused(roleMayNot),
    ]),
  ),
  /** Managers only. The dates promised so far stay; from here on new cases are counted by it. */
  change: oc
    .input(
      z.strictObject({
        /** Minted when the change was begun: the same one again has no second effect. */
        command: id,
        year,
        days: z.array(wishedDay).max(366),
        why: z.string().max(500),
        source: z.string().max(500),
        /** The year as a whole has been published. */
        published: z.boolean(),
      }),
    )
    .output(
      commandOutcome(
        done,
        z.strictObject({
          code: z.enum(['roleMayNot', 'otherYear', 'nothingChanged', 'whyMissing', 'sourceMissing']),
        }),
        z.strictObject({ code: z.literal('whyTooShort'), least: z.int() }),
      ),
    ),
}
