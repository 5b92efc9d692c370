/** Registered cases: the queue, one case, its receipt. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { caseStates, stages } from '../../domain/cases/case.ts'
import { answerTerm, caseEscalated, caseRegistered, paperTaken, visitNoted } from '../../domain/cases/events.ts'
import { answers, language, text3 } from '../../domain/forms/schema.ts'
import { slice } from '../../domain/reports/slice.ts'
import { act, acting } from './acting.ts'
import { caseNow, olderCase, possible } from './caseNow.ts'
import { movingWhy, passUpRefusal, passUpWish, receiversFound } from './rising.ts'
import { commandOutcome, day, done, id, nothing, refused, utc } from './shapes.ts'

/** Where the case's events are: still here, sent without an answer, at headquarters, or refused there. */
export const delivery = z.enum(['waiting', 'sent', 'at_hq', 'refused'])

export const caseRow = z.strictObject({
  id,
  number: z.string(),
  type: z.string(),
  /** What its answers call it, where that is not what its type is called. */
  titled: text3.exactOptional(),
  applicant: z.string(),
  state: z.enum(caseStates),
  /** As it is shown: on the way to headquarters where its bytes are. */
  stage: z.enum(stages),
  marks: z.array(z.string()),
  registeredAt: utc,
  registeredBy: z.string(),
  window: z.string(),
  answerBy: day,
  /** Working and calendar days from today (branch's date) until `answerBy`; negative when past, null when nobody owes an answer. */
  daysLeft: z.int().nullable(),
  delivery,
  slips: z.int(),
  /** How often the customer came again with it. */
  visits: z.int(),
  /** How high it stands today, by what people did and by time; null where it is not up there. */
  escalated: z.int().nullable(),
  /** What time has done to it by today; `level` by time alone. */
  standing: z.strictObject({ dueSoon: z.boolean(), lastDay: z.boolean(), overdue: z.boolean(), level: z.int() }),
})
export type CaseRow = z.infer<typeof caseRow>

export const queueTab = z.enum([
  'all',
  'mine',
  'in_review',
  'incomplete',
  'waiting',
  'at_hq',
  'due_soon',
  'overdue',
  'escalated',
])
export const queueSort = z.enum(['answerBy', 'registeredAt', 'number', 'applicant', 'type', 'state'])
export const queueQuery = z.strictObject({
  tab: queueTab,
  /** Words of a name, a number, a day. An IIN or a telephone finds no rows: see `person` of the answer. */
  find: z.string().max(200),
  types: z.array(z.string()),
  /** Only the cases that a figure of a report stands for; for who sees all cases. */
  slice: slice.optional(),
  sort: queueSort,
  descending: z.boolean(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
})
export type QueueQuery = z.infer<typeof queueQuery>

const filesByPaper = z.array(z.strictObject({ key: z.string().nullable(), count: z.int().positive() }))

/** Everything the slip shows, from committed data only; the template (`paper/receipt.ts`) turns it into a page. */
export const receipt = z.strictObject({
  case: id,
  number: z.string(),
  type: z.string(),
  formVersion: z.int(),
  acceptedAt: utc,
  acceptedBy: z.strictObject({ signature: z.string(), role: z.string() }),
  window: z.string(),
  answer: answerTerm,
  answerLanguage: language,
  papers: z.array(paperTaken),
  /** Files taken in with the registration, by the paper or field that they show; null where nobody said. No names. */
  files: filesByPaper.exactOptional(),
  /** Files that came after the registration, one entry a visit; `by` null where the person is of another computer. */
  added: z.array(z.strictObject({ at: utc, by: z.string().nullable(), files: filesByPaper })).exactOptional(),
  missing: z.array(z.string()),
  /** Number of the outage it belongs to. */
  outage: z.string().exactOptional(),
  /** Taken in on a paper numbered beforehand, `acceptedAt` the real time; when it was typed in. */
  byHand: z.strictObject({ number: z.string(), typedAt: utc }).exactOptional(),
  /** Dates beside that of the answer, by their keys in the form. */
  dues: z.array(z.strictObject({ key: z.string(), by: z.union([day, utc]).nullable() })).exactOptional(),
  /** Answers that the slip tells (`onSlip` of the form). */
  told: answers.exactOptional(),
  /** Codes of the proof that the slip tells the customer to keep. */
  keep: z.array(z.string()).exactOptional(),
  /** Content of the QR code: number, line, place, hash and the device's signature. No personal data. */
  qr: z.string(),
  /** On how many computers the registration is known to stand, as it is read now. */
  copies: z.union([z.literal(1), z.literal(2)]),
  /** The customer's last visit after the first; the slip then says that it is of that visit. */
  visit: z.strictObject({ at: utc, by: z.string() }).exactOptional(),
  /** How many slips have left the printer so far. */
  printed: z.int(),
})
export type Receipt = z.infer<typeof receipt>

export const registration = commandOutcome(
  z.strictObject({ ok: z.literal(true), repeated: z.boolean(), receipt }),
  z.strictObject({ code: z.enum(['minimumMissing', 'wrongFields']), fields: z.array(z.string()) }),
  z.strictObject({ code: z.enum(['unknownDraft', 'unknownForm', 'alreadyRegistered', 'notYours']) }),
  z.strictObject({ code: z.literal('slipImpossible'), lacks: z.string() }),
  z.strictObject({ code: z.enum(['paperNumberWrong', 'paperInFuture']) }),
  z.strictObject({ code: z.literal('paperTooOld'), days: z.int() }),
  z.strictObject({ code: z.literal('paperUsed'), by: z.string() }),
)
export type Registration = z.infer<typeof registration>

/** A journal event as the case screen shows it; `by` is null for what the program did by itself. */
export const historyEntry = z.strictObject({
  seq: z.int(),
  line: z.string(),
  hash: z.string(),
  type: z.string(),
  at: utc,
  by: z.string().nullable(),
  /** Empty for what headquarters wrote. */
  window: z.string(),
  /** Headquarters wrote it. */
  office: z.literal(true).exactOptional(),
  /** Why it was done all the same, in the person's words; only acceptances of incomplete cases have it. */
  reason: z.string().nullable(),
  delivery,
  /** What the customer brought when he came again. */
  visit: visitNoted.pick({ type: true, words: true, papers: true }).exactOptional(),
  /** How high it was passed up, and why. */
  escalation: caseEscalated.exactOptional(),
  /** All that the event says, as it was frozen; absent where it was erased, or the registration itself. */
  says: z.unknown().optional(),
})

/**
 * Why the person's slips are not listed on a case. `notHandedOut`: its form hands out nothing; `identityNotSeen`: its
 * customer's document was not shown; `nobodyKnown`: nothing in it says surely whose cases they would be.
 */
export const handOutObstacle = z.enum(['notHandedOut', 'identityNotSeen', 'nobodyKnown'])

export const acceptObstacle = z.enum([
  'notInReview',
  'roleMayNot',
  'ownCase',
  'namedInCase',
  'ownCorrection',
  'consentMissing',
  'ownConsent',
  'incomplete',
])

export type AcceptObstacle = z.infer<typeof acceptObstacle>

export const acceptance = commandOutcome(
  done,
  z.strictObject({ code: z.union([acceptObstacle, z.literal('notRegistered')]) }),
)
export type Acceptance = z.infer<typeof acceptance>

export const caseDetail = z.strictObject({
  row: caseRow,
  registered: caseRegistered,
  now: caseNow,
  possible,
  older: z.array(olderCase),
  /** Signatures of those whom its entries name by their ids. */
  names: z.record(z.string(), z.string()),
  missing: z.array(z.string()),
  /** Hashes of the events that a decision must have seen. */
  seen: z.array(z.string()),
  conflicts: z.array(
    z.strictObject({
      event: z.string(),
      type: z.string(),
      reason: z.string(),
      /** Hashes of the events that its maker had not seen, and whether it counts all the same. */
      unseen: z.array(z.string()).exactOptional(),
      applied: z.boolean().exactOptional(),
      confirmed: z.strictObject({ at: utc, by: z.string(), words: z.string() }).exactOptional(),
    }),
  ),
  history: z.array(historyEntry),
  /** Why the signed-in person may not accept it; null when he may. */
  acceptObstacle: acceptObstacle.nullable(),
  /** Why the list of the person's slips is not printed from it; null when it may be. */
  handOutObstacle: handOutObstacle.nullable(),
  /** On how many computers its registration is known to stand: here alone, or on another of the branch or at headquarters too. */
  copies: z.union([z.literal(1), z.literal(2)]),
})
export type CaseDetail = z.infer<typeof caseDetail>

export const visitNoting = commandOutcome(
  done,
  /** `otherMatter`: what is typed now is of another person or matter than the case. */
  z.strictObject({ code: z.enum(['unknownDraft', 'notRegistered', 'otherMatter', 'notYours']) }),
)
export type VisitNoting = z.infer<typeof visitNoting>

/** What must move today, by reason; empty for who does not lead the branch. `rows`: the first of each. */
export const today = z.strictObject({
  total: z.int(),
  parts: z.array(z.strictObject({ why: movingWhy, count: z.int().positive(), rows: z.array(caseRow) })),
})
export type Today = z.infer<typeof today>

export const cases = {
  today: oc.input(nothing).output(today),
  /** To whom a case may be passed up, and for what reasons; null where there is no such case. */
  receivers: oc.input(z.strictObject({ case: id })).output(receiversFound.nullable()),
  /** Passes it up to somebody by name. */
  passUp: oc.input(passUpWish).output(z.union([done, refused(passUpRefusal)])),
  register: oc.input(z.strictObject({ draft: id })).output(registration),
  page: oc.input(queueQuery).output(
    z.strictObject({
      rows: z.array(caseRow),
      total: z.int(),
      /** Cases per tab, of the same `find` and `types`. */
      counts: z.record(queueTab, z.int()),
      /** Cases of the slice alone, whatever else was wished; null without one. */
      sliced: z.int().nullable(),
      /** Urgent cases that the tab, the search or the filter leaves out. */
      urgentHidden: z.int(),
      /** A person's number was looked for: how many cases have it. The cases themselves need a reason (`customers.person`). */
      person: z.strictObject({ kind: z.enum(['iin', 'bin', 'phone']), value: z.string(), count: z.int() }).nullable(),
      /** UTC time of this read of the database. */
      readAt: utc,
    }),
  ),
  /** The customer came again with the same matter: the visit joins this case, and the draft is closed. */
  noteVisit: oc
    .input(z.strictObject({ case: id, command: id, draft: id, words: z.string().max(2000) }))
    .output(visitNoting),
  detail: oc.input(z.strictObject({ id })).output(caseDetail.nullable()),
  receipt: oc.input(z.strictObject({ id })).output(receipt.nullable()),
  accept: oc
    .input(z.strictObject({ id, command: id, incompleteBecause: z.string().max(500).nullable() }))
    .output(acceptance),
  /** Any step of a registered case, by the person at the window. */
  /** `on`: whose decision it is and which events of the case he had before him; for another, or after more, it is refused. */
  act: oc
    .input(
      z.strictObject({ case: id, act, on: z.strictObject({ person: id, seen: z.array(z.string()) }).exactOptional() }),
    )
    .output(acting),
}
