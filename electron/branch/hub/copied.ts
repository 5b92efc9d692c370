/**
 * A second copy before the paper: the slip waits a moment for another computer of the branch to hold the registration, where
 * one is in contact. It never waits for headquarters, nor for a computer that does not answer: the local commit alone makes
 * the receipt, and the record says on how many computers the case stood then (protocol, rule 4).
 */
import { setTimeout as moment } from 'node:timers/promises'
import type { Branch } from '../branch.ts'
import { registrationOf } from '../projection.ts'
import { deliveryOf } from '../store/acknowledgements.ts'
import { heldElsewhere } from '../store/hubMarks.ts'
import { eventsOfCase, type StoredEvent } from '../store/journal.ts'

/** A computer that uses another hands its events over at once; longer than that a customer does not wait for his slip. */
const PATIENCE_MS = 1_000
const BETWEEN_LOOKS_MS = 20

/** On how many computers the event is known to stand. */
export const copiesOf = ({ db }: Pick<Branch, 'db'>, event: StoredEvent): 1 | 2 =>
  deliveryOf(db, event) === 'at_hq' || heldElsewhere(db, event) ? 2 : 1

/** Returns at once where the second copy is there already, or where nobody is in contact who could make one. */
export async function awaitSecondCopy(branch: Branch, id: string, patienceMs = PATIENCE_MS): Promise<void> {
  const events = eventsOfCase(branch.db, id)
  if (!events.some(({ fields }) => fields.type === 'caseRegistered')) return
  const { event } = registrationOf(events)
  const until = performance.now() + patienceMs
  while (branch.db.open && copiesOf(branch, event) === 1 && branch.hub?.inContact() && performance.now() < until)
    await moment(BETWEEN_LOOKS_MS)
}
