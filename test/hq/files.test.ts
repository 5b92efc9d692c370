// Files at headquarters: by tus over a real socket, only those that the branch's own cases name, and only as they are named.
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { type Pen, takePen } from '../support/pen.ts'
import { askerOf, bytesOf, registerWith, sha256 } from './fileRequests.ts'
import { pushingTo } from './pushing.ts'

let hq: TestHq
let url: string
let room = Number.POSITIVE_INFINITY
const folder = mkdtempSync(join(tmpdir(), 'okno-hq-files-'))
beforeAll(async () => {
  hq = await startHq(Date.now, null, { files: { folder, free: async () => room } })
  url = await hq.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await hq.close()
  rmSync(folder, { recursive: true, force: true })
})
const { push } = pushingTo(() => hq)
const { create, head, patch, get, end } = askerOf(() => url)

/** A device of a branch of its own, with a case that names one file. */
async function deviceWith(seed: string, branch: string, bytes: Uint8Array): Promise<Pen> {
  const pen = takePen(hq.key, seed, branch)
  registerWith(pen, seed, 1, [bytes])
  await push(pen)
  return pen
}
const wanted = async (pen: Pen, ...files: Uint8Array[]) =>
  (
    await hq.ask(pen, '/v1/files/wanted', {
      files: files.map((one) => ({ sha256: sha256(one), bytes: one.length })),
    })
  ).body
const keptIn = (branch: string) =>
  existsSync(join(folder, branch))
    ? readdirSync(join(folder, branch), { recursive: true })
        .map(String)
        .filter((name) => /[0-9a-f]{64}$/.test(name))
    : []

test('a file that a case names comes in pieces, goes on at the byte, and is held only when it is whole', async () => {
  const bytes = bytesOf('pieces', 100_000)
  const hash = sha256(bytes)
  const pen = await deviceWith('pieces', 'F001', bytes)
  expect(await wanted(pen, bytes)).toEqual({ held: [], wanted: [hash] })
  expect((await head(pen, hash)).status).toBe(404)
  const created = await create(pen, hash, bytes.length)
  expect([created.status, created.headers.get('location')]).toEqual([201, `/v1/files/${hash}`])
  expect((await patch(pen, hash, 0, bytes.slice(0, 30_000))).headers.get('upload-offset')).toBe('30000')
  // Another computer of the branch does not begin it anew, and nothing is written over.
  expect((await create(pen, hash, bytes.length)).status).toBe(409)
  expect((await patch(pen, hash, 0, bytes.slice(0, 10))).status).toBe(409)
  expect((await head(pen, hash)).headers.get('upload-offset')).toBe('30000')
  expect((await get(pen, hash)).status).toBe(404)
  expect((await patch(pen, hash, 30_000, bytes.slice(30_000))).status).toBe(204)
  expect(await wanted(pen, bytes)).toEqual({ held: [hash], wanted: [] })
  expect(keptIn('F001')).toEqual([join(hash.slice(0, 2), hash)])
  expect(readdirSync(join(folder, 'coming')).filter((name) => name.includes(hash))).toEqual([])
  // Asked again after the answer was lost, it says that nothing lacks.
  const again = await head(pen, hash)
  expect([again.headers.get('upload-offset'), again.headers.get('upload-length')]).toEqual(['100000', '100000'])
  expect((await create(pen, hash, bytes.length)).status).toBe(409)
  expect((await end(pen, hash)).status).toBe(404)
  expect((await get(pen, hash)).bytes).toEqual(bytes)
})

test('what no case of the branch names, or names with another length, is not taken', async () => {
  const bytes = bytesOf('named', 1000)
  const pen = await deviceWith('named', 'F002', bytes)
  const other = bytesOf('not named', 1000)
  expect((await create(pen, sha256(other), other.length)).status).toBe(403)
  expect((await create(pen, sha256(bytes), 999)).status).toBe(403)
  expect((await create(pen, 'no hash', 999)).status).toBe(400)
  expect(await wanted(pen, other)).toEqual({ held: [], wanted: [] })
})

test('other bytes than the name says are thrown away, and the file is asked for again', async () => {
  const bytes = bytesOf('true', 5000)
  const hash = sha256(bytes)
  const pen = await deviceWith('false', 'F003', bytes)
  await create(pen, hash, bytes.length)
  expect((await patch(pen, hash, 0, bytesOf('false', 5000))).status).toBe(460)
  expect(keptIn('F003')).toEqual([])
  expect(await wanted(pen, bytes)).toEqual({ held: [], wanted: [hash] })
  expect((await create(pen, hash, bytes.length)).status).toBe(201)
  expect((await patch(pen, hash, 0, bytes)).status).toBe(204)
  expect((await get(pen, hash)).bytes).toEqual(bytes)
})

test("another branch's file is neither read nor written, be its hash known and named", async () => {
  const bytes = bytesOf('secret', 3000)
  const hash = sha256(bytes)
  const owner = await deviceWith('owner', 'F004', bytes)
  await create(owner, hash, bytes.length)
  await patch(owner, hash, 0, bytes.slice(0, 1000))
  const stranger = await deviceWith('stranger', 'F005', bytesOf('own', 10))
  expect((await head(stranger, hash)).status).toBe(404)
  expect((await patch(stranger, hash, 1000, bytes.slice(1000))).status).toBe(404)
  expect((await end(stranger, hash)).status).toBe(404)
  await patch(owner, hash, 1000, bytes.slice(1000))
  expect((await get(stranger, hash)).status).toBe(404)
  expect(await wanted(stranger, bytes)).toEqual({ held: [], wanted: [] })
  // Who names it in a case of his own has to bring it himself.
  registerWith(stranger, 'names it', 2, [bytes])
  await push(stranger)
  expect(await wanted(stranger, bytes)).toEqual({ held: [], wanted: [hash] })
  expect((await get(stranger, hash)).status).toBe(404)
  expect((await get(owner, hash)).bytes).toEqual(bytes)
})

test('who is not certified, or signed another place or length than he sends, is nobody; an old version is told', async () => {
  const bytes = bytesOf('signed', 2000)
  const hash = sha256(bytes)
  const pen = await deviceWith('signed', 'F006', bytes)
  await create(pen, hash, bytes.length)
  const foreign = takePen(keyPair(newPrivateKey()), 'foreign', 'F006')
  expect((await head(foreign, hash)).status).toBe(401)
  for (const wrong of [{ 'upload-offset': '7' }, { 'content-length': '7' }])
    expect((await patch(pen, hash, 0, bytes, wrong)).status).toBe(401)
  expect((await fetch(`${url}/v1/files/${hash}`)).status).toBe(426)
})

test('a part of a file is given as it is asked for, and a part that is not there is not', async () => {
  const bytes = bytesOf('ranges', 1000)
  const hash = sha256(bytes)
  const pen = await deviceWith('ranges', 'F007', bytes)
  await create(pen, hash, bytes.length)
  await patch(pen, hash, 0, bytes)
  const part = await get(pen, hash, 'bytes=900-2000')
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 900-999/1000'])
  expect(part.bytes).toEqual(bytes.slice(900))
  expect((await get(pen, hash, 'bytes=1000-')).status).toBe(416)
})

test('without room for it nothing is taken, and what has come stays', async () => {
  const bytes = bytesOf('room', 5000)
  const hash = sha256(bytes)
  const pen = await deviceWith('room', 'F008', bytes)
  room = 0
  expect((await create(pen, hash, bytes.length)).status).toBe(507)
  room = Number.POSITIVE_INFINITY
  await create(pen, hash, bytes.length)
  await patch(pen, hash, 0, bytes.slice(0, 2000))
  room = 0
  expect((await patch(pen, hash, 2000, bytes.slice(2000))).status).toBe(507)
  room = Number.POSITIVE_INFINITY
  expect((await head(pen, hash)).headers.get('upload-offset')).toBe('2000')
  expect((await patch(pen, hash, 2000, bytes.slice(2000))).status).toBe(204)
})

test('a file that the folder lost is given to nobody and wanted again', async () => {
  const bytes = bytesOf('lost', 4000)
  const hash = sha256(bytes)
  const pen = await deviceWith('lost', 'F009', bytes)
  await create(pen, hash, bytes.length)
  await patch(pen, hash, 0, bytes)
  truncateSync(join(folder, 'F009', hash.slice(0, 2), hash), 100)
  expect((await get(pen, hash)).status).toBe(404)
  expect(await wanted(pen, bytes)).toEqual({ held: [], wanted: [hash] })
})

test('every byte is there and the process died before it said so: the next question ends it', async () => {
  const bytes = bytesOf('died', 4000)
  const hash = sha256(bytes)
  const pen = await deviceWith('died', 'F010', bytes)
  await create(pen, hash, bytes.length)
  await patch(pen, hash, 0, bytes.slice(0, 3999))
  // The last byte reached the disk, and nothing after it happened.
  appendFileSync(join(folder, 'coming', `F010-${hash}`), bytes.slice(3999))
  expect((await head(pen, hash)).headers.get('upload-offset')).toBe('4000')
  expect((await get(pen, hash)).bytes).toEqual(bytes)
})
