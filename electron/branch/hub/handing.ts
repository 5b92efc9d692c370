/**
 * Runs of events between two computers of a branch. What is taken goes through the same `admit` as at headquarters and is
 * stored in one transaction; what is given are the authors' own bytes with the author's certificate.
 */

import { admit } from '../../../domain/journal/admit.ts'
import type { Certificate } from '../../../domain/journal/certificate.ts'
import { header } from '../../../domain/journal/event.ts'
import { readJson } from '../../../domain/journal/json.ts'
import type { RunRequest } from '../../../domain/wire/exchange.ts'
import type { Taken } from '../../../domain/wire/hub.ts'
import { type LinesRequest, MOST_KNOWN } from '../../../domain/wire/lines.ts'
import { primitives } from '../../../trust/primitives.ts'
import type { Branch } from '../branch.ts'
import { storeForeign } from '../handover.ts'
import { heldFor } from '../journal.ts'
import { beginLine, myLine } from '../line.ts'
import { provableAfter } from '../provable.ts'
import { certificateOf, certificateOfLine, saveCertificate } from '../store/certificates.ts'
import { holdsEvent, meetingPoint, type Place, placesOnChain } from '../store/journal.ts'

/** Events in one run: projecting them holds up the window's calls for as long as a person does not notice. */
export const RUN_LENGTH = 50

/** Judges and stores a run that another computer of the branch, or headquarters, hands over; whole or not at all. */
export function takeRun(branch: Branch, hqKey: string, run: RunRequest): Taken {
  const { db } = branch
  const refused = (reason: string): Taken => ({ verdict: 'refused', reason, seq: null })
  if (run.certificate.body.branch !== branch.desk().branch) return refused('otherBranch')
  const first = header.safeParse(readJson(run.events[0]?.header ?? ''))
  if (!first.success) return refused('bytes')
  return db
    .transaction((): Taken => {
      const verdict = admit(primitives, hqKey, run, heldFor(db, run.line, first.data.seq))
      if (verdict.verdict !== 'admitted') return verdict
      keepCertificate(branch, run)
      const { stored } = storeForeign(branch, verdict.store, originOf(run, hqKey))
      // Sealed by our key and not written here: another copy of this disk is at work (protocol, rule 2).
      if (stored > 0 && run.line === myLine(db)) beginLine(branch, verdict.fork ? 'fork' : 'unknownHead')
      branch.faults.at('before-commit')
      return { verdict: 'taken' }
    })
    .immediate()
}

/** Headquarters writes under a certificate that names its own key; whoever hands it over, it is headquarters' word. */
const originOf = ({ certificate }: RunRequest, hqKey: string) =>
  certificate.body.publicKey === hqKey ? ('hq' as const) : ('hub' as const)

/** Certificates of others go on with their events. Our own comes from headquarters and from nobody else. */
function keepCertificate({ db, desk }: Branch, { certificate }: RunRequest): void {
  const { device, issuedAt } = certificate.body
  const known = certificateOf(db, device)
  if (device === desk().device || (known && known.body.issuedAt >= issuedAt)) return
  saveCertificate(db, certificate)
}

/** The next run towards a tip; null where that tip is not held here or its author not certified. */
export function giveRun(branch: Branch, { line, tip, known }: LinesRequest): RunRequest | null {
  const { db } = branch
  const author = certificateOfLine(db, line)
  if (author === null || !holdsEvent(db, line, tip)) return null
  const seqs = known.map(({ seq }) => seq)
  const ours = new Set(placesOnChain(db, line, seqs, tip).map(({ hash }) => hash))
  const from = known.reduce((highest, { seq, hash }) => (ours.has(hash) ? Math.max(highest, seq) : highest), 0)
  return runTo(branch, line, from, tip, author)
}

/** The next run of a line after `from` (a place's sequence) towards a tip; null when there is nothing more that can be proved. */
export function runTowards(branch: Branch, line: string, from: number, tip: Place): RunRequest | null {
  const author = certificateOfLine(branch.db, line)
  return author && runTo(branch, line, from, tip, author)
}

function runTo(branch: Branch, line: string, from: number, tip: Place, certificate: Certificate): RunRequest | null {
  const given = provableAfter(branch, line, from, { limit: RUN_LENGTH, tip, to: 'hub', heldUpTo: 0, sealedBy: null })
  return given && { line, certificate, count: given.events.length, last: given.end.hash, events: given.events }
}

/**
 * Places of what is held of a line, ever further apart towards its beginning: where another chain left ours is found with
 * one question, to a factor of two. No more than a question may name: of a line with many ends all places of the first, then
 * of the others in turn those nearest to the end.
 */
export function milestones({ db }: Branch, line: string, ends: readonly Place[]): Place[] {
  const [first = [], ...others] = ends.slice(0, MOST_KNOWN).map((tip) => {
    const seqs = [tip.seq]
    for (let step = 1; tip.seq - step >= 1; step *= 2) seqs.push(tip.seq - step)
    return placesOnChain(db, line, seqs, tip)
  })
  const longest = Math.max(0, ...others.map((places) => places.length))
  const inTurn = Array.from({ length: longest }, (_, i) => others.flatMap((places) => places[i] ?? [])).flat()
  const each = new Map([...first, ...inTurn].map((place) => [place.hash, place]))
  return [...each.values()].slice(0, MOST_KNOWN)
}

/** The highest sequence on the chain to `tip` that a holder of `theirs` has as well; what of theirs is not held here says nothing. */
export const commonWith = ({ db }: Branch, line: string, tip: Place, theirs: readonly Place[]): number =>
  theirs
    .filter((end) => holdsEvent(db, line, end))
    .reduce((highest, end) => Math.max(highest, meetingPoint(db, line, tip, end)), 0)
