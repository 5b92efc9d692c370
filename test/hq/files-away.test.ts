// A folder of files that is away for a while, or has lost one: nothing is forgotten for it, and only what is lost comes anew.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { usualCare, walkFolder } from '../../hq/files/care.ts'
import { layFiles } from '../../hq/files/place.ts'
import { openTaking } from '../../hq/files/taking.ts'
import { openMetrics } from '../../hq/metrics.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { type Pen, takePen } from '../support/pen.ts'
import { askerOf, bytesOf, registerWith, sha256 } from './fileRequests.ts'
import { pushingTo } from './pushing.ts'

let hq: TestHq
let url: string
const metrics = openMetrics()
const folder = mkdtempSync(join(tmpdir(), 'okno-hq-files-away-'))
beforeAll(async () => {
  hq = await startHq(Date.now, null, { files: { folder, free: async () => Number.POSITIVE_INFINITY }, metrics })
  url = await hq.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await hq.close()
  rmSync(folder, { recursive: true, force: true })
})
const { push } = pushingTo(() => hq)
const { create, head, patch, get } = askerOf(() => url)

async function heldFile(seed: string, branch: string) {
  const bytes = bytesOf(seed, 3000)
  const hash = sha256(bytes)
  const pen = takePen(hq.key, seed, branch)
  registerWith(pen, seed, 1, [bytes])
  await push(pen)
  await create(pen, hash, bytes.length)
  expect((await patch(pen, hash, 0, bytes)).status).toBe(204)
  return { pen, bytes, hash, path: join(folder, branch, hash.slice(0, 2), hash) }
}
const wanted = async (pen: Pen, bytes: Uint8Array) =>
  (await hq.ask(pen, '/v1/files/wanted', { files: [{ sha256: sha256(bytes), bytes: bytes.length }] })).body

test('a file that is not in its place is asked for, and given again as soon as it is back, without anybody bringing it', async () => {
  const { pen, bytes, hash, path } = await heldFile('found again', 'G001')
  renameSync(path, `${path}.away`)
  expect((await get(pen, hash)).status).toBe(404)
  expect(await wanted(pen, bytes)).toEqual({ held: [], wanted: [hash] })
  renameSync(`${path}.away`, path)
  expect(await wanted(pen, bytes)).toEqual({ held: [hash], wanted: [] })
  expect((await get(pen, hash)).bytes).toEqual(bytes)
})

test('one that is lost for good is taken in anew', async () => {
  const { pen, bytes, hash, path } = await heldFile('lost for good', 'G002')
  rmSync(path)
  expect((await head(pen, hash)).status).toBe(404)
  expect((await create(pen, hash, bytes.length)).status).toBe(201)
  expect((await patch(pen, hash, 0, bytes)).status).toBe(204)
  expect((await get(pen, hash)).bytes).toEqual(bytes)
})

test('while the whole folder is away nobody is asked to bring anything anew, and whoever asks comes again', async () => {
  const { pen, bytes, hash } = await heldFile('away', 'G003')
  renameSync(folder, `${folder}.away`)
  try {
    const said = await get(pen, hash)
    expect([said.status, said.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)])
    expect((await create(pen, hash, bytes.length)).status).toBe(503)
    expect(await wanted(pen, bytes)).toEqual({ held: [hash], wanted: [] })
  } finally {
    rmSync(folder, { recursive: true, force: true })
    renameSync(`${folder}.away`, folder)
  }
  expect((await get(pen, hash)).bytes).toEqual(bytes)
})

test('a start that finds the folder empty while files are held lays nothing, takes nothing in, and concludes nothing; back again, all is there', async () => {
  const { pen, bytes, hash } = await heldFile('not mounted', 'G004')
  const place = { folder }
  const shown = async () => /^okno_files_there (\d)$/m.exec(await metrics.registry.metrics())?.[1]
  expect([await layFiles(hq.database, place), await shown()]).toEqual([null, '1'])
  await hq.database.query(
    "INSERT INTO stray_file VALUES ('G004', $1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')",
    ['b'.repeat(64)],
  )
  renameSync(folder, `${folder}.away`)
  mkdirSync(folder)
  try {
    expect([await layFiles(hq.database, place)]).toEqual([expect.stringMatching(/mount the share/)])
    openTaking(hq, place)
    expect(await shown()).toBe('0')
    expect((await create(pen, hash, bytes.length)).status).toBe(503)
    expect(await wanted(pen, bytes)).toEqual({ held: [hash], wanted: [] })
    await walkFolder(hq, place, usualCare)
    expect(await hq.database.query('SELECT branch FROM stray_file', [])).toEqual([{ branch: 'G004' }])
    expect(readdirSync(folder)).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
    renameSync(`${folder}.away`, folder)
  }
  expect((await get(pen, hash)).bytes).toEqual(bytes)
})

test('a headquarters that holds no file lays its folder; where the disk refuses that, it says why and goes on', async () => {
  await hq.database.query('DELETE FROM file')
  const fresh = join(folder, 'fresh')
  expect([await layFiles(hq.database, { folder: fresh }), readdirSync(fresh)]).toEqual([null, ['coming']])
  writeFileSync(join(folder, 'a file'), '')
  expect(await layFiles(hq.database, { folder: join(folder, 'a file') })).toMatch(/ENOTDIR|EEXIST/)
})
