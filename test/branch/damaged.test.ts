// A damaged database is put aside, the newest sound copy takes its place, and what nobody has is counted.
import { mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type HashedEvent, open } from '../../domain/journal/event.ts'
import { storeForeign } from '../../electron/branch/handover.ts'
import { runAfter } from '../../electron/branch/journal.ts'
import { myLine } from '../../electron/branch/line.ts'
import { CannotOpen } from '../../electron/branch/store/cannotOpen.ts'
import { missingPlaces } from '../../electron/branch/store/rescue.ts'
import { primitives } from '../../trust/primitives.ts'
import { type Bench, openBench, page, registered, reopen, signIn } from './bench.ts'

const DAY_MS = 86_400_000

/** Overwrites a part of every page but the first few, as a failing disk does. */
function spoil(file: string): void {
  const { length } = readFileSync(file)
  const handle = openSync(file, 'r+')
  for (let at = 4096 * 3; at < length; at += 4096) writeSync(handle, Buffer.alloc(512, 0xa5), 0, 512, at)
}

type Recovery = { rescued: string | null; missing: number; newLine: string | null }
const recoveryOf = async (bench: Bench) => ((await bench.call('workspace.open', {})) as { recovery: Recovery }).recovery

/** Three cases in the copy of the first day, three more that only the damaged file had. */
async function damaged(): Promise<{ bench: Bench; events: HashedEvent[]; numbers: string[] }> {
  const first = await openBench({ backups: true })
  await signIn(first)
  const numbers = []
  for (let i = 0; i < 3; i++) numbers.push((await registered(first)).number)
  first.now.ms += DAY_MS
  const second = await reopen(first, { backups: true })
  await signIn(second)
  for (let i = 0; i < 3; i++) numbers.push((await registered(second)).number)
  const { db } = second.branch
  const events = runAfter(db, myLine(db), 0).map((event) => open(primitives, event) as HashedEvent)
  await second.close()
  spoil(join(second.workspace, 'okno.db'))
  return { bench: second, events, numbers }
}

describe('F-25 corrupt database', () => {
  test('F-25 noticed at the start: it lies aside as it was, the newest sound copy is open, and what is missing is counted and listed', async () => {
    const { bench, events, numbers } = await damaged()
    const again = await reopen(bench, { backups: true })
    const recovery = await recoveryOf(again)
    expect(recovery).toMatchObject({ rescued: '2026-11-24', newLine: 'restored', missing: 6 })
    const line = events[0]?.fields.line
    expect(missingPlaces(again.branch.db)).toEqual([{ line, from: 8, to: 13 }])
    const [aside] = readdirSync(join(again.workspace, 'aside'))
    expect(readdirSync(join(again.workspace, 'aside', aside ?? ''))).toContain('okno.db')
    await signIn(again)
    expect((await page(again)).total).toBe(3)
    // A number that was told is not told again.
    const next = await registered(again)
    expect(numbers).not.toContain(next.number)
  })

  test('F-10 what headquarters or another computer holds comes back, and is missing no more', async () => {
    const { bench, events, numbers } = await damaged()
    const again = await reopen(bench, { backups: true })
    storeForeign(again.branch, events.slice(0, 11), 'hub')
    expect(missingPlaces(again.branch.db)).toEqual([{ line: events[0]?.fields.line, from: 12, to: 13 }])
    expect((await recoveryOf(again)).missing).toBe(2)
    storeForeign(again.branch, events, 'hub')
    expect((await recoveryOf(again)).missing).toBe(0)
    await signIn(again)
    expect((await page(again)).rows.map(({ number }) => number).sort()).toEqual(numbers.sort())
  })

  test('what a kill left of a copy goes with the next one', async () => {
    const bench = await openBench({ backups: true })
    const left = join(bench.workspace, 'backups', 'okno-2026-01-01.db.new')
    await bench.close()
    mkdirSync(join(bench.workspace, 'backups'), { recursive: true })
    for (const file of [left, `${left}-journal`]) writeFileSync(file, 'half')
    const again = await reopen(bench, { backups: true, now: { ms: bench.now.ms + DAY_MS } })
    await again.close()
    const names = readdirSync(join(bench.workspace, 'backups'))
    expect(names).toHaveLength(2)
    expect(names.filter((name) => name.includes('.new'))).toEqual([])
  })

  test('F-25 a damaged copy is passed over for the one before it', async () => {
    const { bench } = await damaged()
    const backups = join(bench.workspace, 'backups')
    const copies = readdirSync(backups)
      .filter((name) => name.startsWith('okno-'))
      .sort()
    expect(copies).toHaveLength(2)
    spoil(join(backups, copies[1] ?? ''))
    const again = await reopen(bench)
    expect((await recoveryOf(again)).rescued).toBe('2026-11-23')
  })

  test('F-25 a power cut after the damaged one was put aside: the next start goes on, and opens no empty branch', async () => {
    const { bench, numbers } = await damaged()
    await bench.close()
    const { workspace } = bench
    mkdirSync(join(workspace, 'aside'))
    // What stood in its log is of no use to the copy.
    writeFileSync(join(workspace, 'okno.db-wal'), 'of the damaged one')
    renameSync(join(workspace, 'okno.db'), join(workspace, 'aside', 'okno.db'))
    writeFileSync(join(workspace, 'okno.db.rescue'), 'half a copy')
    const again = await reopen(bench, { backups: true })
    expect(await recoveryOf(again)).toMatchObject({ rescued: '2026-11-24', newLine: 'restored', missing: 6 })
    await signIn(again)
    expect((await page(again)).rows.map(({ number }) => number).sort()).toEqual(numbers.slice(0, 3).sort())
    await again.close()
    // Nor where no copy is sound.
    rmSync(join(workspace, 'okno.db'))
    for (const name of readdirSync(join(workspace, 'backups'))) writeFileSync(join(workspace, 'backups', name), 'none')
    await expect(reopen(again)).rejects.toThrow(CannotOpen)
    expect(readdirSync(workspace)).not.toContain('okno.db')
  })

  test('F-25 without a sound copy nothing is touched, and a person has to act', async () => {
    const { bench } = await damaged()
    const backups = join(bench.workspace, 'backups')
    for (const name of readdirSync(backups)) writeFileSync(join(backups, name), 'no database')
    const file = join(bench.workspace, 'okno.db')
    const before = readFileSync(file)
    await expect(reopen(bench)).rejects.toThrow(CannotOpen)
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(bench.workspace)).not.toContain('aside')
  })
})
