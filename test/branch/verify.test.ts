/**
 * The verifier knows nothing of the program: here both look at the same file, the real export of a branch that has lived.
 * Any changed byte is noticed, and a receipt can be proved by the export or not.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Receipt } from '../../electron/contract.ts'
import { lead, openBench, registered, signIn } from './bench.ts'
import { exported, hq } from './exported.ts'
import { admitted, eventOf, named, rowsIn, textOf, verified } from './forging.ts'
import { type Lived, livedExport } from './verifying.ts'

let text: string
let receipt: Receipt
let lines: Lived['lines']
beforeAll(async () => {
  ;({ text, receipt, lines } = await livedExport())
})
const rows = () => rowsIn(text)

test('F-11 a real export is right, fork and new line and foreign line and all, and `admit` agrees', async () => {
  const all = rows()
  const report = await verified(text, { hqKey: hq.publicKey })
  expect(report.faults).toEqual([])
  expect(report).toMatchObject({ ok: true, lines: 3, events: all.filter(({ kind }) => kind === 'event').length })
  expect(report.notes.map(({ note }) => note)).toEqual(['fork'])
  expect(admitted(all, hq.publicKey)).toEqual(['admitted', 'admitted', 'admitted', 'admitted'])
})

test('the export of a branch that was not enrolled is checked by its own keys, and says what that proves', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { qr } = await registered(bench)
  await signIn(bench, lead)
  const unenrolled = readFileSync(await exported(bench), 'utf8')
  const report = await verified(unenrolled, { receipt: qr })
  expect(report).toMatchObject({ ok: true, faults: [], lines: 1 })
  const said = report.notes.find(({ note }) => note === 'unenrolled')
  expect(said?.detail).toContain('was not enrolled with headquarters')
  // With a key of headquarters nobody vouches for its lines; the reason stands beside the fault.
  const against = await verified(unenrolled, { hqKey: hq.publicKey })
  expect(named(against).map((one) => one.split(' ')[0])).toEqual(['unvouched'])
  expect(against.notes.find(({ note }) => note === 'unenrolled')?.detail).toContain('without --hq-key')
  expect((await verified(text, { hqKey: hq.publicKey })).notes.map(({ note }) => note)).not.toContain('unenrolled')
})

describe('any single byte', () => {
  const flipped = async (place: number, bit: number) => {
    const bytes = Buffer.from(text)
    bytes[place] = (bytes[place] ?? 0) ^ (1 << bit)
    return (await verified(bytes)).ok
  }
  test('that is flipped anywhere is noticed', async () => {
    const size = Buffer.byteLength(text)
    const flip = fc.tuple(fc.nat(size - 1), fc.nat(7))
    await fc.assert(
      fc.asyncProperty(flip, async ([place, bit]) => !(await flipped(place, bit))),
      { numRuns: 150 },
    )
  })
  test('of the last signature and the line feed after it is noticed, each bit of it', async () => {
    const size = Buffer.byteLength(text)
    const found: [number, number][] = []
    for (let place = size - 6; place < size; place++)
      for (let bit = 0; bit < 8; bit++) if (await flipped(place, bit)) found.push([place, bit])
    expect(found).toEqual([])
  })
})

describe('a receipt', () => {
  test('stands in the export with its case', async () => {
    const report = await verified(text, { receipt: receipt.qr })
    expect(report.faults).toEqual([])
    const note = report.notes.find(({ note }) => note === 'receipt')
    expect(note?.detail).toContain(receipt.number)
    expect(note?.seq).toBe(2)
  })
  test('whose events are gone names the case that is lost, and how far the line is held', async () => {
    const all = rows()
    const kept = all.filter(
      (row) => row.kind !== 'event' || eventOf(row).fields.line !== lines.first || eventOf(row).fields.seq < 2,
    )
    const report = await verified(textOf(kept), { receipt: receipt.qr })
    const lost = report.faults.find(({ fault }) => fault === 'receiptLost')
    expect(lost?.detail).toContain(receipt.number)
    expect(lost?.detail).toContain('held up to event 1')
  })
  test('that the device did not sign, or with another number, is no proof', async () => {
    const parts = receipt.qr.split(':')
    const forged = [...parts.slice(0, 5), 'e'.repeat(64), parts[6]].join(':')
    expect(named(await verified(text, { receipt: forged }))).toEqual(['receiptForged 3', 'receiptLost 3'])
    const other = [...parts.slice(0, 2), '0712-A26-00009-AAAAA', ...parts.slice(3)].join(':')
    expect(named(await verified(text, { receipt: other }))[0]).toMatch(/^receiptNumber/)
    expect(named(await verified(text, { receipt: 'okno' }))).toEqual(['receiptForged'])
  })
})

test('as a program it ends with OK and 0, or with the number of faults and 1; with --json a machine reads it', async () => {
  const { freshFolder } = await import('./bench.ts')
  const folder = freshFolder()
  const verify = (name: string, content: string, ...words: string[]) => {
    writeFileSync(join(folder, name), content)
    const program = join(import.meta.dirname, '../../verify/verify.ts')
    const { stdout, status } = spawnSync(process.execPath, [program, join(folder, name), ...words], {
      encoding: 'utf8',
    })
    return { status, last: stdout.trimEnd().split('\n').at(-1), stdout }
  }
  const events = rows().filter(({ kind }) => kind === 'event').length
  expect(verify('good.jsonl', text, '--hq-key', hq.publicKey)).toMatchObject({
    status: 0,
    last: `OK 3 lines, ${events} events`,
  })
  const cut = textOf(rows().slice(0, -1))
  expect(verify('cut.jsonl', cut)).toMatchObject({ status: 1, last: '1 fault' })
  expect(JSON.parse(verify('cut.jsonl', cut, '--json').stdout)).toMatchObject({
    ok: false,
    faults: [{ fault: 'truncated' }],
  })
  expect(verify('good.jsonl', text, '--nonsense').status).toBe(2)
})
