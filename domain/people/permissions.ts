/**
 * Who may do and see what: one table for every role there is, at the counter and at headquarters. Whatever the branch's
 * clerk may do, his shift lead and manager may too, for a small branch has one person; what two persons must do is not
 * told by roles but by names (`mayReview`). The auditor changes nothing, the program sets marks by time only.
 */
import { SYSTEM } from '../journal/event.ts'
import type { Person } from './person.ts'

export const actorRoles = [
  'clerk',
  'shift_lead',
  'manager',
  'hq_officer',
  'hq_lead',
  'dpo',
  'auditor',
  'system',
] as const
export type ActorRole = (typeof actorRoles)[number]

/** Whoever acts on a case: a person of the counter, of headquarters, or the program (`id` is `SYSTEM`). */
export type Actor = Omit<Person, 'role'> & { role: ActorRole }

/** What no person did. */
export const program: Actor = { id: SYSTEM, lastName: '', firstName: '', patronymic: '', role: 'system' }

const counter = ['clerk', 'shift_lead', 'manager'] as const
const leads = ['shift_lead', 'manager'] as const
const officers = ['hq_officer', 'hq_lead'] as const

const table = {
  // Taking in.
  registerCase: counter,
  discardDraft: counter,
  recordSlip: counter,
  noteVisit: counter,
  addAttachment: counter,
  giveConsent: counter,
  requestReview: ['system'],
  // The second person.
  // Where the branch has nobody for it, the next higher office: one person works there, or the case names who would.
  acceptCase: [...leads, 'hq_lead'],
  returnCase: [...leads, 'hq_lead'],
  finishAtBranch: leads,
  // Repairing and completing.
  answerReturn: counter,
  correctCase: counter,
  askCustomer: counter,
  customerBrought: counter,
  leaveIncomplete: [...leads, ...officers],
  // The way to headquarters, and what is done there.
  bagCase: counter,
  receiveCase: [...officers, 'system'],
  takeIntoWork: officers,
  returnFromHq: officers,
  waitThird: officers,
  resumeWork: officers,
  answerCase: officers,
  /** A refusal, or money above the limit. */
  answerGravely: ['hq_lead'],
  forwardCase: officers,
  // The answer.
  deliverAnswer: [...counter, 'system'],
  closeCase: counter,
  closeByTime: ['system'],
  reopenCase: ['manager', ...officers],
  moveAnswerDate: [...leads, ...officers],
  // At any time.
  withdrawCase: counter,
  mergeCase: [...leads, ...officers],
  escalateCase: [...counter, ...officers],
  escalateByRule: ['system'],
  disputeEntry: [...counter, ...officers, 'dpo'],
  confirmBasis: [...leads, ...officers],
  /** What headquarters refused by a rule has been put right by something new: said by whoever leads, not by who wrote it. */
  repairRefused: leads,
  // Outages.
  openOutage: leads,
  /** Whoever is at the window when the computer goes down needs the paper. */
  reservePaperNumbers: counter,
  tellRecovery: leads,
  // The branch.
  closeShift: counter,
  /** An investigation that somebody else began. */
  endInvestigation: leads,
  takeOverDraft: leads,
  managePeople: ['manager'],
  unlockPin: leads,
  /** Which computer of the branch hands on for the others. */
  setHub: leads,
  editCalendar: ['manager', 'hq_lead'],
  /** Year and moved dates, before and after a change. */
  seeCalendar: [...leads, 'hq_lead', 'auditor'],
  seeForms: [...leads, ...officers, 'auditor'],
  openBreach: ['manager', 'dpo'],
  // Headquarters' word to its branches.
  issueBulletin: officers,
  seeRefused: [...leads, ...officers, 'auditor'],
  // Seeing.
  seeOpenCases: [...counter, ...officers, 'auditor'],
  /** Ended cases, and those of others, without having been asked by the customer. */
  seeAllCases: [...leads, ...officers, 'auditor'],
  seeAnswers: [...counter, ...officers, 'auditor'],
  seeReports: ['manager', 'hq_lead', 'auditor'],
  seeSearches: [...leads, 'auditor'],
  seeLooks: [...leads, 'dpo', 'auditor'],
  seeBreaches: ['manager', 'dpo', 'auditor'],
  exportJournal: [...leads, 'hq_lead', 'dpo', 'auditor'],
  /** More than fifty persons at once. */
  exportPersons: [...leads, 'hq_lead', 'dpo'],
} as const satisfies Record<string, readonly ActorRole[]>

export type Action = keyof typeof table
export const actions = Object.keys(table) as Action[]

/** Roles that may do it, in the table's order. */
export const rolesFor = (action: Action): readonly ActorRole[] => table[action]

/** Whether this role may do it at all; names, states and facts decide the rest. */
export const may = ({ role }: { role: ActorRole }, action: Action): boolean => rolesFor(action).includes(role)
