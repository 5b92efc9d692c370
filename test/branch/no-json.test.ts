/** A signed event whose payload is no JSON is kept as bytes and stops nothing: neither the exchange, nor files, nor a screen. */
import { expect, test } from 'vitest'
import { admit, LINE_OPENED } from '../../domain/journal/admit.ts'
import { canonical } from '../../domain/journal/canonical.ts'
import { headerHash, payloadHash, sealLast } from '../../domain/journal/event.ts'
import { openCarrying } from '../../electron/branch/courier/files.ts'
import { recordRefusals, storeForeign } from '../../electron/branch/handover.ts'
import { duplicatesIn } from '../../electron/branch/journalExport/rows.ts'
import { saveCertificate } from '../../electron/branch/store/certificates.ts'
import type { Exchange } from '../../electron/contract.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import { type Pen, takePen } from '../support/pen.ts'
import { attached, photo } from './attach.ts'
import { type Bench, clerk, lead, manager, openBench, registered, rows, signIn } from './bench.ts'

const hq = keyPair(newPrivateKey())
const NO_JSON = 'no JSON, and "sha256" in it'

/** Signed and chained like any other event of the line; only its payload is none. */
function wordless(pen: Pen, type: string, about: string | null = null) {
  const [event] = pen.write({ type, case: about, by: clerk.person, payload: {} })
  if (!event) throw new Error('nothing was written')
  const fields = { ...event.fields, payload: payloadHash(primitives, NO_JSON) }
  const header = canonical(fields)
  const made = { header, payload: NO_JSON, signature: null, hash: headerHash(primitives, header), fields }
  pen.events.splice(-1, 1, ...sealLast([made], pen.key.sign))
  return { line: pen.line, seq: fields.seq, hash: made.hash }
}

const TYPES = ['shiftOpened', 'shiftClosed', 'investigationOpened', 'refusalLifted', 'personChanged', 'entryDisputed']

async function withWordless(): Promise<{ bench: Bench; id: string; refused: ReturnType<typeof wordless> }> {
  const bench = await openBench()
  await signIn(bench)
  const { case: id } = await registered(bench)
  const pen = takePen(hq, 'wordless', '0712', 'B')
  const refused = wordless(pen, 'caseAccepted', id)
  wordless(pen, 'refusedRepaired', id)
  wordless(pen, 'caseRegistered')
  for (const type of TYPES) wordless(pen, type)
  saveCertificate(bench.branch.db, pen.certificate)
  storeForeign(bench.branch, pen.events, 'hub')
  return { bench, id, refused }
}

test('F-19 a repair that is no JSON does not stop the exchange: what was refused is noted and shown', async () => {
  const { bench, id, refused } = await withWordless()
  recordRefusals(bench.branch, refused.line, [{ ...refused, reason: 'payload' }])
  const { stuck } = (await bench.call('workspace.exchange', {})) as Exchange
  expect(stuck).toMatchObject([{ case: id, reason: 'payload', refused: { entry: refused } }])
})

test('F-files: what names a file and is no JSON keeps no other file from going', async () => {
  const { bench, id } = await withWordless()
  const carrying = openCarrying(bench.branch, 'https://hq.test', () => Promise.reject(new Error('no network')))
  expect(carrying.hasWork()).toBe(false)
  await attached(bench, { case: id }, photo)
  expect(carrying.hasWork()).toBe(true)
  expect(rows(bench, `SELECT value FROM setting WHERE key = 'courier.filesNamed'`)).toEqual(
    rows(bench, 'SELECT CAST(max(rowid) AS TEXT) AS value FROM journal'),
  )
})

test('F-19 no list of the branch is lost to it, nor the export', async () => {
  const { bench } = await withWordless()
  await signIn(bench, lead)
  expect(await bench.call('shifts.investigations', {})).toEqual([])
  await signIn(bench, manager)
  expect(await bench.call('reports.overview', {})).toMatchObject({ windows: [{ window: 'A' }] })
  expect(duplicatesIn(bench.branch.db, 1e6)).toEqual([])
})

test('a line that opens with what is no JSON is refused, not an error that is tried for ever', () => {
  const pen = takePen(hq, 'opening', '0712', 'B')
  pen.events.splice(0)
  wordless(pen, LINE_OPENED)
  expect(admit(primitives, hq.publicKey, pen.run(), { head: null, device: null, near: [] })).toMatchObject({
    verdict: 'refused',
    reason: 'opening',
  })
})
