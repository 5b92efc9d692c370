/**
 * Commands to events, or a refusal with its reason. Time, ids, the person, the calendars' answer date and the next
 * serial arrive as facts: the same case, command and facts give the same events.
 */
import type { Answers } from '../forms/schema.ts'
import type { EventDraft } from '../journal/event.ts'
import { SYSTEM } from '../journal/event.ts'
import { type Person, signature } from '../people/person.ts'
import type { Case } from './case.ts'
import type { AnswerTerm, CaseRegistered, PaperTaken } from './events.ts'

export type RegisterCase = {
  do: 'registerCase'
  command: string
  case: string
  type: string
  formVersion: number
  answers: Answers
  kept: string[]
  papers: PaperTaken[]
  stepsDone: string[]
}
export type AcceptCase = { do: 'acceptCase'; command: string; incompleteBecause: string | null }
export type RecordSlip = { do: 'recordSlip'; command: string; copy: number; confirmedBy: 'printer' | 'person' }
export type CaseCommand = RegisterCase | AcceptCase | RecordSlip

/** What the form's own rules say of the answers (`checkAnswers`) and of the calendar (`countTerm`). */
export type RegistrationFacts = {
  branch: string
  window: string
  serial: number
  /** What even registration lacks; empty when it may be registered. */
  minimum: string[]
  /** Fields whose value cannot be right and that nobody kept as "so in the document". */
  wrong: string[]
  missing: string[]
  urgent: boolean
  security: boolean
  lateFiled: boolean
  acceptedOn: string
  answer: AnswerTerm
}
export type Facts = {
  person: Person
  registration?: RegistrationFacts
  /** Who reviews papers of this type first (`reviewer` of its form). */
  reviewer?: 'shift_lead' | 'manager'
}

export type CaseRefusal =
  | { code: 'minimumMissing'; fields: string[] }
  | { code: 'wrongFields'; fields: string[] }
  | { code: 'alreadyRegistered' }
  | { code: 'notRegistered' }
  | { code: 'notInReview' }
  | { code: 'roleMayNot'; role: string }
  | { code: 'ownCase' }
  | { code: 'incomplete'; fields: string[] }

export type Decision = { ok: true; events: EventDraft[] } | { ok: false; refusal: CaseRefusal }

const refuse = (refusal: CaseRefusal): Decision => ({ ok: false, refusal })

/** Decides one command on one case (`null` before it exists). */
export function decide(state: Case | null, command: CaseCommand, facts: Facts): Decision {
  switch (command.do) {
    case 'registerCase':
      return state ? refuse({ code: 'alreadyRegistered' }) : register(command, facts)
    case 'acceptCase':
      return state ? accept(state, command, facts) : refuse({ code: 'notRegistered' })
    case 'recordSlip': {
      if (!state) return refuse({ code: 'notRegistered' })
      const payload = {
        command: command.command,
        copy: command.copy,
        duplicate: command.copy > 1,
        confirmedBy: command.confirmedBy,
      }
      return { ok: true, events: [{ type: 'slipPrinted', case: state.id, by: facts.person.id, payload }] }
    }
    default:
      return command satisfies never
  }
}

/** The registration has no number yet: it is made from the event's own hash when it is frozen (`freezeNumbered`). */
function register(command: RegisterCase, { person, registration }: Facts): Decision {
  if (!registration) throw new Error('registerCase needs the facts of a registration')
  const { minimum, wrong, missing, urgent, security, lateFiled, branch, window, serial, acceptedOn, answer } =
    registration
  if (minimum.length > 0) return refuse({ code: 'minimumMissing', fields: minimum })
  if (wrong.length > 0) return refuse({ code: 'wrongFields', fields: wrong })
  const marks: CaseRegistered['marks'] = []
  if (missing.length > 0) marks.push('incomplete')
  if (urgent) marks.push('urgent')
  if (security) marks.push('security')
  if (lateFiled) marks.push('late_filed')
  const payload: Omit<CaseRegistered, 'number'> = {
    command: command.command,
    serial,
    branch,
    window,
    type: command.type,
    formVersion: command.formVersion,
    answers: command.answers,
    kept: command.kept,
    missing,
    marks,
    papers: command.papers,
    stepsDone: command.stepsDone,
    acceptedOn,
    answer,
    acceptedBy: { signature: signature(person), role: person.role },
  }
  return {
    ok: true,
    events: [
      { type: 'caseRegistered', case: command.case, by: person.id, payload },
      { type: 'reviewRequested', case: command.case, by: SYSTEM, payload: {} },
    ],
  }
}

/** Nobody reviews a case that he registered (two-person rule). */
function accept(state: Case, command: AcceptCase, { person, reviewer }: Facts): Decision {
  if (state.state !== 'in_review') return refuse({ code: 'notInReview' })
  const mayNot = person.role === 'clerk' || (reviewer === 'manager' && person.role !== 'manager')
  if (mayNot) return refuse({ code: 'roleMayNot', role: person.role })
  if (state.registeredBy.id === person.id) return refuse({ code: 'ownCase' })
  if (state.missing.length > 0 && !command.incompleteBecause?.trim())
    return refuse({ code: 'incomplete', fields: state.missing })
  const payload = { command: command.command, incompleteBecause: command.incompleteBecause?.trim() || null }
  return { ok: true, events: [{ type: 'caseAccepted', case: state.id, by: person.id, payload }] }
}
