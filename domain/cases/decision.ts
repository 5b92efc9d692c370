/** The answer to a command: events, or a refusal with its reason. */
import type { EventDraft } from '../journal/event.ts'

export type CaseRefusal =
  | { code: 'minimumMissing'; fields: string[] }
  | { code: 'wrongFields'; fields: string[] }
  | { code: 'alreadyRegistered' }
  | { code: 'notRegistered' }
  | { code: 'notInReview' }
  | { code: 'roleMayNot'; role: string }
  | { code: 'ownCase' }
  | { code: 'incomplete'; fields: string[] }
  | { code: 'consentMissing' }
  | { code: 'ownConsent' }
  | { code: 'consentNotWanted' }
  | { code: 'consentOfAnother' }
  | { code: 'nothingSigned' }
  | { code: 'alreadyAttached' }
  | { code: 'notOnTheList' | 'alreadyTold' }

export type Decision = { ok: true; events: EventDraft[] } | { ok: false; refusal: CaseRefusal }

export const refuse = (refusal: CaseRefusal): Decision => ({ ok: false, refusal })
