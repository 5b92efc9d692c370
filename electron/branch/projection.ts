/**
 * The queue as a function of the journal and of headquarters' acknowledgements. A row is never corrected: it is made
 * again from all events of its case, so an event that arrives late and sorts early gives the same row everywhere.
 */

import { type Case, isOpen, isWorkedOn, type Mark } from '../../domain/cases/case.ts'
import { type CaseRegistered, caseRegistered } from '../../domain/cases/events.ts'
import { FOLD_VERSION, fold as foldCase } from '../../domain/cases/evolve.ts'
import { wantsRecovery } from '../../domain/cases/tell.ts'
import { withdrawalsHeld } from '../../domain/cases/withdrawals.ts'
import { kazakhOrder } from '../../domain/customers/kazakhOrder.ts'
import type { Form } from '../../domain/forms/schema.ts'
import { applicantOf } from '../../domain/people/applicant.ts'
import { fold } from '../../domain/procedures/fold.ts'
import { reasonsOf } from '../../domain/reports/reasons.ts'
import { primitives } from '../../trust/primitives.ts'
import { type Branch, dayIn, hourIn } from './branch.ts'
import { clockOf } from './clock.ts'
import { keysOf } from './customers/keys.ts'
import { leastFar } from './delivery.ts'
import { draftLabel } from './draftLabel.ts'
import { formMadeWith, keepForm } from './forms.ts'
import { namedIn } from './named.ts'
import { rebuildOutages } from './outages/projection.ts'
import { risingColumns } from './rising.ts'
import { searchText, spelled } from './search.ts'
import { deliveriesOfCase, deliveryOf } from './store/acknowledgements.ts'
import { removeAllKeys, saveKeys } from './store/caseKeys.ts'
import { removeAllReasons, saveReasons } from './store/caseReasons.ts'
import { type CaseRecord, NEVER, removeCase, removeStrayCases, saveCase, saveDelivery } from './store/cases.ts'
import { casesInJournal, eventsOfCase, type StoredEvent } from './store/journal.ts'
import { isErased } from './store/retention.ts'
import { setSetting, setting } from './store/settings.ts'

/** Raised with every change of what a row, its keys or the outages' rows are made of; the fold has a number of its own. */
const ROWS_VERSION = 4
const PROJECTION = `${FOLD_VERSION}.${ROWS_VERSION}`

type Projector = Pick<Branch, 'db' | 'knowledge'>

/** A case with what makes it, read and folded once for whoever goes on with it. */
export type HeldCase = { found: Case; events: StoredEvent[]; registered: ReturnType<typeof registrationOf> }

/** Null while no registration is held. */
export function heldCase({ db }: Pick<Branch, 'db'>, id: string): HeldCase | null {
  const events = eventsOfCase(db, id)
  const found = foldHeld(events)
  return found && { found, events, registered: registrationOf(events) }
}

/** The case as its events make it; null while no registration is held. */
export const caseOf = ({ db }: Pick<Branch, 'db'>, id: string): Case | null => foldHeld(eventsOfCase(db, id))

/** What was erased says nothing, and is no conflict with what is held. */
const foldHeld = (events: readonly StoredEvent[]): Case | null =>
  foldCase(
    withdrawalsHeld(
      primitives.sha256,
      events.filter(({ erased }) => !erased),
    ),
  )

/** Makes the row of a case anew, in the caller's transaction, and returns what it was made of. */
export function project(branch: Projector, id: string): HeldCase | null {
  if (isErased(branch.db, id)) return null
  const held = heldCase(branch, id)
  if (held) {
    const { found } = held
    keepForm(branch, found)
    const form = formMadeWith(branch, found)
    saveCase(branch.db, rowOf(branch, held, form))
    const { catalogue, rules } = branch.knowledge
    saveKeys(branch.db, id, keysOf(catalogue, form, found.answers))
    saveReasons(branch.db, id, form ? reasonsOf(catalogue, form, found.answers, rules.reports.reasonFields) : [])
  } else {
    removeCase(branch.db, id)
    saveKeys(branch.db, id, [])
    saveReasons(branch.db, id, [])
  }
  return held
}

/**
 * Makes the row of a case anew where nothing has come but headquarters' word on its events, in the caller's transaction. Where
 * all of them have come equally far nothing else of the row can change, so the case need not be folded: a queue of
 * thousands that drains is acknowledged without reading a form.
 */
export function projectDelivery(branch: Projector, id: string): void {
  if (isErased(branch.db, id)) return
  const [one, ...others] = deliveriesOfCase(branch.db, id)
  if (one !== undefined && others.length === 0) saveDelivery(branch.db, id, one)
  else project(branch, id)
}

/** Makes all rows anew where a program that folds or finds otherwise wrote them; once, for the journal is long. */
export function rebuildOld(branch: Projector): void {
  if (setting(branch.db, 'projection') !== PROJECTION) rebuild(branch)
}

/** Makes all rows anew, in a transaction of its own. */
export function rebuild(branch: Projector): void {
  branch.db
    .transaction(() => {
      removeStrayCases(branch.db)
      removeAllKeys(branch.db)
      removeAllReasons(branch.db)
      rebuildOutages(branch.db)
      for (const id of casesInJournal(branch.db)) project(branch, id)
      setSetting(branch.db, 'projection', PROJECTION)
    })
    .immediate()
}

function rowOf({ db, knowledge }: Projector, held: HeldCase, form: Form | undefined): CaseRecord {
  const { found, events } = held
  const applicant = applicantOf(found.answers)
  const registered = held.registered.payload
  const deliveries = new Map(events.map((event) => [event.hash, deliveryOf(db, event)]))
  const acceptedAt = Date.parse(found.handTaken?.at ?? found.registeredAt)
  const marks = shownMarks(found)
  return {
    id: found.id,
    number: found.number,
    type: found.type,
    applicant,
    applicant_folded: fold(applicant),
    state: found.state,
    marks: JSON.stringify(marks),
    urgent: found.marks.includes('urgent') ? 1 : 0,
    incomplete: marks.includes('incomplete') ? 1 : 0,
    registered_at: found.registeredAt,
    registered_by: found.registeredBy.id,
    registrar: found.registeredBy.signature,
    window: found.window,
    ...risingColumns(
      clockOf(found, registered, events, knowledge),
      found.escalation !== null && isOpen(found.state),
      knowledge,
    ),
    delivery: leastFar([...deliveries.values()]),
    since_at: found.since.at,
    since_delivery: deliveries.get(found.since.event) ?? leastFar([]),
    slips: found.slips,
    outage: found.outage,
    paper_number: found.handTaken?.number ?? null,
    to_tell: wantsRecovery(found) && !found.recoveryTold ? 1 : 0,
    spelled: spelled(applicant),
    search: searchText(knowledge.catalogue, form, found, {
      label: draftLabel(registered.branch, found.window, registered.command),
      registered: registered.answers,
    }),
    applicant_order: kazakhOrder(applicant),
    accepted_on: dayIn(knowledge.profile.timeZone, acceptedAt),
    accepted_hour: hourIn(knowledge.profile.timeZone, acceptedAt),
    came_on: lastCame(events, knowledge.profile.timeZone),
    visits: found.visits,
    escalated: found.escalation?.level ?? 0,
    escalated_to: found.escalation?.to?.id ?? null,
    asked_until: found.state === 'need_customer' && found.asked ? found.asked.until : NEVER,
    returned_from: found.state === 'returned' && found.returned ? found.returned.office : null,
    named: namedIn(db, form, found.answers),
  }
}

/** What is decided or has ended lacks nothing and waits for no consent: such marks are of work that is to be done. */
const shownMarks = ({ marks, state }: Case): Mark[] =>
  isWorkedOn(state) ? marks : marks.filter((mark) => mark !== 'incomplete' && mark !== 'consent_due')

/** The last day, in the branch's calendar, on which the customer stood here with it. */
function lastCame(events: readonly StoredEvent[], timeZone: string): string {
  const comings = events.filter(({ fields }) => fields.type === 'caseRegistered' || fields.type === 'visitNoted')
  return (
    comings
      .map(({ fields }) => dayIn(timeZone, Date.parse(fields.at)))
      .sort()
      .at(-1) ?? ''
  )
}

/** The registration that made the case, with its place in the journal; the caller knows that there is one. */
export function registrationOf(events: readonly StoredEvent[]): { event: StoredEvent; payload: CaseRegistered } {
  for (const event of events) {
    if (event.fields.type !== 'caseRegistered') continue
    const payload = caseRegistered.safeParse(event.payload)
    if (payload.success) return { event, payload: payload.data }
  }
  throw new Error('a case without a registration')
}
