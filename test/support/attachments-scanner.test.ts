import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Destination, Scan } from '../../electron/contract.ts'
import { branchClient } from '../../electron/main/branchClient.ts'
import { scanningCalls } from '../../electron/main/scanning/calls.ts'
import { takeLeftSheets } from '../../electron/main/scanning/left.ts'
import { filesIn, list, trayOf } from '../branch/attach.ts'
import { draft, freshFolder, openBench, registered, signIn } from '../branch/bench.ts'
import { type TestScanner, testScanner } from './scanner.ts'

const scanners: TestScanner[] = []
afterEach(() => {
  for (const one of scanners.splice(0)) one.remove()
})

async function atScanner(settings: string[] = [], wishes: Parameters<typeof openBench>[0] = {}) {
  const scanner = testScanner(settings)
  scanners.push(scanner)
  const bench = await openBench(wishes)
  await signIn(bench)
  const folder = join(freshFolder(), 'scanning')
  const seen: Scan[] = []
  const calls = scanningCalls({
    client: branchClient(bench),
    folder,
    program: scanner.program,
    onChanged() {
      const now = calls.state({})
      if (now && !(now instanceof Promise)) seen.push(now)
    },
  })
  const state = async () => (await calls.state({}))?.state
  const end = () => expect.poll(state, { timeout: 30_000 }).not.toBe('running')
  const start = (to: Destination, batch: boolean) => calls.start({ to, device: 'test:0', batch, paper: null })
  return { bench, calls, folder, seen, end, start }
}

test('scanners are listed with what they can do', async () => {
  const { calls } = await atScanner()
  expect(await calls.devices({})).toEqual({
    ok: true,
    devices: [{ device: 'test:0', title: 'Noname frontend-tester', feeder: true }],
  })
})

test('one page from the glass lies with the draft, kept like every other file', async () => {
  const { bench, calls, folder, seen, end, start } = await atScanner()
  const { id } = await draft(bench)
  expect(await start({ draft: id }, false)).toMatchObject({ ok: true })
  expect(await start({ draft: id }, false)).toMatchObject({ refusal: { code: 'scanRunning' } })
  await end()
  expect(await calls.state({})).toMatchObject({ state: 'ended', taken: 1, why: null, percent: 100 })
  expect(await list(bench, { draft: id })).toMatchObject([{ kind: 'jpg', from: 'scanner', name: 'scan-1.jpg' }])
  expect(seen.some(({ state }) => state === 'running')).toBe(true)
  expect(readdirSync(folder)).toEqual([])
})

test('a pile in the feeder lies in the tray sheet by sheet, and an empty feeder is a good end', async () => {
  const { bench, calls, end, start } = await atScanner()
  await start({ tray: true }, true)
  await end()
  expect(await calls.state({})).toMatchObject({ state: 'ended', taken: 10, why: null })
  const items = await trayOf(bench)
  expect(items.map(({ sheet }) => sheet)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(items.every(({ from }) => from === 'scanner')).toBe(true)
})

test('a scan that is given up stops, keeps the sheets it had, and leaves the scanner free', async () => {
  const { bench, calls, folder, end, start } = await atScanner([
    'read-delay true',
    'read-delay-duration 20000',
    'read-limit true',
    'read-limit-size 4000',
  ])
  const began = await start({ tray: true }, true)
  if (!began.ok) throw new Error(began.refusal.code)
  await expect.poll(async () => (await calls.state({}))?.percent ?? 0, { timeout: 20_000 }).toBeGreaterThan(0)
  expect(await calls.cancel({ scan: began.scan })).toEqual({ ok: true })
  await end()
  expect(await calls.state({})).toMatchObject({ state: 'cancelled' })
  expect((await trayOf(bench)).length).toBeLessThan(10)
  expect(readdirSync(folder)).toEqual([])
})

test.each([
  ['SANE_STATUS_JAMMED', 'jammed'],
  ['SANE_STATUS_COVER_OPEN', 'coverOpen'],
  ['SANE_STATUS_DEVICE_BUSY', 'busy'],
  ['SANE_STATUS_IO_ERROR', 'noScanner'],
] as const)('%s is told as a reason, not in the device’s words', async (status, why) => {
  const { bench, calls, end, start } = await atScanner([`read-status-code "${status}"`])
  await start({ tray: true }, false)
  await end()
  expect(await calls.state({})).toMatchObject({ state: 'failed', why, taken: 0 })
  expect(filesIn(bench.workspace).kept).toEqual([])
})

test('a sheet that its draft does not take any more lies in the tray, and the scan says so', async () => {
  const { bench, calls, folder, end, start } = await atScanner()
  const { id } = await draft(bench)
  await start({ draft: id }, true)
  await bench.call('drafts.discard', { id, reason: 'mistake' })
  await end()
  expect(await calls.state({})).toMatchObject({ state: 'failed', why: 'inTray', taken: 0 })
  expect((await trayOf(bench)).length).toBeGreaterThan(0)
  expect(existsSync(folder) && readdirSync(folder)).toEqual([])
})

test('sheets that cannot be kept stay, end the scan, and lie in the tray after the next start', async () => {
  let full = false
  const faults = {
    at(point: string) {
      if (full && point === 'file-append') throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
    },
  }
  const { bench, calls, folder, end, start } = await atScanner([], { faults })
  full = true
  await start({ tray: true }, true)
  await end()
  expect(await calls.state({})).toMatchObject({ state: 'failed', why: 'notTaken', taken: 0 })
  const [scan = ''] = readdirSync(folder)
  const left = readdirSync(join(folder, scan)).length
  expect(left).toBeGreaterThan(0)
  await takeLeftSheets(branchClient(bench), folder)
  expect(readdirSync(join(folder, scan))).toHaveLength(left)
  full = false
  await takeLeftSheets(branchClient(bench), folder)
  expect(readdirSync(folder)).toEqual([])
  expect((await trayOf(bench)).map(({ sheet }) => sheet)).toEqual(Array.from({ length: left }, (_, i) => i + 1))
})

test('a scan for a registered case joins it sheet by sheet, in the name of the person who scanned', async () => {
  const { bench, end, start } = await atScanner()
  const receipt = await registered(bench)
  await start({ case: receipt.case }, false)
  await end()
  expect(await list(bench, { case: receipt.case })).toMatchObject([{ from: 'scanner' }])
})

test('without the program, without a known device and without a person nothing begins', async () => {
  const { bench, calls, start } = await atScanner()
  expect(await calls.start({ to: { tray: true }, device: 'test:9', batch: false, paper: null })).toMatchObject({
    refusal: { code: 'unknownDevice' },
  })
  const without = scanningCalls({
    client: branchClient(bench),
    folder: freshFolder(),
    onChanged() {},
    program: { path: '/nowhere/scanimage', env: {} },
  })
  expect(await without.devices({})).toEqual({ ok: false, refusal: { code: 'notInstalled' } })
  await bench.call('session.lock', {})
  expect(await start({ tray: true }, false)).toEqual({ ok: false, refusal: { code: 'notSignedIn' } })
  expect(await calls.devices({})).toEqual({ ok: false, refusal: { code: 'notSignedIn' } })
})
