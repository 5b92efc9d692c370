/**
 * Slips: main holds the printer, this file what is known of the paper. A copy counts as out as soon as its printing has
 * begun; only when somebody knows that nothing came out is its number free again. From the second on it is a duplicate.
 */
import { decide } from '../../domain/cases/decide.ts'
import type { PrintJob, Receipt } from '../contract.ts'
import { type Branch, newId, utcNow } from './branch.ts'
import { append } from './journal.ts'
import { caseOf, project } from './projection.ts'
import { receiptOf } from './receipt.ts'
import { record } from './record.ts'
import type { NotRecorded } from './storage.ts'
import { personOf } from './store/people.ts'
import {
  copiesBegun,
  type JobRecord,
  jobOf,
  jobOfCommand,
  type SlipSize,
  saveJob,
  shownJob,
  waitingJob,
} from './store/printJobs.ts'

export type SlipBegun =
  | { ok: true; job: PrintJob; copy: number; duplicate: boolean; repeated: boolean; receipt: Receipt }
  | NotRecorded
  | { ok: false; refusal: { code: 'notSignedIn' | 'notCommitted' } }

/** Begins one slip. The same command again prints nothing: `repeated`, and the job as it stands. */
export function beginSlip(branch: Branch, wish: { case: string; size: SlipSize; command: string }): SlipBegun {
  const person = branch.session.current()
  if (!person) return { ok: false, refusal: { code: 'notSignedIn' } }
  const { db } = branch
  const begun = record(branch, (): SlipBegun => {
    const receipt = receiptOf(branch, wish.case)
    if (!receipt) return { ok: false, refusal: { code: 'notCommitted' } }
    const before = jobOfCommand(db, wish.command)
    if (before) return begunAs(before, receipt, true)
    const job: JobRecord = {
      id: waitingJob(db, wish.case)?.id ?? newId(branch),
      command: wish.command,
      case_id: wish.case,
      number: receipt.number,
      size: wish.size,
      copy: Math.max(receipt.printed, copiesBegun(db, wish.case)) + 1,
      state: 'printing',
      why: null,
      by_person: person.id,
      at: utcNow(branch),
      copies: receipt.copies,
    }
    saveJob(db, job)
    return begunAs(job, receipt, false)
  })
  if (begun.ok && !begun.repeated) branch.changed('prints')
  return begun
}

const begunAs = (job: JobRecord, receipt: Receipt, repeated: boolean): SlipBegun => ({
  ok: true,
  job: shownJob(job),
  copy: job.copy,
  duplicate: job.copy > 1,
  repeated,
  receipt,
})

/**
 * Nobody can begin the slip of this case. Not recorded: at the next start a slip that was never begun is named all the same,
 * and a disk that takes nothing keeps nobody from hearing of it.
 */
export function noteNotBegun(branch: Branch, id: string): { ok: true } {
  branch.unprintable.add(id)
  branch.changed('prints')
  return { ok: true }
}

export type SlipEnd = {
  job: string
  outcome: 'printed' | 'failed' | 'uncertain'
  why: string | null
  confirmedBy: 'printer' | 'person'
}
export type SlipFinished = { ok: true; job: PrintJob } | NotRecorded | { ok: false; refusal: { code: 'unknownJob' } }

/** Notes how a slip ended; a printed one goes into the journal. A job that has ended keeps its end. */
export function finishSlip(branch: Branch, end: SlipEnd): SlipFinished {
  const finished = record(branch, (): SlipFinished => {
    const job = jobOf(branch.db, end.job)
    if (!job) return { ok: false, refusal: { code: 'unknownJob' } }
    if (job.state !== 'printing' && job.state !== 'uncertain') return { ok: true, job: shownJob(job) }
    const ended: JobRecord = { ...job, state: end.outcome, why: end.why }
    saveJob(branch.db, ended)
    if (end.outcome === 'printed') journalSlip(branch, ended, end.confirmedBy)
    return { ok: true, job: shownJob(ended) }
  })
  if (finished.ok) branch.changed('prints', 'cases')
  return finished
}

/**
 * What the printing system reported stands under the person who asked for the slip, also when he has locked the window
 * since; what somebody saw stands under whoever looked: nobody's name is put to what another one says.
 */
function journalSlip(branch: Branch, job: JobRecord, confirmedBy: SlipEnd['confirmedBy']): void {
  const person = confirmedBy === 'person' ? branch.session.current() : personOf(branch.db, job.by_person)
  if (!person || job.command === null) throw new Error(`slip ${job.id} was begun by nobody`)
  const decision = decide(
    caseOf(branch, job.case_id),
    { do: 'recordSlip', command: job.command, copy: job.copy, confirmedBy, copies: job.copies },
    { person },
  )
  if (!decision.ok) throw new Error(`slip ${job.id} is of no case: ${decision.refusal.code}`)
  append(branch, decision.events)
  project(branch, job.case_id)
}

/** A person looked and says whether the slip came out. */
export function settleSlip(
  branch: Branch,
  { job, printed }: { job: string; printed: boolean },
): { ok: true } | NotRecorded | { ok: false; refusal: { code: 'notSignedIn' } } {
  if (!branch.session.current()) return { ok: false, refusal: { code: 'notSignedIn' } }
  const outcome = printed ? 'printed' : 'failed'
  const finished = finishSlip(branch, { job, outcome, why: printed ? null : 'notPrinted', confirmedBy: 'person' })
  if (finished.ok || finished.refusal.code === 'unknownJob') return { ok: true }
  return { ok: false, refusal: finished.refusal }
}
