/**
 * A branch with a case that has ended, and the days after it: what is old is forgotten as the program does it. Whether
 * headquarters holds the case, and what another computer wrote of it, is said by the test.
 */
import { acknowledge } from '../../domain/journal/acknowledgement.ts'
import { newId } from '../../electron/branch/branch.ts'
import { recordAcknowledgement } from '../../electron/branch/handover.ts'
import { append, heads, myLine } from '../../electron/branch/journal.ts'
import { project } from '../../electron/branch/projection.ts'
import { keepRetention } from '../../electron/branch/retention/erase.ts'
import { noteHqTime } from '../../electron/branch/retention/time.ts'
import type { Receipt } from '../../electron/contract.ts'
import { type Bench, clerk, lead, least, openBench, page, registered, reopen, signIn } from './bench.ts'
import { hq } from './exported.ts'

export const DAY_MS = 86_400_000

/** Everything that stands anywhere in the database, as text. */
function everything({ branch: { db } }: Bench): string {
  const tables = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all() as string[]
  return tables.map((table) => JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all())).join('\n')
}

export const SECRETS = { last_name: 'Жансүгірова', first_name: 'Ұлбосын', iin: '900315400126', phone: '+77019998877' }
export const words = (bench: Bench) => Object.values(SECRETS).filter((word) => everything(bench).includes(word))

/** Writes the end of a case as the program does when its days are over. */
export function end(bench: Bench, id: string): void {
  const { branch } = bench
  branch.db
    .transaction(() => {
      append(branch, [{ type: 'caseWithdrawn', case: id, by: clerk.person, payload: withdrawn(bench) }])
      project(branch, id)
    })
    .immediate()
}
const withdrawn = (bench: Bench) => ({
  command: newId(bench.branch),
  proof: { way: 'signature' as const, paper: 'signed_application', seenBy: clerk.person },
})

export function atHq(bench: Bench, level: 'received' | 'safe' = 'safe'): void {
  const line = myLine(bench.branch.db)
  const head = heads(bench.branch.db)[line] as { seq: number; hash: string }
  recordAcknowledgement(bench.branch, acknowledge({ line, ...head, level }, hq.sign))
}

/** One case that has ended and one that has not, both looked at by the IIN. */
export async function withEnded(): Promise<{ bench: Bench; ended: Receipt; open: Receipt }> {
  const bench = await openBench()
  await signIn(bench)
  const ended = await registered(bench, { ...least, ...SECRETS })
  const open = await registered(bench)
  await page(bench, { find: SECRETS.iin })
  await signIn(bench, lead)
  await bench.call('cases.detail', { id: ended.case })
  end(bench, ended.case)
  return { bench, ended, open }
}

/** Started again so many days later, in touch with headquarters, and what is old forgotten. */
export async function daysLater(bench: Bench, days: number): Promise<Bench> {
  bench.now.ms += days * DAY_MS
  const late = await reopen(bench)
  noteHqTime(late.branch.db, late.now.ms)
  await keepRetention(late.branch)
  return late
}
