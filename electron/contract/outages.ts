/**
 * Outages of the branch: the card that everyone sees and only shift lead and manager write, the cases joined to it, who
 * is to be told, the month's report; and papers numbered beforehand for the day when even the computer is down.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { bulletin, officialCause, outageNumber } from '../../domain/outages/events.ts'
import { MOST_AT_ONCE } from '../../domain/outages/paperNumber.ts'
import { caseRow } from './cases.ts'
import { code, commandOutcome, day, done, id, nothing, refused, utc } from './shapes.ts'

export const outageView = bulletin.extend({
  number: z.string(),
  since: utc,
  openedAt: utc,
  /** Signatures; the id where the person is not known here. */
  openedBy: z.string(),
  /** 1 when it is opened, one more with each update. */
  bulletin: z.int().positive(),
  saidAt: utc,
  saidBy: z.string(),
  endedAt: utc.nullable(),
  closedBy: z.string().nullable(),
  /** Cases joined to it, and how many of their customers are still to be told that it works again. */
  cases: z.int(),
  toTell: z.int(),
})
export type OutageView = z.infer<typeof outageView>

/** One line of the recovery list. The phone was given for this call. */
export const recoveryRow = z.strictObject({
  case: id,
  number: z.string(),
  applicant: z.string(),
  urgent: z.boolean(),
  /** As the customer gave it, E.164; empty where there is none. */
  phone: z.string(),
  told: z.strictObject({ at: utc, by: z.string() }).nullable(),
})
export type RecoveryRow = z.infer<typeof recoveryRow>

/** `YYYY-MM`. */
export const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/
const month = z.string().regex(MONTH)
export const monthReport = z.strictObject({
  month,
  rows: z.array(
    z.strictObject({
      number: z.string(),
      what: z.string(),
      since: utc,
      endedAt: utc.nullable(),
      minutes: z.int(),
      /** Of them: minutes in which an outage of an earlier row lasted too. */
      shared: z.int(),
      cases: z.int(),
    }),
  ),
  outages: z.int(),
  minutes: z.int(),
  shared: z.int(),
  /** Minutes with at least one outage: `minutes` less `shared`. */
  atLeastOne: z.int(),
  cases: z.int(),
})
export type MonthReportView = z.infer<typeof monthReport>

const roleMayNot = z.strictObject({ code: z.literal('roleMayNot'), role: z.string() })
const written = commandOutcome(
  z.strictObject({ ok: z.literal(true), outage: outageView }),
  roleMayNot,
  code(['unknownOutage', 'alreadyClosed', 'alreadyOpened']),
  code(['sinceInFuture', 'newsInPast', 'endInFuture', 'endBeforeBegin']),
  z.strictObject({ code: z.literal('sinceTooOld'), days: z.int(), earliest: utc }),
  z.strictObject({ code: z.literal('newsTooFar'), days: z.int(), latest: utc }),
)
export type OutageWritten = z.infer<typeof written>

const said = bulletin.omit({ cause: true })

export const outages = {
  /** Open cards, the latest first; with what else papers may still be joined to. */
  current: oc.input(nothing).output(z.strictObject({ open: z.array(outageView), recent: z.array(outageView) })),
  /** All of them, open ones first, then the latest. */
  list: oc.input(z.strictObject({ limit: z.int().min(1).max(500) })).output(z.array(outageView)),
  /** The cases joined to it, urgent first. */
  cases: oc.input(z.strictObject({ number: outageNumber })).output(z.array(caseRow)),
  /** Five fields and no more: what, since when, the official text, its source, when the next news comes. */
  open: oc.input(said.extend({ command: id, since: utc })).output(written),
  /** A new bulletin in place of the last one; a cause only with the source that named it. */
  update: oc.input(said.extend({ command: id, number: outageNumber, cause: officialCause.nullable() })).output(written),
  close: oc.input(z.strictObject({ command: id, number: outageNumber, endedAt: utc })).output(written),
  /** Customers who asked to be told, urgent first. Empty while it lasts; for shift lead and manager. */
  recovery: oc
    .input(z.strictObject({ number: outageNumber }))
    .output(z.union([z.strictObject({ ok: z.literal(true), rows: z.array(recoveryRow) }), refused(roleMayNot)])),
  told: oc
    .input(z.strictObject({ command: id, case: id, outage: outageNumber }))
    .output(commandOutcome(done, roleMayNot, code(['notRegistered', 'notOnTheList', 'alreadyTold']))),
  report: oc.input(z.strictObject({ month })).output(monthReport),
  /** Reserves numbers to be printed on paper; the same command again gives the same ones. */
  paperBlock: oc
    .input(z.strictObject({ command: id, count: z.int().min(1).max(MOST_AT_ONCE) }))
    .output(commandOutcome(z.strictObject({ ok: z.literal(true), numbers: z.array(z.string()) }), roleMayNot)),
  /** What is known of a number on paper: whether it is one, was reserved in this branch, and which case has it. */
  paperNumber: oc.input(z.strictObject({ number: z.string().max(60) })).output(
    z.strictObject({
      /** Its one written form; null where it is no number of a paper slip. */
      number: z.string().nullable(),
      reservedOn: day.nullable(),
      usedBy: z.string().nullable(),
    }),
  ),
}
