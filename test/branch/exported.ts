/**
 * A branch with all that a journal can hold, and its export: two counters' lines, a line that goes on after a restored backup,
 * a clone's fork, acknowledgements and a refusal. The file is taken apart into rows for tests that forge it.
 */
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { acknowledge } from '../../domain/journal/acknowledgement.ts'
import { type Certificate, certify } from '../../domain/journal/certificate.ts'
import { type HashedEvent, open } from '../../domain/journal/event.ts'
import { enrolled, recordAcknowledgement, recordRefusals, storeForeign } from '../../electron/branch/handover.ts'
import { heads, myLine, runAfter } from '../../electron/branch/journal.ts'
import { markerFile, writeMarker } from '../../electron/branch/marker.ts'
import { saveCertificate } from '../../electron/branch/store/certificates.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import { type Bench, freshFolder, lead, openBench, registered, reopen, signIn } from './bench.ts'

export const hq = keyPair(newPrivateKey())
export const REASON = 'Asked for by the auditor'

export const headOf = ({ branch: { db } }: Bench, line = myLine(db)) => heads(db)[line] ?? { seq: 0, hash: '' }

const eventsOf = ({ branch: { db } }: Bench, line = myLine(db)): HashedEvent[] =>
  runAfter(db, line, 0).map((sealed) => open(primitives, sealed) as HashedEvent)

function enrol({ branch }: Bench): Certificate {
  const { device, letter } = branch.desk()
  const body = { v: 1 as const, device, branch: '0712', letter, publicKey: branch.keys.publicKey }
  const certificate = certify({ ...body, issuedAt: '2026-11-23T00:00:00Z' }, hq.sign)
  enrolled(branch, certificate, hq.publicKey)
  return certificate
}

/** `receipt` stands on the line before the restored backup; the lead is signed in. */
export async function workedBranch() {
  const before = await openBench()
  enrol(before)
  await signIn(before)
  const receipt = await registered(before)
  await registered(before)
  await before.close()

  const folders = { workspace: join(freshFolder(), 'workspace'), state: freshFolder() }
  cpSync(before.workspace, folders.workspace, { recursive: true })
  const line = JSON.parse(readFileSync(markerFile(before.state, before.workspace), 'utf8')).line as string
  const same = await reopen(before, { seed: 21 })
  writeMarker(markerFile(folders.state, folders.workspace), { line, ...headOf(same) })
  const clone = await openBench({ ...folders, seed: 22 })
  for (const one of [same, clone]) {
    await signIn(one)
    await registered(one)
  }
  await same.close()

  // The note of this computer is gone, as after a restored backup: a new line.
  const bench = await openBench({ workspace: same.workspace, state: freshFolder(), now: same.now, seed: 23 })
  storeForeign(bench.branch, eventsOf(clone), 'hub')
  await signIn(bench)
  await registered(bench)

  const office = await openBench({ seed: 5, letter: 'B' })
  saveCertificate(bench.branch.db, enrol(office))
  await signIn(office)
  await registered(office)
  storeForeign(bench.branch, eventsOf(office), 'hub')

  const end = headOf(bench)
  recordAcknowledgement(
    bench.branch,
    acknowledge({ line: myLine(bench.branch.db), ...end, level: 'received' }, hq.sign),
  )
  recordRefusals(bench.branch, line, [{ ...headOf(bench, line), reason: 'unknownType' }])
  await signIn(bench, lead)
  return { bench, receipt, line, office: myLine(office.branch.db) }
}

/** Exports as the window does, and waits for the end. */
export async function exported(bench: Bench, file = join(freshFolder(), 'journal.jsonl')): Promise<string> {
  const begun = (await bench.call('exports.begin', { file, reason: REASON })) as { ok: boolean }
  if (!begun.ok) throw new Error(JSON.stringify(begun))
  for (;;) {
    const answer = (await bench.call('journalExport.state', {})) as { state: { at: string } }
    if (answer.state.at === 'written') return file
    if (answer.state.at !== 'writing') throw new Error(JSON.stringify(answer))
    await new Promise((resolve) => setImmediate(resolve))
  }
}
