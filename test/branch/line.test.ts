import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { EventDraft } from '../../domain/journal/event.ts'
import { newId } from '../../electron/branch/branch.ts'
import type { FaultPoint } from '../../electron/branch/faults.ts'
import { append, heads, myLine } from '../../electron/branch/journal.ts'
import { beginLine } from '../../electron/branch/line.ts'
import {
  type Bench,
  freshFolder,
  lead,
  openBench,
  registered,
  registeredOnPaper,
  reopen,
  rows,
  signed,
  signIn,
} from './bench.ts'

const db = (bench: Bench) => bench.branch.db
const opening = (bench: Bench, line: string) =>
  JSON.parse(String(db(bench).prepare('SELECT payload FROM journal WHERE line = ? AND seq = 1').pluck().get(line)))
const newLine = async (bench: Bench) =>
  ((await bench.call('workspace.open', {})) as { recovery: { newLine: string | null } }).recovery.newLine

const marker = (bench: Bench) => join(bench.state, readdirSync(bench.state)[0] ?? '')

/** Copies a workspace as a backup program does: between two runs. */
async function copyOf(bench: Bench): Promise<string> {
  await bench.close()
  const copy = join(freshFolder(), 'workspace')
  cpSync(bench.workspace, copy, { recursive: true })
  return copy
}

test('a new workspace opens a line with its device, window and key', async () => {
  const bench = await openBench({ letter: 'B' })
  const { device } = bench.branch.desk()
  expect(opening(bench, myLine(db(bench)))).toEqual({
    device,
    branch: '0712',
    letter: 'B',
    publicKey: bench.branch.keys.publicKey,
    takesOver: null,
    why: 'new',
  })
  expect(await newLine(bench)).toBeNull()
})

test('an ordinary restart goes on with the same line and the next serial', async () => {
  const bench = await openBench()
  await signIn(bench)
  await registered(bench)
  const line = myLine(db(bench))
  const again = await reopen(bench)
  await signIn(again)
  expect(myLine(db(again))).toBe(line)
  expect((await registered(again)).number).toMatch(/-00002-/)
})

test('F-17 F-22 P-2 a restored backup begins a new line before a number is made, and says from which it took over', async () => {
  const bench = await openBench()
  await signIn(bench)
  await registered(bench)
  const copy = await copyOf(bench)
  const later = await reopen(bench)
  await signIn(later)
  const lost = await registered(later)
  const old = { line: myLine(db(later)), ...heads(db(later))[myLine(db(later))] }
  await later.close()
  rmSync(later.workspace, { recursive: true })
  cpSync(copy, later.workspace, { recursive: true })

  const restored = await reopen(later)
  await signIn(restored)
  const line = myLine(db(restored))
  expect(line).not.toBe(old.line)
  expect(opening(restored, line)).toMatchObject({ why: 'restored', takesOver: old })
  expect(await newLine(restored)).toBe('restored')
  const again = await registered(restored)
  expect(again.number).not.toBe(lost.number)
  expect(await newLine(await reopen(restored))).toBeNull()
})

test('a cloned workspace begins a new line on its new computer', async () => {
  const bench = await openBench()
  await signIn(bench)
  await registered(bench)
  const line = myLine(db(bench))
  const { device } = bench.branch.desk()
  const clone = await openBench({ workspace: await copyOf(bench), state: freshFolder(), seed: 7 })
  expect(myLine(db(clone))).not.toBe(line)
  expect(opening(clone, myLine(db(clone)))).toMatchObject({ why: 'restored', takesOver: { line, seq: 3 } })
  expect(clone.branch.desk().device).toBe(device)
})

describe('nobody vouches for the database when the marker', () => {
  test.each([
    ['is gone', (file: string) => rmSync(file)],
    ['was cut off by a power cut', (file: string) => writeFileSync(file, '{"line":"ab')],
    [
      'names another line',
      (file: string) => writeFileSync(file, JSON.stringify({ line: 'f'.repeat(32), seq: 1, hash: 'f'.repeat(64) })),
    ],
    [
      'names another event in the place',
      (file: string) => {
        const { line, seq } = JSON.parse(readFileSync(file, 'utf8'))
        writeFileSync(file, JSON.stringify({ line, seq, hash: 'f'.repeat(64) }))
      },
    ],
  ])('%s', async (_, change) => {
    const bench = await openBench()
    const line = myLine(db(bench))
    await bench.close()
    change(marker(bench))
    const again = await reopen(bench)
    expect(myLine(db(again))).not.toBe(line)
    expect(await newLine(again)).toBe('restored')
  })

  test('but a marker that lags behind the database vouches for it', async () => {
    const bench = await openBench()
    await signIn(bench)
    const early = readFileSync(marker(bench))
    await registered(bench)
    const line = myLine(db(bench))
    await bench.close()
    writeFileSync(marker(bench), early)
    expect(myLine(db(await reopen(bench)))).toBe(line)
    expect(JSON.parse(readFileSync(marker(bench), 'utf8'))).toMatchObject({ line, seq: 3 })
  })

  test('F-10 and a lost database is not begun as if nothing had been: the new line names how far the old one went', async () => {
    const bench = await openBench()
    await signIn(bench)
    await registered(bench)
    const line = myLine(db(bench))
    await bench.close()
    for (const name of readdirSync(bench.workspace)) if (name.startsWith('okno.db')) rmSync(join(bench.workspace, name))
    const fresh = await reopen(bench)
    expect(opening(fresh, myLine(db(fresh)))).toMatchObject({ why: 'restored', takesOver: { line, seq: 3 } })
  })
})

test('a marker that cannot be written takes no registration back', async () => {
  const bench = await openBench()
  await signIn(bench)
  rmSync(bench.state, { recursive: true })
  writeFileSync(bench.state, 'a file in place of the folder')
  const receipt = await registered(bench)
  rmSync(bench.state)
  const again = await reopen(bench)
  await signIn(again)
  expect(await again.call('cases.receipt', { id: receipt.case })).toMatchObject({ number: receipt.number })
  expect(await newLine(again)).toBe('restored')
})

test('P-2 a note that was refused while work went on vouches for no copy that was made meanwhile', async () => {
  let full = false
  const disk = {
    at(point: FaultPoint) {
      if (full && point === 'note') throw new Error('no space left')
    },
  }
  const bench = await openBench({ faults: disk })
  await signIn(bench)
  const copy = join(freshFolder(), 'okno.db')
  await db(bench).backup(copy)
  full = true
  const told = await registered(bench)
  full = false
  const line = myLine(db(bench))
  await bench.close()
  for (const name of readdirSync(bench.workspace)) if (name.startsWith('okno.db')) rmSync(join(bench.workspace, name))
  cpSync(copy, join(bench.workspace, 'okno.db'))
  const restored = await reopen(bench)
  expect(myLine(db(restored))).not.toBe(line)
  await signIn(restored)
  expect((await registered(restored)).number).not.toBe(told.number)
})

test('P-2 our own copy of the database begins a new line, though a power cut has set the note back to what it holds', async () => {
  const bench = await openBench({ backups: true })
  await signIn(bench)
  const line = myLine(db(bench))
  await bench.close()
  const early = readFileSync(marker(bench))
  const again = await reopen(bench)
  await signIn(again)
  await registered(again)
  await again.close()
  const [copy = ''] = readdirSync(join(bench.workspace, 'backups'))
  for (const name of readdirSync(bench.workspace)) if (name.startsWith('okno.db')) rmSync(join(bench.workspace, name))
  cpSync(join(bench.workspace, 'backups', copy), join(bench.workspace, 'okno.db'))
  writeFileSync(marker(bench), early)
  const restored = await reopen(bench)
  expect(opening(restored, myLine(db(restored)))).toMatchObject({ why: 'restored', takesOver: { line } })
  // It is a copy no more: the next start goes on.
  const own = myLine(db(restored))
  expect(myLine(db(await reopen(restored, { seed: 100 })))).toBe(own)
})

test.each(['fork', 'unknownHead'] as const)(
  'the courier can leave the line (%s); serials begin anew on the next',
  async (why) => {
    const bench = await openBench()
    await signIn(bench)
    await registered(bench)
    const old = myLine(db(bench))
    const line = beginLine(bench.branch, why)
    expect(myLine(db(bench))).toBe(line)
    expect(opening(bench, line)).toMatchObject({ why, takesOver: { line: old, seq: 3 } })
    expect(await newLine(bench)).toBe(why)
    expect((await registered(bench)).number).toMatch(/-00001-/)
    expect(Object.keys(heads(db(bench))).sort()).toEqual([line, old].sort())
  },
)

test('F-17 a window and its clone, 10,000 numbers each without network: none is given out twice (R-009, R-055)', async () => {
  const bench = await openBench()
  const clone = await openBench({ workspace: await copyOf(bench), state: freshFolder(), seed: 7 })
  const original = await reopen(bench, { seed: 1 })
  const numbers = new Set<string>()
  let made = 0
  for (const { branch } of [original, clone])
    for (let run = 0; run < 20; run++)
      branch.db
        .transaction(() => {
          for (let i = 0; i < 500; i++) {
            const [event] = append(branch, [registration(run * 500 + i + 1)])
            numbers.add(JSON.parse(event?.payload ?? '').number)
            made++
          }
        })
        .immediate()
  expect(made).toBe(20_000)
  expect(numbers.size).toBe(20_000)
})

/** The least that gets a number; what it is about does not matter here. */
const registration = (serial: number): EventDraft => ({
  type: 'caseRegistered',
  case: '0197a000-0000-7000-8000-0000000000bb',
  by: 'system',
  payload: { branch: '0712', window: 'A', serial, acceptedOn: '2026-11-23' },
})

test('events are written inside the transaction of their command and nowhere else', async () => {
  const bench = await openBench()
  expect(() => append(bench.branch, [registration(1)])).toThrow('transaction')
})

test('F-12 a clock set back two days: registration goes on and the order of events stays right (R-056)', async () => {
  const bench = await openBench()
  await signIn(bench)
  const first = await registered(bench)
  bench.now.ms -= 2 * 86_400_000
  const second = await registered(bench)
  const order = rows(bench, `SELECT case_id FROM journal WHERE type = 'caseRegistered' ORDER BY clock`)
  expect(order).toEqual([{ case_id: first.case }, { case_id: second.case }])
  expect(second.acceptedAt < first.acceptedAt).toBe(true)
})

test('what is done on a new line sorts after what this computer did on the old one, also when its clock was days ahead then', async () => {
  const bench = await openBench()
  await signIn(bench)
  bench.now.ms += 3 * 86_400_000
  const receipt = await registeredOnPaper(bench)
  bench.now.ms -= 3 * 86_400_000
  beginLine(bench.branch, 'fork')
  expect(await signed(bench, receipt.case)).toEqual({ ok: true })
  await signIn(bench, lead)
  const accept = { id: receipt.case, command: newId(bench.branch), incompleteBecause: 'later' }
  expect(await bench.call('cases.accept', accept)).toEqual({ ok: true })
  expect(await bench.call('cases.detail', { id: receipt.case })).toMatchObject({
    row: { state: 'accepted', marks: ['incomplete'] },
  })
})

test('serials begin at 1 with the year and go on when the clock returns to the old one', async () => {
  const bench = await openBench({ now: { ms: Date.parse('2026-12-31T10:00:00Z') } })
  await signIn(bench)
  await registered(bench)
  bench.now.ms += 86_400_000
  const next = await registered(bench)
  bench.now.ms -= 86_400_000
  const back = await registered(bench)
  expect([next.number, back.number].map((number) => number.slice(5, 14))).toEqual(['A27-00001', 'A26-00002'])
})
