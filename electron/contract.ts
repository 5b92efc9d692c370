/**
 * Every call the window may make, one file a noun, with run-time schemas that both ends parse. Main checks the sender of
 * each call and answers the calls under `printing`, `desk`, `scanning` and `watched` itself; all others go on to the branch process.
 * Expected failures are values (`{ ok: false, refusal }`); a rejected call means a defect or broken equipment.
 */
import { z } from 'zod'
import { attachments } from './contract/attachments.ts'
import { bulletins } from './contract/bulletins.ts'
import { calendars } from './contract/calendars.ts'
import { cases } from './contract/cases.ts'
import { consent } from './contract/consent.ts'
import { customers } from './contract/customers.ts'
import { desk } from './contract/desk.ts'
import { drafts } from './contract/drafts.ts'
import { entries } from './contract/entries.ts'
import { forms } from './contract/forms.ts'
import { hub } from './contract/hub.ts'
import { journalExport } from './contract/journalExport.ts'
import { outages } from './contract/outages.ts'
import { people } from './contract/people.ts'
import { printing } from './contract/printing.ts'
import { reports } from './contract/reports.ts'
import { review } from './contract/review.ts'
import { scanning } from './contract/scanning.ts'
import { searches } from './contract/searches.ts'
import { session } from './contract/session.ts'
import { shifts } from './contract/shifts.ts'
import { tray } from './contract/tray.ts'
import { watched } from './contract/watched.ts'
import { workspace } from './contract/workspace.ts'

export * from './contract/acting.ts'
export * from './contract/answerLetter.ts'
export * from './contract/attachments.ts'
export * from './contract/bulletins.ts'
export * from './contract/calendars.ts'
export * from './contract/caseNow.ts'
export * from './contract/caseRecord.ts'
export * from './contract/cases.ts'
export * from './contract/consent.ts'
export * from './contract/customers.ts'
export * from './contract/drafts.ts'
export * from './contract/entries.ts'
export * from './contract/forms.ts'
export * from './contract/hub.ts'
export * from './contract/journalExport.ts'
export * from './contract/outages.ts'
export * from './contract/people.ts'
export * from './contract/printing.ts'
export * from './contract/reports.ts'
export * from './contract/review.ts'
export * from './contract/rising.ts'
export * from './contract/scanning.ts'
export * from './contract/searches.ts'
export * from './contract/session.ts'
export { storageRefusal } from './contract/shapes.ts'
export * from './contract/shifts.ts'
export * from './contract/tray.ts'
export * from './contract/watched.ts'
export * from './contract/workspace.ts'

export const contract = {
  session,
  people,
  workspace,
  forms,
  drafts,
  cases,
  customers,
  printing,
  desk,
  attachments,
  tray,
  scanning,
  watched,
  bulletins,
  calendars,
  outages,
  consent,
  reports,
  review,
  searches,
  shifts,
  entries,
  journalExport,
  hub,
}
export type Contract = typeof contract

/** What the branch process tells all windows, so that they read again: never data, only what changed. */
export const changed = z.strictObject({
  what: z.array(
    z.enum([
      'cases',
      'drafts',
      'exchange',
      'session',
      'people',
      /** Not data: the window locks itself now. */
      'lock',
      'prints',
      'forms',
      'bulletins',
      'attachments',
      'tray',
      'scanning',
      'calendars',
      'outages',
      'hub',
      'consents',
      'shifts',
      'journalExport',
      'retention',
    ]),
  ),
})
export type Changed = z.infer<typeof changed>

/** An answer on its way from main to the bridge, which throws `refused` again: what main throws itself is logged as a defect. */
export type Answered = { output: unknown } | { refused: string }

/** All that the preload script gives the window as `window.okno`. `path` is `noun.verb`; a rejection says `code: message`. */
export type OknoBridge = {
  call(path: string, input: unknown): Promise<unknown>
  onChanged(listener: (changed: Changed) => void): () => void
}
