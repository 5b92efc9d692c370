/**
 * Every call the window may make, one file a noun, with run-time schemas that both ends parse. Main checks the sender of
 * each call and answers the calls under `printing`, `desk`, `scanning` and `watched` itself; all others go on to the branch process.
 * Expected failures are values (`{ ok: false, refusal }`); a rejected call means a defect or broken equipment.
 */
import { z } from 'zod'
import { attachments, scanning, tray, watched } from './contract/attachments.ts'
import { calendars } from './contract/calendars.ts'
import { cases } from './contract/cases.ts'
import { consent } from './contract/consent.ts'
import { customers } from './contract/customers.ts'
import { desk } from './contract/desk.ts'
import { drafts } from './contract/drafts.ts'
import { forms } from './contract/forms.ts'
import { outages } from './contract/outages.ts'
import { printing } from './contract/printing.ts'
import { searches } from './contract/searches.ts'
import { session } from './contract/session.ts'
import { shifts } from './contract/shifts.ts'
import { workspace } from './contract/workspace.ts'

export * from './contract/attachments.ts'
export * from './contract/calendars.ts'
export * from './contract/cases.ts'
export * from './contract/consent.ts'
export * from './contract/customers.ts'
export * from './contract/drafts.ts'
export * from './contract/forms.ts'
export * from './contract/outages.ts'
export * from './contract/printing.ts'
export * from './contract/searches.ts'
export * from './contract/session.ts'
export { storageRefusal } from './contract/shapes.ts'
export * from './contract/workspace.ts'

export const contract = {
  session,
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
  calendars,
  outages,
  consent,
  searches,
  shifts,
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
      'prints',
      'forms',
      'attachments',
      'tray',
      'scanning',
      'calendars',
      'outages',
      'consents',
    ]),
  ),
})
export type Changed = z.infer<typeof changed>

/** All that the preload script gives the window as `window.okno`. `path` is `noun.verb`; a rejection says `code: message`. */
export type OknoBridge = {
  call(path: string, input: unknown): Promise<unknown>
  onChanged(listener: (changed: Changed) => void): () => void
}
