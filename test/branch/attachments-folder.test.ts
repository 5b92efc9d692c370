import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { jpg, pdf, sheet } from '../support/papers.ts'
import { filesIn, trayOf } from './attach.ts'
import { type Bench, freshFolder, openBench, reopen, rows, signIn } from './bench.ts'

const pace = { restMs: 60, againMs: 60, lookMs: 100 }
const page = jpg(sheet((context) => context.fillRect(50, 50, 80, 30), { width: 300, height: 400 }))

async function watching(wishes = {}): Promise<{ bench: Bench; folder: string }> {
  const folder = freshFolder()
  const bench = await openBench({ pace, ...wishes })
  await signIn(bench)
  expect(await bench.call('reading.watch', { folder })).toEqual({ ok: true })
  return { bench, folder }
}
const states = async (bench: Bench) => (await trayOf(bench)).map(({ name, state, why }) => [name, state, why])

test('a file that comes into the folder lies in the tray, and is put aside only then; nothing is deleted', async () => {
  const { bench, folder } = await watching()
  expect(await bench.call('reading.folder', {})).toEqual({ folder, state: 'watching' })
  writeFileSync(join(folder, 'scan.jpg'), page)
  await expect.poll(() => states(bench)).toEqual([['scan.jpg', 'reading', null]])
  await expect.poll(() => existsSync(join(folder, 'scan.jpg'))).toBe(false)
  expect(readFileSync(join(folder, 'taken', 'scan.jpg')).equals(page)).toBe(true)
  expect(filesIn(bench.workspace).kept).toHaveLength(1)

  writeFileSync(join(folder, 'scan.jpg'), page)
  await expect.poll(() => readdirSync(join(folder, 'taken')).sort()).toEqual(['scan-2.jpg', 'scan.jpg'])
  expect(await trayOf(bench)).toHaveLength(2)
})

test('the folder is watched again after a restart, and what came meanwhile is taken, with nobody signed in', async () => {
  const { bench, folder } = await watching()
  await bench.close()
  writeFileSync(join(folder, 'night.jpg'), page)
  const again = await reopen(bench, { pace })
  await expect.poll(() => readdirSync(join(folder, 'taken'))).toEqual(['night.jpg'])
  await signIn(again)
  await expect.poll(() => states(again)).toEqual([['night.jpg', 'reading', null]])
})

test('a file that grows is waited for: never half of it', async () => {
  const { bench, folder } = await watching({ clock: () => Date.now() })
  const whole = pdf([sheet((context) => context.fillRect(50, 50, 800, 300))])
  const path = join(folder, 'slow.pdf')
  const third = Math.ceil(whole.length / 3)
  writeFileSync(path, whole.subarray(0, third))
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await trayOf(bench)).toEqual([])
  appendFileSync(path, whole.subarray(third, 2 * third))
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await trayOf(bench)).toEqual([])
  appendFileSync(path, whole.subarray(2 * third))
  await expect.poll(() => states(bench)).toEqual([['slow.pdf', 'reading', null]])
  expect(await trayOf(bench)).toMatchObject([{ bytes: whole.length }])
})

test('a file that stays torn is named with its reason and left where it is; mended, it is taken', async () => {
  const { bench, folder } = await watching()
  const path = join(folder, 'torn.jpg')
  writeFileSync(path, page.subarray(0, page.length - 100))
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(await trayOf(bench)).toEqual([])
  // Time passes for as long as it takes until the file has been looked at twice.
  const later = () => {
    bench.now.ms += 60_000
    return states(bench)
  }
  await expect.poll(later).toEqual([['torn.jpg', 'unusable', 'torn']])
  expect(await trayOf(bench)).toMatchObject([{ sha256: null, kind: null }])
  expect(readdirSync(folder)).toEqual(['torn.jpg'])
  expect(filesIn(bench.workspace).kept).toEqual([])
  writeFileSync(path, page)
  await expect.poll(() => states(bench)).toEqual([['torn.jpg', 'reading', null]])
})

test('what is no kind that is kept, and what is too big, is named at once and left; taken away, it is forgotten', async () => {
  const { bench, folder } = await watching()
  writeFileSync(join(folder, 'letter.docx'), Buffer.from('PK\u0003\u0004 and more'))
  writeFileSync(join(folder, 'huge.jpg'), Buffer.concat([page, Buffer.alloc(20 * 1024 * 1024)]))
  await expect
    .poll(async () => (await states(bench)).sort())
    .toEqual([
      ['huge.jpg', 'unusable', 'tooBig'],
      ['letter.docx', 'unusable', 'kindUnknown'],
    ])
  const [item] = await trayOf(bench)
  const to = { draft: item?.id }
  expect(await bench.call('tray.assign', { item: item?.id, to, paper: null })).toMatchObject({
    refusal: { code: 'notUsable' },
  })
  rmSync(join(folder, 'letter.docx'))
  rmSync(join(folder, 'huge.jpg'))
  await expect.poll(() => states(bench)).toEqual([])
})

test('a file that was taken and could not be put aside is not taken a second time', async () => {
  const { bench, folder } = await watching()
  // A file stands where the folder of taken ones should be.
  writeFileSync(join(folder, 'taken'), 'in the way')
  writeFileSync(join(folder, 'scan.jpg'), page)
  await expect.poll(() => trayOf(bench)).toHaveLength(1)
  await bench.close()
  rmSync(join(folder, 'taken'))
  const again = await reopen(bench, { pace })
  await expect.poll(() => existsSync(join(folder, 'taken', 'scan.jpg'))).toBe(true)
  expect(rows(again, 'SELECT 1 FROM tray')).toHaveLength(1)
})

test('files that are still being written, and folders, are left alone; watching ends when a person says so', async () => {
  const { bench, folder } = await watching()
  mkdirSync(join(folder, 'archive'))
  for (const name of ['a.jpg.part', '.hidden.jpg', '~b.jpg', 'archive/c.jpg']) writeFileSync(join(folder, name), page)
  writeFileSync(join(folder, 'real.jpg'), page)
  await expect.poll(() => states(bench)).toEqual([['real.jpg', 'reading', null]])
  expect(await bench.call('reading.watch', { folder: null })).toEqual({ ok: true })
  writeFileSync(join(folder, 'late.jpg'), page)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await trayOf(bench)).toHaveLength(1)
  expect(await bench.call('reading.folder', {})).toEqual({ folder: null, state: 'off' })
})

test('a folder that is lost is said to be gone, and watched again when it is there again', async () => {
  const { bench, folder } = await watching()
  const state = async () => ((await bench.call('reading.folder', {})) as { state: string }).state
  rmSync(folder, { recursive: true })
  expect(await state()).toBe('gone')
  mkdirSync(folder)
  await expect.poll(state).toBe('watching')
  // Whichever look found it: the one that watches is the one that is there.
  await new Promise((resolve) => setTimeout(resolve, 300))
  writeFileSync(join(folder, 'scan.jpg'), page)
  await expect.poll(() => states(bench)).toEqual([['scan.jpg', 'reading', null]])
})

test('a folder that is missing at the start is watched when it comes', async () => {
  const { bench, folder } = await watching()
  await bench.close()
  rmSync(folder, { recursive: true })
  const again = await reopen(bench, { pace })
  await signIn(again)
  expect(await again.call('reading.folder', {})).toEqual({ folder, state: 'gone' })
  mkdirSync(folder)
  writeFileSync(join(folder, 'late.jpg'), page)
  await expect.poll(() => states(again)).toEqual([['late.jpg', 'reading', null]])
  expect(await again.call('reading.folder', {})).toEqual({ folder, state: 'watching' })
})

test('a change of folder that cannot be recorded is refused, and the old one is watched on', async () => {
  let full = false
  const faults = {
    at(point: string) {
      if (full && point === 'before-commit') throw new Database.SqliteError('full', 'SQLITE_FULL')
    },
  }
  const { bench, folder } = await watching({ faults })
  full = true
  expect(await bench.call('reading.watch', { folder: null })).toMatchObject({
    refusal: { code: 'notRecorded', why: 'diskFull' },
  })
  full = false
  writeFileSync(join(folder, 'scan.jpg'), page)
  await expect.poll(() => states(bench)).toEqual([['scan.jpg', 'reading', null]])
})

test('no folder, our own folder and nobody signed in are refused; a folder that is gone is said to be', async () => {
  const { bench, folder } = await watching()
  const refusal = async (wish: string) => bench.call('reading.watch', { folder: wish })
  expect(await refusal(join(folder, 'nowhere'))).toMatchObject({ refusal: { code: 'notAFolder' } })
  expect(await refusal(bench.workspace)).toMatchObject({ refusal: { code: 'own' } })
  rmSync(folder, { recursive: true })
  expect(await bench.call('reading.folder', {})).toMatchObject({ state: 'gone' })
  await bench.call('session.lock', {})
  expect(await refusal('/tmp')).toMatchObject({ refusal: { code: 'notSignedIn' } })
})
