/** Nothing of an erased case is left over: refused events, what comes later, files, copies of the record. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { acknowledge } from '../../domain/journal/acknowledgement.ts'
import { keptFile } from '../../electron/branch/attachments/places.ts'
import { recordAcknowledgement, recordRefusals, storeForeign } from '../../electron/branch/handover.ts'
import { lastRun } from '../../electron/branch/retention/erase.ts'
import { mark } from '../../electron/branch/store/carriage.ts'
import { jpg, sheet } from '../support/papers.ts'
import { takePen, uuid } from '../support/pen.ts'
import { attached } from './attach.ts'
import { type Bench, clerk, lead, openBench, registered, rows, signIn } from './bench.ts'
import { exported, hq } from './exported.ts'
import { refrozen, rowsIn, textOf, verified } from './forging.ts'
import { atHq, daysLater, end, SECRETS, withEnded, words } from './retention.ts'

/** Another computer of the branch has written of a case. */
function peerWrites(bench: Bench, id: string, payload: { [key: string]: string }) {
  const pen = takePen(hq, `peer ${id}`, '0712', 'B')
  pen.write({ type: 'slipPrinted', case: id, by: clerk.person, payload })
  storeForeign(bench.branch, pen.events, 'hub')
  const { hash } = pen.events[1] ?? { hash: '' }
  return { line: pen.line, seq: 2, hash }
}
const known = (bench: Bench, place: { line: string; seq: number; hash: string }) =>
  recordAcknowledgement(bench.branch, acknowledge({ ...place, level: 'safe' }, hq.sign))

describe('R-060 nothing of it is left over', () => {
  test('R-060 an event that headquarters refused does not keep the case: it holds its bytes', async () => {
    const { bench, ended } = await withEnded()
    atHq(bench)
    const place = peerWrites(bench, ended.case, { note: SECRETS.iin })
    // By itself a refusal does not say so: a computer of the branch may have told it.
    recordRefusals(bench.branch, place.line, [{ ...place, reason: 'payload' }])
    const early = await daysLater(bench, 91)
    expect(lastRun(early.branch)).toMatchObject({ cases: 0, waiting: 1 })
    known(early, place)
    const late = await daysLater(early, 1)
    expect(lastRun(late.branch)).toMatchObject({ cases: 1, waiting: 0 })
    expect(words(late)).toEqual([])
  })

  test('R-060 what another computer wrote of it and comes later is erased too, when headquarters holds it', async () => {
    const { bench, ended } = await withEnded()
    atHq(bench)
    const erased = await daysLater(bench, 91)
    const place = peerWrites(erased, ended.case, { note: SECRETS.iin })
    const waiting = await daysLater(erased, 1)
    expect(words(waiting)).toEqual([SECRETS.iin])
    expect(lastRun(waiting.branch)).toMatchObject({ cases: 0, waiting: 1 })
    known(waiting, place)
    const late = await daysLater(waiting, 1)
    expect(words(late)).toEqual([])
    expect(lastRun(late.branch)).toMatchObject({ cases: 1, waiting: 0 })
    const said = rows(late, `SELECT payload FROM journal WHERE type = 'personErased' ORDER BY seq`)
    expect(said.map((row) => JSON.parse((row as { payload: string }).payload).records)).toEqual([3, 1])
    await signIn(late, lead)
    expect((await verified(readFileSync(await exported(late), 'utf8'))).faults).toEqual([])
    expect(lastRun((await daysLater(late, 1)).branch)).toMatchObject({ cases: 0, waiting: 0 })
  })

  test('R-060 its files go when headquarters holds them, and not before; a file that an event of another case names stays', async () => {
    const bench = await openBench()
    await signIn(bench)
    const { case: id } = await registered(bench)
    const photo = (width: number) => jpg(sheet((context) => context.fillRect(1, 1, 9, 9), { width, height: 40 }))
    const own = await attached(bench, { case: id }, photo(40))
    const shared = await attached(bench, { case: id }, photo(50))
    const lie = (one: Bench) => [own, shared].map(({ sha256 }) => existsSync(keptFile(one.branch, sha256)))
    expect(lie(bench)).toEqual([true, true])
    end(bench, id)
    atHq(bench)
    peerWrites(bench, uuid('another case'), { sha256: shared.sha256 })
    const early = await daysLater(bench, 91)
    expect(lastRun(early.branch)).toMatchObject({ cases: 0, waiting: 1 })
    expect(lie(early)).toEqual([true, true])
    mark(early.branch.db, own.sha256, 'there', '')
    const waiting = await daysLater(early, 1)
    expect(lastRun(waiting.branch)).toMatchObject({ cases: 0, waiting: 1 })
    mark(waiting.branch.db, shared.sha256, 'there', '')
    const late = await daysLater(waiting, 1)
    expect(lastRun(late.branch)).toMatchObject({ cases: 1 })
    expect(lie(late)).toEqual([false, true])
    expect(rows(late, 'SELECT sha256 FROM file')).toEqual([{ sha256: shared.sha256 }])
  })

  test('R-060 a payload that no erasure names is missed by whoever checks the export, though its case was erased', async () => {
    const { bench, ended } = await withEnded()
    atHq(bench)
    const late = await daysLater(bench, 91)
    peerWrites(late, ended.case, { note: 'after it' })
    await signIn(late, lead)
    const text = readFileSync(await exported(late), 'utf8')
    expect((await verified(text)).faults).toEqual([])
    const forged = rowsIn(text).map((row) =>
      row.kind === 'event' && row.payload?.includes('after it') ? { ...row, payload: null } : row,
    )
    const faults = async (file: typeof forged) => (await verified(textOf(file))).faults.map(({ fault }) => fault)
    expect(await faults(forged)).toContain('payloadWithheld')
    // An erasure of an older program names no events: then they are counted.
    const older = (records: number) =>
      rowsIn(text).map((row) =>
        row.kind === 'event' && row.payload !== null && JSON.parse(row.header).type === 'personErased'
          ? refrozen(row, ({ events: _, ...payload }) => ({ ...payload, records }))
          : row,
      )
    expect(await faults(older(3))).not.toContain('payloadWithheld')
    expect(await faults(older(2))).toContain('payloadWithheld')
  })
})
