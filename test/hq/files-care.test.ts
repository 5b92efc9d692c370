// The care of the folder of files: what is thrown away, what is found out, and what is never touched.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expireHalf, usualCare, verifyDue, walkFolder } from '../../hq/files/care.ts'
import { countFiles } from '../../hq/store/counts.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { officersOf, type TestOfficer } from '../support/officers.ts'
import { type Pen, takePen } from '../support/pen.ts'
import { askerOf, bytesOf, registerWith, sha256 } from './fileRequests.ts'
import { numberOf, pushingTo } from './pushing.ts'

const DAY_MS = 86_400_000
const began = Date.now()
let days = 0
let hq: TestHq
let url: string
let auditor: TestOfficer
const folder = mkdtempSync(join(tmpdir(), 'okno-hq-files-care-'))
const place = { folder, free: async () => Number.POSITIVE_INFINITY }
beforeAll(async () => {
  hq = await startHq(() => began + days * DAY_MS, null, { files: place })
  url = await hq.app.listen({ port: 0, host: '127.0.0.1' })
  auditor = (await officersOf(hq)).auditor
})
afterAll(async () => {
  await hq.close()
  rmSync(folder, { recursive: true, force: true })
})
const { push } = pushingTo(() => hq)
const { create, head, patch, get } = askerOf(() => url)
const pathOf = (branch: string, hash: string) => join(folder, branch, hash.slice(0, 2), hash)
const coming = () => readdirSync(join(folder, 'coming'))
const wanted = async (pen: Pen, bytes: Uint8Array) =>
  (await hq.ask(pen, '/v1/files/wanted', { files: [{ sha256: sha256(bytes), bytes: bytes.length }] })).body
const faulty = async (branch: string) =>
  ((await auditor.get(`/v1/office/files?branch=${branch}`)).body as { files: object[] }).files
const figures = () => countFiles(hq.database)
const verify = () => verifyDue(hq, place, usualCare)
const walk = () => walkFolder(hq, place, usualCare)

async function heldFile(branch: string) {
  const bytes = bytesOf(branch, 3000)
  const hash = sha256(bytes)
  const pen = takePen(hq.key, branch, branch)
  registerWith(pen, branch, 1, [bytes])
  await push(pen)
  const send = async () => {
    expect((await create(pen, hash, bytes.length)).status).toBe(201)
    expect((await patch(pen, hash, 0, bytes)).status).toBe(204)
  }
  await send()
  const number = numberOf(pen.events[1] ?? { payload: '{}' })
  return { pen, bytes, hash, number, send, path: pathOf(branch, hash) }
}

test('half an upload that nobody goes on with is thrown away, and begun anew; one that grows is not', async () => {
  const [stale, growing] = [bytesOf('stale', 3000), bytesOf('growing', 3000)]
  const pen = takePen(hq.key, 'J001', 'J001')
  registerWith(pen, 'J001', 1, [stale, growing])
  await push(pen)
  for (const bytes of [stale, growing]) {
    await create(pen, sha256(bytes), bytes.length)
    await patch(pen, sha256(bytes), 0, bytes.slice(0, 1000))
  }
  const long = new Date(began - (usualCare.halfDays + 1) * DAY_MS)
  for (const name of coming()) if (!name.endsWith(sha256(growing))) utimesSync(join(folder, 'coming', name), long, long)
  await expireHalf(hq, place, usualCare)
  // What was said of the growing one when it began is old as well.
  const left = `J001-${sha256(growing)}`
  expect(coming().toSorted()).toEqual([left, `${left}.json`])
  expect((await head(pen, sha256(growing))).headers.get('upload-offset')).toBe('1000')
  expect((await head(pen, sha256(stale))).status).toBe(404)
  expect((await create(pen, sha256(stale), stale.length)).status).toBe(201)
})

test('a file that is another one by now is given to nobody, shown with its case, and taken in anew from who still has it', async () => {
  const { pen, bytes, hash, number, send, path } = await heldFile('J002')
  writeFileSync(path, bytesOf('rotten', bytes.length))
  await verify()
  expect(await faulty('J002')).toEqual([])
  days += usualCare.verifyDays + 1
  await verify()
  expect(await faulty('J002')).toMatchObject([{ sha256: hash, bytes: 3000, fault: 'damaged', cases: [number] }])
  expect(await figures()).toMatchObject({ damaged: 1, missing: 0 })
  expect((await get(pen, hash)).status).toBe(404)
  expect((await head(pen, hash)).status).toBe(404)
  expect(await wanted(pen, bytes)).toEqual({ held: [], wanted: [hash] })
  await send()
  expect((await get(pen, hash)).bytes).toEqual(bytes)
  expect([await faulty('J002'), (await figures()).damaged]).toEqual([[], 0])
  // Put back from a copy by whoever keeps the folder, it is found sound within a day.
  writeFileSync(path, bytesOf('rotten', bytes.length))
  days += usualCare.verifyDays + 1
  await verify()
  writeFileSync(path, bytes)
  days += 2
  await verify()
  expect([await faulty('J002'), (await get(pen, hash)).status]).toEqual([[], 200])
})

test('a file that is gone is shown; of a folder that is away nothing is concluded', async () => {
  const { hash, path } = await heldFile('J003')
  days += usualCare.verifyDays + 1
  renameSync(folder, `${folder}.away`)
  await verify()
  await walk()
  renameSync(`${folder}.away`, folder)
  expect(await faulty('J003')).toEqual([])
  renameSync(path, `${path}.away`)
  await verify()
  expect(await faulty('J003')).toMatchObject([{ sha256: hash, fault: 'missing' }])
  renameSync(`${path}.away`, path)
})

test('what no case names is thrown away after a long time; what a case names never is', async () => {
  const { path } = await heldFile('J004')
  const stray = bytesOf('stray', 500)
  const strayPath = pathOf('J004', sha256(stray))
  const named = bytesOf('named later', 500)
  for (const bytes of [stray, named]) {
    const at = pathOf('J004', sha256(bytes))
    mkdirSync(dirname(at), { recursive: true })
    writeFileSync(at, bytes)
  }
  await walk()
  expect((await figures()).stray).toBe(2)
  // Its case arrives after all.
  const other = takePen(hq.key, 'J004 other', 'J004')
  registerWith(other, 'J004 other', 2, [named])
  await push(other)
  days += usualCare.strayDays - 1
  await walk()
  expect([existsSync(strayPath), (await figures()).stray]).toEqual([true, 1])
  days += 2
  await walk()
  expect([existsSync(strayPath), existsSync(path), (await figures()).stray]).toEqual([false, true, 0])
  expect(await wanted(other, named)).toEqual({ held: [sha256(named)], wanted: [] })
})

test('a file that a restored database does not know is held again where a case names it and it is the right one', async () => {
  const [{ pen, bytes, hash }, rotten] = [await heldFile('J005'), await heldFile('J006')]
  writeFileSync(rotten.path, bytesOf('rotten', 3000))
  await hq.database.query(`DELETE FROM file WHERE branch IN ('J005', 'J006')`)
  expect(await wanted(pen, bytes)).toEqual({ held: [], wanted: [hash] })
  await walk()
  expect(await wanted(pen, bytes)).toEqual({ held: [hash], wanted: [] })
  expect(await wanted(rotten.pen, rotten.bytes)).toEqual({ held: [], wanted: [rotten.hash] })
  unlinkSync(rotten.path)
})
