/** What leads see of the branch as a whole: what waits for them, how the day goes, and counts without personal data. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { text3 } from '../../domain/forms/schema.ts'
import { needs } from '../../domain/reports/needs.ts'
import { shown, slice } from '../../domain/reports/slice.ts'
import { day, nothing, notSignedIn, refused, utc } from './shapes.ts'

export const reportRefusal = z.union([notSignedIn, z.strictObject({ code: z.literal('roleMayNot') })])

/** Of the first case of a list: its number and paper, never its customer. */
const firstCase = z.strictObject({
  number: z.string(),
  type: z.string(),
  titled: text3.exactOptional(),
  registeredAt: utc,
  answerBy: day,
})

/** One window of the branch, as this computer's database knows it. */
export const windowRow = z.strictObject({
  window: z.string(),
  /** It is this computer. */
  here: z.boolean(),
  /** Who registered the last case of today there; null where nobody did. */
  clerk: z.string().nullable(),
  lastAt: utc.nullable(),
  today: z.int(),
  /** Cases of any day that headquarters has not acknowledged. */
  unsent: z.int(),
  /** The last opening or closing of a shift there that is known here. */
  shift: z.strictObject({ what: z.enum(['opened', 'closed']), at: utc }).nullable(),
  /** Whether its computer is in contact over the branch network; null where it was not seen since the start. */
  contact: z.strictObject({ here: z.boolean(), at: utc }).nullable(),
})
export type WindowRow = z.infer<typeof windowRow>

export const overview = z.strictObject({
  ok: z.literal(true),
  today: day,
  /** Only what there is, in the order in which it is worked on. */
  needs: z.array(z.strictObject({ need: z.enum(needs), count: z.int().positive(), first: firstCase.nullable() })),
  windows: z.array(windowRow),
  /** Hours in which cases come, today or usually; `usual` is null where there is nothing to look back on. */
  hours: z.array(z.strictObject({ hour: z.string(), today: z.int(), usual: z.number().nullable() })),
  todayTotal: z.int(),
  /** So many days like today are behind `usual`. */
  usualDays: z.int(),
  readAt: utc,
})
export type Overview = z.infer<typeof overview>

const bar = z.strictObject({
  key: z.string(),
  count: z.int().positive(),
  /** Of a person; for the eyes of whoever leads the branch, on no paper and in no file. */
  name: z.string().exactOptional(),
})
/** `total`, `open` and the bars: see `domain/reports/counts.ts`. */
export const counts = z.strictObject({
  slice,
  today: day,
  total: z.int(),
  open: z.int(),
  bars: z.array(z.strictObject({ by: z.enum(shown), bars: z.array(bar) })),
  readAt: utc,
})
export type CountsView = z.infer<typeof counts>

export const countsAnswer = z.union([z.strictObject({ ok: z.literal(true), counts }), refused(reportRefusal)])

export const reports = {
  /** For shift lead and manager. */
  overview: oc.input(nothing).output(z.union([overview, refused(reportRefusal)])),
  /** For the manager. */
  counts: oc.input(z.strictObject({ slice })).output(countsAnswer),
}
