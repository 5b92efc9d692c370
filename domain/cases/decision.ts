/**
 * The answer to a command: events, or a refusal with its reason; and what every command on a registered case is asked
 * first. Who decides says what he had seen.
 */
import type { Json } from '../journal/canonical.ts'
import type { EventDraft } from '../journal/event.ts'
import { type Action, may } from '../people/permissions.ts'
import { isSaid } from '../people/said.ts'
import type { Case, CaseState } from './case.ts'
import type { Facts } from './commands.ts'
import type { CaseEventType } from './events.ts'
import { rowFor, transitions } from './transitions.ts'

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
  /** The life-cycle knows no such step from here. */
  | { code: 'wrongState'; state: CaseState }
  /** It is about this person. */
  | { code: 'namedInCase' }
  /** Who typed, corrected or completed it does not decide on it, nor who decided on his own conflict (two-person rule). */
  | { code: 'ownCorrection' }
  /** What must be said was left empty, is no word, or is too long; by the names of the command. */
  | { code: 'notSaid'; what: string[] }
  | { code: 'answersDoNotMatch'; reasons: number }
  | { code: 'nothingChanged' }
  | { code: 'dateInPast' | 'timeInFuture' | 'timeBeforeAnswer' }
  /** The customer still has until then. */
  | { code: 'notYet'; until: string }
  | { code: 'notYetDays'; days: number }
  | { code: 'tooLate'; days: number }
  | { code: 'notOfThisForm' | 'notAtBranch' | 'leadOnly' }
  | { code: 'reasonTooShort'; least: number }
  | { code: 'notWithdrawnByCustomer' }
  | { code: 'unknownCase' | 'sameCase' | 'notOlder' | 'olderNotOpen' | 'otherPerson' | 'otherMatter' }
  | { code: 'lowerLevel'; level: number }
  | { code: 'unknownEntry' | 'alreadyDisputed' | 'unknownConflict' | 'alreadyConfirmed' }
  | { code: 'notRefused' | 'alreadyRepaired' }

export type Decision = { ok: true; events: EventDraft[] } | { ok: false; refusal: CaseRefusal }

export const refuse = (refusal: CaseRefusal): Decision => ({ ok: false, refusal })

const steps: ReadonlySet<string> = new Set(transitions.map(({ action }) => action))

/** What stands against the action whatever it says: the role, the person's name in the case, the state. */
export function obstacle(state: Case, action: Action, { person, named }: Facts): CaseRefusal | null {
  if (!may(person, action)) return { code: 'roleMayNot', role: person.role }
  if (named) return { code: 'namedInCase' }
  return steps.has(action) && !rowFor(action, state.state) ? { code: 'wrongState', state: state.state } : null
}

/** A decision on the case: one event, with the command and what its maker had seen. */
export const decided = (
  state: Case,
  { person }: Pick<Facts, 'person'>,
  command: string,
  type: CaseEventType,
  payload: Record<string, Json> = {},
): Decision => ({
  ok: true,
  events: [{ type, case: state.id, by: person.id, payload: { command, basis: state.seen, ...payload } }],
})

/** So much one text of an event holds, in UTF-16 units as programs count them. */
export const LONGEST_TEXT = 2000

/**
 * Names of what is not said: `words` in which a person explains something are at least a word (`isSaid`), `named` (names,
 * numbers and proofs) are only not empty, and neither is longer than an event holds. Null where all of it is said.
 */
export function unsaid(words: Record<string, string>, named: Record<string, string> = {}): CaseRefusal | null {
  const tooLong = (text: string) => text.trim().length > LONGEST_TEXT
  const what = [
    ...Object.entries(words).filter(([, text]) => !isSaid(text) || tooLong(text)),
    ...Object.entries(named).filter(([, text]) => text.trim() === '' || tooLong(text)),
  ].map(([name]) => name)
  return what.length > 0 ? { code: 'notSaid', what } : null
}

/** A fact that the caller owes: its lack is a defect. */
export function owed<Fact>(fact: Fact | undefined, name: keyof Facts): Fact {
  if (fact === undefined) throw new Error(`the decision needs the fact "${name}"`)
  return fact
}
