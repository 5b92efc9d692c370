/** What this computer holds, as it tells the others; and what they say they hold. */
import { isAcknowledged } from '../../../domain/journal/acknowledgement.ts'
import type { Inventory } from '../../../domain/wire/hub.ts'
import { primitives } from '../../../trust/primitives.ts'
import { type Branch, utcNow } from '../branch.ts'
import { recordAcknowledgement, recordRefusals } from '../handover.ts'
import { heads, myLine, tips } from '../journal.ts'
import { learnOfRevoked } from '../revoked.ts'
import { allAcknowledgements, allRefusals, isKnownAcknowledgement, isKnownRefusal } from '../store/acknowledgements.ts'
import { certificateOfLine } from '../store/certificates.ts'
import { heldElsewhere, marksOf, saveMarks } from '../store/hubMarks.ts'
import { holdsEvent, ownHead, type Place } from '../store/journal.ts'
import { allRevocations } from '../store/revocations.ts'

/** Lines whose author headquarters has not certified are believed by nobody, so they are not offered. */
export function inventoryOf({ db, desk }: Branch): Inventory {
  const { branch } = desk()
  const offered = Object.keys(heads(db)).filter((line) => certificateOfLine(db, line)?.body.branch === branch)
  const revocations = allRevocations(db)
  return {
    lines: Object.fromEntries(offered.map((line) => [line, tips(db, line)])),
    acknowledgements: allAcknowledgements(db),
    refusals: allRefusals(db),
    ...(revocations.length > 0 && { revocations }),
  }
}

/** Tips of theirs that are not held here. */
export function lackingHere({ db }: Branch, theirs: Inventory): { line: string; tip: Place }[] {
  return Object.entries(theirs.lines).flatMap(([line, ends]) =>
    ends.filter((tip) => !holdsEvent(db, line, tip)).map((tip) => ({ line, tip })),
  )
}

/**
 * Tips of ours that they do not hold. To be asked when all of theirs is held here: then a tip of ours that they do not
 * name has no child that they could have.
 */
export function lackingThere(branch: Branch, theirs: Inventory): { line: string; tip: Place }[] {
  return Object.entries(inventoryOf(branch).lines).flatMap(([line, ends]) => {
    const named = new Set((theirs.lines[line] ?? []).map(({ hash }) => hash))
    return ends.filter(({ hash }) => !named.has(hash)).map((tip) => ({ line, tip }))
  })
}

/** How many events a computer holds, as far as its tips tell. */
export const eventsIn = ({ lines }: Inventory): number =>
  Object.values(lines).reduce((sum, ends) => sum + Math.max(...ends.map(({ seq }) => seq)), 0)

/** What headquarters told them is told here. What is not held here yet is asked again with the next inventory. */
export function learnOfHeadquarters(branch: Branch, hqKey: string, theirs: Inventory): void {
  const { db } = branch
  learnOfRevoked(branch, hqKey, theirs.revocations ?? [])
  const refusals = theirs.refusals.filter((one) => !isKnownRefusal(db, one.hash))
  // Refusals first, as from headquarters itself: what is acknowledged passes for well.
  for (const [line, ofLine] of Map.groupBy(refusals, (one) => one.line)) recordRefusals(branch, line, ofLine)
  for (const acknowledgement of theirs.acknowledgements) {
    if (isKnownAcknowledgement(db, acknowledgement.body)) continue
    if (isAcknowledged(primitives, acknowledgement, hqKey)) recordAcknowledgement(branch, acknowledgement)
  }
}

/** Notes what a computer was seen to hold of what is held here. True where that is the second copy of our last event. */
export function noteHeldBy(branch: Branch, device: string, theirs: Inventory): boolean {
  const { db } = branch
  const marks = Object.entries(theirs.lines)
    .flatMap(([line, ends]) => {
      const held = ends.filter((tip) => holdsEvent(db, line, tip)).sort((one, other) => other.seq - one.seq)[0]
      return held ? [{ line, ...held }] : []
    })
    .sort((one, other) => (one.line < other.line ? -1 : 1))
  if (JSON.stringify(marks) === JSON.stringify(marksOf(db, device))) return false
  const line = myLine(db)
  const head = ownHead(db, line)
  const hasCopy = () => head !== null && heldElsewhere(db, { line, ...head })
  const before = hasCopy()
  db.transaction(() => saveMarks(db, device, marks, utcNow(branch))).immediate()
  return !before && hasCopy()
}
