/**
 * What each step of the life-cycle does to a case. A step that the table of transitions does not know from here changes
 * nothing, and one that was decided without seeing an earlier event is told as such; neither is thrown or dropped.
 */
import type { z } from 'zod'
import { withAttachment, withPapers } from './attachments.ts'
import type { Case, Conflict, Mark, Stamp } from './case.ts'
import { conflicted, consentMarked, type Told, unseenBy, withMark, withTouch } from './conflicts.ts'
import { type ConsentWanted, consentStands, fits, saysWithdrawn } from './consent.ts'
import * as events from './events.ts'
import type { CaseRegistered } from './registered.ts'
import { rowsOf } from './transitions.ts'

/** What a paper says that decides which consent it waits for. */
export type Paper = Pick<CaseRegistered, 'command' | 'type' | 'formVersion' | 'answers' | 'consent'>
/** What consent a paper waits for, for a node that has the forms itself and need not believe a device. */
export type Wants = (paper: Paper) => ConsentWanted | null

export type StepEvent = Told & { payload: unknown }
type Change = Partial<Case> | Conflict['reason']
type Step = (state: Case, event: StepEvent, wants: Wants) => Case

type Decided = { basis?: readonly string[] | undefined }

/** A step whose payload has this schema; `change` says what it changes beside the state, or why it does not fit. */
const step =
  <Schema extends z.ZodType>(
    schema: Schema,
    change: (state: Case, payload: z.output<Schema>, stamp: Stamp, wants: Wants) => Change,
  ): Step =>
  (state, event, wants) => {
    const payload = schema.safeParse(event.payload)
    if (!payload.success) return conflicted(state, event, 'malformed')
    if (saidAlready(state, event)) return state
    const { at, by, type } = event.fields
    const stamp = { event: event.hash, at, by }
    const unseen = unseenBy(state, (payload.data as Decided).basis)
    const row = rowsOf(type).find(({ from }) => from.includes(state.state))
    const changed = row ? change(state, payload.data, stamp, wants) : 'wrongState'
    if (typeof changed === 'string' || !row) {
      const reason = typeof changed === 'string' ? changed : 'wrongState'
      return unseen.length > 0 && reason === 'wrongState'
        ? conflicted(state, event, 'decidedUnseen', { unseen, applied: false })
        : conflicted(state, event, reason)
    }
    const next: Case = { ...state, ...changed, ...(row.to !== null && { state: row.to, since: stamp }) }
    return unseen.length > 0 ? conflicted(next, event, 'decidedUnseen', { unseen, applied: true }) : next
  }

/** Neither goes on without the customer's yes, nor without a second person (unless it says that there is none). */
function unreviewed(state: Case, by: string, selfReviewed: true | undefined): Conflict['reason'] | null {
  if (!consentStands(state.consent, by)) return 'consentMissing'
  return ownDecision(state, by, selfReviewed)
}
const ownDecision = ({ touchedBy }: Case, by: string, selfReviewed: true | undefined) =>
  touchedBy.includes(by) && !selfReviewed ? ('ownCase' as const) : null
const reviewed = ({ marks }: Case, selfReviewed: true | undefined): Mark[] =>
  selfReviewed ? withMark(marks, 'self_reviewed') : marks

const promised = ({ answerDates }: Case, by: string, event: string, why: string): Partial<Case> => ({
  answerBy: by,
  answerDates: [...answerDates, { by, event, why }],
})

/**
 * What the program writes by itself on several computers says nothing new the second time: closed by time, and received
 * under the same number by a headquarters that did not remember having received it.
 */
function saidAlready(state: Case, { fields: { type }, payload }: StepEvent): boolean {
  if (type === 'caseClosed')
    return state.state === 'closed' && events.caseClosed.safeParse(payload).data?.why === 'time'
  if (type !== 'caseReceived' || state.hqNumber === null) return false
  const again = !rowsOf(type).some(({ from }) => from.includes(state.state))
  return again && events.caseReceived.safeParse(payload).data?.hqNumber === state.hqNumber
}

const ofAnswers: readonly Mark[] = ['incomplete', 'urgent', 'security', 'late_filed']

function corrected(state: Case, payload: events.CaseCorrected, stamp: Stamp, wants: Wants): Change {
  const answers = { ...state.answers }
  for (const [key, { after }] of Object.entries(payload.changed)) {
    if (after === null) delete answers[key]
    else answers[key] = after
  }
  const { command, type, formVersion } = state
  const wanted = wants({ command, type, formVersion, answers, ...(payload.consent && { consent: payload.consent }) })
  const given = state.consent.given.filter((one) => wanted !== null && fits(wanted, state, one))
  const { reason, changed, missing, kept } = payload
  const marks = [...state.marks.filter((mark) => !ofAnswers.includes(mark)), ...payload.marks]
  const corrections = [...state.corrections, { ...stamp, reason, changed }]
  const next = { ...state, answers, missing, kept, marks, corrections, consent: { wanted, given } }
  return withTouch(consentMarked(next), stamp.by)
}

/** Every event that takes the case from one state to another, or that only some states admit. */
export const steps = {
  reviewRequested: step(events.reviewRequested, () => ({})),
  caseAccepted: step(
    events.caseAccepted,
    (state, { selfReviewed }, { by }) =>
      unreviewed(state, by, selfReviewed) ?? { acceptedBy: by, marks: reviewed(state, selfReviewed) },
  ),
  caseReturned: step(events.caseReturned, (state, { office, reasons }, stamp) =>
    (office === 'branch') === (state.state === 'in_review')
      ? { returned: { ...stamp, office, reasons, answers: null } }
      : 'wrongState',
  ),
  returnAnswered: step(events.returnAnswered, (state, { answers }, { by }) => {
    const { returned } = state
    if (!returned || returned.reasons.length !== answers.length) return 'malformed'
    return { ...withTouch(state, by), returned: { ...returned, answers } }
  }),
  caseCorrected: step(events.caseCorrected, corrected),
  customerAsked: step(events.customerAsked, (_, { what, until, told }, stamp) => ({
    asked: { ...stamp, what, until, told },
  })),
  customerBrought: step(events.customerBrought, (state, { papers, attachments = [] }, { by }) =>
    withTouch(attachments.reduce(withAttachment, withPapers(state, events.keysOf(papers))), by),
  ),
  caseLeftIncomplete: step(
    events.caseLeftIncomplete,
    (state, { selfReviewed }, { by }) =>
      ownDecision(state, by, selfReviewed) ?? { marks: reviewed(state, selfReviewed) },
  ),
  caseFinished: step(
    events.caseFinished,
    (state, { command: _, basis: __, selfReviewed, ...answer }, stamp) =>
      unreviewed(state, stamp.by, selfReviewed) ?? {
        answer: { ...stamp, ...answer, office: 'branch' },
        marks: reviewed(state, selfReviewed),
      },
  ),
  caseBagged: step(events.caseBagged, (_, { bag }) => ({ bag })),
  caseReceived: step(events.caseReceived, (_, { hqNumber }) => ({ hqNumber })),
  caseTaken: step(events.caseTaken, (_, { officer }) => ({ officer })),
  thirdAwaited: step(events.thirdAwaited, (_, { whom, until }) => ({ third: { whom, until } })),
  workResumed: step(events.workResumed, () => ({ third: null })),
  caseAnswered: step(events.caseAnswered, (_, { command: __, basis: ___, ...answer }, stamp) => ({
    answer: { ...stamp, ...answer, office: 'hq' },
    third: null,
  })),
  caseForwarded: step(events.caseForwarded, (_, { body, letter, date }, stamp) => ({
    forwarded: { ...stamp, body, letter, date },
  })),
  answerDelivered: step(events.answerDelivered, (_, { channel, at, to }, stamp) => ({
    delivery: { ...stamp, channel, deliveredAt: at, to },
  })),
  caseClosed: step(events.caseClosed, () => ({})),
  caseWithdrawn: step(events.caseWithdrawn, (state, { proof }, stamp) => {
    const own = proof.way === 'code' ? saysWithdrawn(state, proof.confirmation) : proof.seenBy === stamp.by
    return own ? { withdrawal: { ...stamp, proof } } : 'consentOfAnother'
  }),
  caseMerged: step(
    events.caseMerged,
    (state, { into, selfReviewed }, { by }) =>
      ownDecision(state, by, selfReviewed) ?? { mergedInto: into, marks: reviewed(state, selfReviewed) },
  ),
  caseReopened: step(events.caseReopened, (state, { answer, what }, { event }) => ({
    ...promised(state, answer.by, event, what),
    marks: withMark(state.marks, 'reopened'),
  })),
  answerDateMoved: step(events.answerDateMoved, (state, { by, reason }, { event }) =>
    promised(state, by, event, reason),
  ),
} as const satisfies Partial<Record<events.EventType, Step>>
export type StepType = keyof typeof steps
