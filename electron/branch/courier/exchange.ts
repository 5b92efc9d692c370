/**
 * One exchange with headquarters: compare heads, hand over every run it lacks, believe only acknowledgements that are
 * signed and name a hash of our own chain. It may be broken off anywhere and begun again; nothing is counted twice,
 * because both sides decide from the events themselves.
 */
import { isAcknowledged } from '../../../domain/journal/acknowledgement.ts'
import type { Certificate } from '../../../domain/journal/certificate.ts'
import type { Head } from '../../../domain/journal/event.ts'
import type { Heads, HeadsAnswer, RunAnswer } from '../../../domain/wire/exchange.ts'
import { primitives } from '../../../trust/primitives.ts'
import type { Branch } from '../branch.ts'
import { markSent, recordAcknowledgement, recordRefusals } from '../handover.ts'
import { commonWith } from '../hub/handing.ts'
import { chainHas, heads, tips } from '../journal.ts'
import { beginLine, myLine } from '../line.ts'
import { provableAfter } from '../provable.ts'
import { learnOfRevoked } from '../revoked.ts'
import { acknowledged, isKnownAcknowledgement } from '../store/acknowledgements.ts'
import { certificateOf, certificateOfLine } from '../store/certificates.ts'
import { holdsEvent, type Place } from '../store/journal.ts'
import { allRevocations } from '../store/revocations.ts'
import { setting } from '../store/settings.ts'
import { endsOf, takeFeed } from './feed.ts'
import type { Failure, Link } from './link.ts'
import { tellProgress } from './progress.ts'
import { openRunLength, type RunLength } from './runLength.ts'

/**
 * `restWent`: one line was turned away, here or there, for a person to look at, and everything else went through. `tookAt`: it was
 * broken off, but until then (by our clock, milliseconds) headquarters took something.
 */
export type ExchangeOutcome = { ok: true } | (Failure & { restWent?: true; tookAt?: number })

/** A headquarters that keeps sending us elsewhere in one line contradicts itself. */
const MAX_DETOURS = 3

const nonsense = (detail: string): Failure => ({ ok: false, why: 'nonsense', detail, retryAfter: null })

/** Brings headquarters up to date with every line we hold, in runs of such a `length`. The device must be enrolled. */
export async function exchangeOnce(branch: Branch, link: Link, length = openRunLength()): Promise<ExchangeOutcome> {
  let tookAt: number | null = null
  const outcome = await exchange(branch, link, length, () => {
    tookAt = branch.clock()
  })
  return outcome.ok || tookAt === null ? outcome : { ...outcome, tookAt }
}

async function exchange(branch: Branch, link: Link, length: RunLength, took: () => void): Promise<ExchangeOutcome> {
  const hqKey = setting(branch.db, 'hqKey')
  const sender = certificateOf(branch.db, branch.desk().device)
  if (hqKey === null || sender === null) throw new Error('An exchange needs an enrolled device')
  const answer = await link.heads(sender, { heads: heads(branch.db), revocations: allRevocations(branch.db) })
  if (!answer.ok) return answer
  learnOfRevoked(branch, hqKey, answer.value.revocations ?? [])
  for (const safe of answer.value.safe ?? []) {
    if (isKnownAcknowledgement(branch.db, safe.body) || !isAcknowledged(primitives, safe, hqKey)) continue
    recordAcknowledgement(branch, safe)
  }
  leaveForeignHead(branch, answer.value.heads)
  const say = tellProgress(branch)
  const tell = (events: number) => {
    took()
    say(events)
  }
  let theirs: HeadsAnswer = answer.value
  let refused: Failure | null = null
  let handedOver = false
  // Lines may be added meanwhile (a new line after a fork): they are in the next exchange.
  for (const line of officeFirst(branch, hqKey)) {
    for (const tip of tips(branch.db, line)) {
      const author = certificateOfLine(branch.db, line)
      // Without a certificate nobody believes the line: it stays, and the ledge tells its cases as stuck (`unprovenCases`).
      if (author === null) continue
      say()
      const push = { link, trust: { hqKey, author, sender }, length, say: tell }
      const pushed = await pushLine(branch, push, { line, ...tip }, endsOf(theirs, line))
      if (pushed.ok) {
        handedOver ||= pushed.sent
        continue
      }
      if (pushed.why !== 'turnedAway') return pushed
      // A person must look at a line that headquarters refuses; the others do not wait for that.
      refused ??= pushed
    }
  }
  if (handedOver) {
    // Headquarters may have answered to what it just got.
    const again = await link.heads(sender, { heads: heads(branch.db) })
    if (!again.ok) return again
    theirs = again.value
  }
  const taken = await takeFeed(branch, link, { hqKey, sender }, theirs)
  if (!taken.ok) return taken
  refused ??= taken.refused
  return refused ? { ...refused, restWent: true } : { ok: true }
}

/**
 * Headquarters' own lines go first: one restored from a backup takes its own words back before it writes others about the
 * same cases.
 */
function officeFirst({ db }: Branch, hqKey: string): string[] {
  const isOffice = (line: string) => certificateOfLine(db, line)?.body.publicKey === hqKey
  return Object.keys(heads(db)).sort((one, other) => Number(isOffice(other)) - Number(isOffice(one)))
}

/** Headquarters shows a head for my line that is not in my chain: another copy of this disk wrote there (rule 2). */
function leaveForeignHead(branch: Branch, theirs: Heads): void {
  const mine = myLine(branch.db)
  const head = theirs[mine]
  if (head && !chainHas(branch.db, mine, head.seq, head.hash)) beginLine(branch, 'unknownHead')
}

type Push = {
  link: Link
  trust: { hqKey: string; author: Certificate; sender: Certificate }
  length: RunLength
  /** So many events went. */
  say: (events: number) => void
}

async function pushLine(
  branch: Branch,
  { link, trust, length, say }: Push,
  tip: Head,
  theirs: readonly Place[],
): Promise<{ ok: true; sent: boolean } | Failure> {
  const { line } = tip
  const heldUpTo = commonWith(branch, line, tip, theirs)
  let after = startingPoint(branch, tip, theirs, heldUpTo)
  let sent = false
  /** Once a run of this line was refused each seal is looked at before it goes. */
  let refused: Failure | null = null
  for (let detours = 0; ; ) {
    const sealedBy = refused ? trust.author.body.publicKey : null
    const given = provableAfter(branch, line, after, { limit: length.next(), tip, to: 'hq', heldUpTo, sealedBy })
    if (!given) return refused && line === myLine(branch.db) ? refused : { ok: true, sent }
    if (refused && !given.mended) return refused
    const { events, end } = given
    branch.faults.at('before-push')
    markSent(branch, line, end.seq)
    const run = { line, certificate: trust.author, count: events.length, last: end.hash, events }
    const since = performance.now()
    const answer = await link.run(trust.sender, run)
    branch.faults.at('after-push')
    if (!answer.ok) {
      if (answer.why === 'unreachable') length.broke()
      return answer
    }
    const ms = performance.now() - since
    const verdict = answer.value
    switch (verdict.verdict) {
      case 'admitted': {
        const believed = believe(branch, trust.hqKey, { line, ...end }, verdict)
        if (!believed.ok) return believed
        // Of what is refused nothing is learnt: it is looked through again, as long as it was.
        length.went(events.length, ms)
        after = end.seq
        refused = null
        sent = true
        say(events.length)
        break
      }
      case 'expected': {
        if (++detours > MAX_DETOURS) return nonsense('headquarters does not settle on what it expects')
        const { head } = verdict
        after = head && chainHas(branch.db, line, head.seq, head.hash) ? head.seq : 0
        break
      }
      case 'refused':
        if (refused) return refused
        refused = { ok: false, why: 'turnedAway', detail: `run refused: ${verdict.reason}`, retryAfter: null }
        break
      default:
        return verdict satisfies never
    }
  }
}

/**
 * From where headquarters needs the line: what it holds but has not acknowledged is offered again, for the acknowledgement.
 * Of its ends only those say something that are held here (`common`: how far they have the chain to `tip`); once the others
 * have been taken in, they do too.
 */
function startingPoint(branch: Branch, tip: Head, theirs: readonly Place[], common: number): number {
  const { line } = tip
  const known = acknowledged(branch.db, line, tip)?.seq ?? 0
  if (theirs.length === 0) return 0
  return theirs.some((end) => holdsEvent(branch.db, line, end)) ? Math.min(known, common) : known
}

function believe(
  branch: Branch,
  hqKey: string,
  end: Head,
  answer: Extract<RunAnswer, { verdict: 'admitted' }>,
): ExchangeOutcome {
  const { acknowledgement, refusals, fork } = answer
  const { line, seq, hash } = acknowledgement.body
  if (line !== end.line || seq !== end.seq || hash !== end.hash) return nonsense('an acknowledgement of something else')
  if (!isAcknowledged(primitives, acknowledgement, hqKey)) return nonsense('an acknowledgement nobody signed')
  // Refusals first: what is acknowledged is not offered again, so a kill in between would lose them.
  recordRefusals(branch, line, refusals)
  branch.faults.at('before-acknowledgement')
  if (!recordAcknowledgement(branch, acknowledgement)) return nonsense('an acknowledgement of what is not in our chain')
  if (fork && line === myLine(branch.db)) beginLine(branch, 'fork')
  return { ok: true }
}
