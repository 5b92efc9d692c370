/**
 * The life-cycle for tests: people of every role, a word for every command, and a path into every state. What a test
 * wants wrong it says; all else is as the rules want it.
 */
import type { Case, CaseState } from '../../domain/cases/case.ts'
import type { CaseCommand, Facts, RegisterCase, RegistrationFacts } from '../../domain/cases/commands.ts'
import { type ConsentGiven, type ConsentWanted, phoneMark } from '../../domain/cases/consent.ts'
import { decide } from '../../domain/cases/decide.ts'
import { caseRegistered } from '../../domain/cases/events.ts'
import { type CaseEvent, fold } from '../../domain/cases/evolve.ts'
import { isOfficeStep } from '../../domain/cases/transitions.ts'
import type { EventDraft } from '../../domain/journal/event.ts'
import { type Actor, type ActorRole, program } from '../../domain/people/permissions.ts'
import { primitives } from '../../trust/primitives.ts'
import { registrationPayload, uuid } from './pen.ts'

const person = (name: string, role: ActorRole): Actor => ({
  id: uuid(name),
  lastName: name,
  firstName: 'A',
  patronymic: '',
  role,
})
export const people = {
  clerk: person('clerk', 'clerk'),
  otherClerk: person('other clerk', 'clerk'),
  lead: person('lead', 'shift_lead'),
  otherLead: person('other lead', 'shift_lead'),
  manager: person('manager', 'manager'),
  officer: person('officer', 'hq_officer'),
  hqLead: person('hq lead', 'hq_lead'),
  dpo: person('dpo', 'dpo'),
  auditor: person('auditor', 'auditor'),
  program,
} as const
export type Who = keyof typeof people
/** Somebody else than the registrar, of each role. */
export const ofRole: Record<ActorRole, Actor> = {
  clerk: people.otherClerk,
  shift_lead: people.lead,
  manager: people.manager,
  hq_officer: people.officer,
  hq_lead: people.hqLead,
  dpo: people.dpo,
  auditor: people.auditor,
  system: program,
}

export const caseId = uuid('case')
export const about = uuid('command')
export const today = '2026-11-23'
const term = caseRegistered.shape.answer.parse(registrationPayload('x', 1).answer)
export const what = primitives.sha256('what the paper asks')
export const otherWhat = primitives.sha256('what the corrected paper asks')
const phone = phoneMark(primitives.sha256, about, '+77011234567')
export const wanted: ConsentWanted = { ways: ['code', 'signature'], what, phones: [phone] }

export const registration: RegistrationFacts = {
  ...{ branch: '0712', window: 'A', serial: 1, minimum: [], wrong: [], missing: [], urgent: false, security: false },
  ...{ lateFiled: false, acceptedOn: today, answer: term },
}
const register: RegisterCase = {
  ...{ do: 'registerCase', command: about, case: caseId, type: 'NUM-PORT', formVersion: 1 },
  answers: { last_name: 'Сейітова', phone: '+77011234567' },
  ...{ kept: [], papers: [], stepsDone: [], stepReasons: {}, attachments: [], outage: null, handTaken: null },
}

export const told = { how: 'phone' as const, proof: 'звонок 12:40' }
const at = '2026-11-23T05:47:00.000Z'

/** A consent of the customer to what the paper asks, written down by this person. */
export const signed = (by: Actor, of = what): ConsentGiven => ({
  ...{ way: 'signature', command: uuid('consent'), seenBy: by.id, purpose: 'NUM-PORT', what: of },
  ...{ paper: 'signed_application', at },
})

export type Do = CaseCommand['do']
/** A command that says all it must; `n` makes it a command of its own. */
export function commandOf(name: Do, n: number, state: Case | null, by: Actor): CaseCommand {
  const command = uuid(`command ${n}`)
  switch (name) {
    case 'registerCase':
      return register
    case 'acceptCase':
      return { do: name, command, incompleteBecause: null }
    case 'giveConsent':
      return { do: name, command, given: signed(by, state?.consent.wanted?.what) }
    case 'recordSlip':
      return { do: name, command, copy: n + 1, confirmedBy: 'person' }
    case 'tellRecovery':
      return { do: name, command, outage: 'S-1' }
    case 'noteVisit':
      return {
        ...{ do: name, command, type: 'NUM-PORT', words: 'again', newAnswers: {}, papers: [], attachments: [] },
        window: 'A',
      }
    case 'addAttachment': {
      const sha256 = primitives.sha256(`file ${n}`)
      return { do: name, command, attachment: { sha256, name: 'scan', kind: 'pdf', bytes: 1, paper: null } }
    }
    case 'returnCase':
    case 'returnFromHq':
      return { do: name, command, reasons: [{ words: 'нет даты', fields: ['birth_date'] }] }
    case 'answerReturn':
      return { do: name, command, answers: (state?.returned?.reasons ?? []).map((_, i) => `исправлено ${i}`) }
    case 'correctCase':
      return { do: name, command, reason: 'описка', changes: { last_name: `Сейітова ${n}` }, kept: [] }
    case 'askCustomer':
      return { do: name, command, what: 'копия договора', until: '2026-11-30', told }
    case 'customerBrought':
      return { do: name, command, what: 'копия договора', papers: [], attachments: [] }
    case 'leaveIncomplete':
      return { do: name, command, proof: 'письмо 15' }
    case 'finishAtBranch':
      return { do: name, command, outcome: 'EXPLAINED', text: 'Разъяснено', ground: 'правило оператора', sum: null }
    case 'bagCase':
      return { do: name, command, bag: 'М-17' }
    case 'receiveCase':
      return { do: name, command, hqNumber: 'ГО-2026-118' }
    case 'takeIntoWork':
      return { do: name, command, officer: { id: people.officer.id, name: 'Оспанова Г.' } }
    case 'waitThird':
      return { do: name, command, whom: 'Royal Mail', until: '2027-01-15', told }
    case 'resumeWork':
      return { do: name, command, what: 'ответ почты' }
    case 'answerCase':
      return { do: name, command, outcome: 'PORTED', text: 'Номер перенесён', ground: 'договор', sum: null }
    case 'forwardCase':
      return { do: name, command, body: 'акимат', date: today, letter: '№ 44', told }
    case 'deliverAnswer':
      return { do: name, command, channel: 'counter', at, to: 'Сейітова' }
    case 'closeCase':
    case 'closeByTime':
      return { do: name, command }
    case 'withdrawCase':
      return { do: name, command, proof: { way: 'signature', paper: 'заявление', seenBy: by.id, taken: true } }
    case 'mergeCase':
      return { do: name, command, into: uuid('older case') }
    case 'escalateCase':
      return {
        ...{ do: name, command, level: 2, reason: 'noAnswer', words: 'второй раз без ответа' },
        to: { id: 'hq', name: 'Ахметов Б.' },
      }
    case 'reopenCase':
      return { do: name, command, what: 'снова пришёл счёт', onWord: true }
    case 'moveAnswerDate':
      return { do: name, command, by: `2027-01-${String((n % 28) + 1).padStart(2, '0')}`, reason: 'ждём почту', told }
    case 'disputeEntry':
      return { do: name, command, entry: { line: '0'.repeat(32), seq: n + 1, hash: hashOf(n) }, words: 'это не я' }
    case 'confirmBasis':
      return { do: name, command, conflict: state?.conflicts[0]?.event ?? hashOf(n), words: 'проверено' }
    case 'repairRefused': {
      const entry = { line: '0'.repeat(32), seq: n + 1, hash: state?.conflicts[0]?.event ?? hashOf(n) }
      return { do: name, command, entry, words: 'внесено заново', instead: null }
    }
    default:
      return name satisfies never
  }
}

/** What the rules are told: all in order, and the day late enough for whatever waits for a day. */
export function factsFor(by: Actor, command: CaseCommand, consent: ConsentWanted | null = null): Facts {
  const grave = 'outcome' in command && command.outcome.startsWith('REFUSED')
  return {
    person: by,
    registration: { ...registration, consent: { wanted: consent, given: [], history: [] } },
    reviewer: 'shift_lead',
    consent: { wanted: consent, genuine: false, signedPapers: ['signed_application'] },
    time: {
      now: '2026-12-31T05:00:00.000Z',
      today: command.do === 'leaveIncomplete' ? '2026-12-31' : today,
      daysInState: 12,
    },
    rules: { closeAfterDays: 10, reopenWithinDays: 30, leadAbove: 50_000 },
    correction: { ...registration, kept: [], consent: consent && { ...consent, what: otherWhat } },
    outcome: {
      obstacle: null,
      outcome: {
        ...('outcome' in command && command.outcome === 'EXPLAINED' && { atBranch: true }),
        ...(grave && { refusal: true }),
      },
      language: 'ru',
      outsideBody: { name: { kk: 'e-tutynushy', ru: 'e-tutynushy', en: 'e-tutynushy' }, url: 'e-tutynushy.kz' },
    },
    older: {
      ...{ id: uuid('older case'), number: '0712-A26-00000-AAAAA', registeredAt: '2026-10-01T05:00:00.000Z' },
      ...{ state: 'in_work', samePerson: true, sameMatter: true },
    },
    withdrawal: { genuine: true, what, phones: [phone] },
    term,
    entryHeld: true,
    refused: { isRefused: true, isRepaired: false, instead: null, by: null },
  }
}

export const hashOf = (n: number | string): string => primitives.sha256(`event ${n}`)
/** What the journal does to a decided event, without its place in a line: on one of headquarters' where it decided. */
export const happened = (draft: EventDraft, n: number | string): CaseEvent => ({
  hash: hashOf(n),
  fields: { case: draft.case, type: draft.type, at: '2026-11-23T05:47:00.000Z', by: draft.by },
  office: isOfficeStep(draft.type, draft.payload),
  payload:
    draft.type === 'caseRegistered' ? { ...(draft.payload as object), number: '0712-A26-00001-7K4MX' } : draft.payload,
})

/** The events of this case (not those of the older one) that follow; empty where it is refused. */
export function tried(
  history: readonly CaseEvent[],
  name: Do,
  by: Actor,
  { change = {}, facts = {}, tag = '' }: { change?: object; facts?: Partial<Facts>; tag?: string } = {},
): { events: CaseEvent[]; refusal: string | null } {
  const state = fold(history)
  const command = { ...commandOf(name, history.length, state, by), ...change } as CaseCommand
  const decision = decide(state, command, { ...factsFor(by, command), ...facts })
  if (!decision.ok) return { events: [], refusal: decision.refusal.code }
  const mine = decision.events.filter((draft) => draft.case === caseId || draft.type === 'caseRegistered')
  return { events: mine.map((draft, i) => happened(draft, `${history.length + i}${tag}`)), refusal: null }
}

export const registered = (): CaseEvent[] => tried([], 'registerCase', people.clerk).events

const path: Record<CaseState, readonly (readonly [Do, Actor])[]> = {
  registered: [],
  in_review: [],
  returned: [['returnCase', people.lead]],
  need_customer: [['askCustomer', people.clerk]],
  accepted: [['acceptCase', people.lead]],
  sent: [
    ['acceptCase', people.lead],
    ['bagCase', people.clerk],
  ],
  received_hq: [
    ['acceptCase', people.lead],
    ['receiveCase', people.officer],
  ],
  in_work: [
    ['acceptCase', people.lead],
    ['receiveCase', people.officer],
    ['takeIntoWork', people.officer],
  ],
  waiting_third: [
    ['acceptCase', people.lead],
    ['receiveCase', people.officer],
    ['takeIntoWork', people.officer],
    ['waitThird', people.officer],
  ],
  answered: [['finishAtBranch', people.lead]],
  delivered: [
    ['finishAtBranch', people.lead],
    ['deliverAnswer', people.clerk],
  ],
  closed: [
    ['finishAtBranch', people.lead],
    ['deliverAnswer', people.clerk],
    ['closeCase', people.clerk],
  ],
  withdrawn: [['withdrawCase', people.clerk]],
  left_incomplete: [
    ['askCustomer', people.clerk],
    ['leaveIncomplete', people.lead],
  ],
  forwarded: [
    ['acceptCase', people.lead],
    ['receiveCase', people.officer],
    ['takeIntoWork', people.officer],
    ['forwardCase', people.officer],
  ],
  merged: [['mergeCase', people.lead]],
}

/** A history that ends in this state. */
export function historyTo(state: CaseState): CaseEvent[] {
  const history = state === 'registered' ? registered().slice(0, 1) : registered()
  for (const [name, by] of path[state]) {
    const { events, refusal } = tried(history, name, by)
    if (refusal !== null) throw new Error(`${name}: ${refusal}`)
    history.push(...events)
  }
  return history
}
/** Why this person may not do that with a case in this state; null where he may. */
export const refusalOf = (state: CaseState, name: Do, by: Who, change: object, facts = {}): string | null =>
  tried(historyTo(state), name, people[by], { change, facts }).refusal
export const stateAt = (state: CaseState): Case => {
  const found = fold(historyTo(state))
  if (!found) throw new Error('no case')
  return found
}
