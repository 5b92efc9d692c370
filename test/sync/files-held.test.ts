// What headquarters holds of a file are the bytes that the event names, whatever a device sends under that name.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFileDoor } from '../../electron/branch/courier/fileDoor.ts'
import { openPace } from '../../electron/branch/courier/pace.ts'
import { sendFile } from '../../electron/branch/courier/upload.ts'
import { certificateOf } from '../../electron/branch/store/certificates.ts'
import { type Counter, openBench, raiseBenchWith, razeBench } from './parts/bench.ts'
import { hashOf, picture, registerWith } from './parts/papersAt.ts'

const folder = mkdtempSync(join(tmpdir(), 'okno-held-'))
let url: string
beforeAll(async () => {
  await raiseBenchWith({ files: { folder: join(folder, 'hq') } })
  url = await openBench().hq.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await razeBench()
  rmSync(folder, { recursive: true, force: true })
})

/** Sends these bytes under the name of others, as a device whose disk lies to it. */
async function send(desk: Counter, named: Uint8Array, bytes: Uint8Array) {
  const { branch } = await desk.start()
  const certificate = certificateOf(branch.db, branch.desk().device)
  if (!certificate) throw new Error('not enrolled')
  const path = join(folder, 'sent.jpg')
  writeFileSync(path, bytes)
  const end = new AbortController().signal
  const pace = openPace(() => branch.knowledge.rules.files)
  const door = openFileDoor({ url, sign: branch.keys.sign, certificate, fetch, pace, end })
  const content = { sha256: hashOf(named), bytes: named.length, kind: 'jpg' as const }
  return sendFile(path, content, { door, pace, end, goOn: () => true, gone: () => {} })
}

test('other bytes under the name of a file are thrown away and wanted again; the right ones are held', async () => {
  const { hq, code, counter } = openBench()
  const desk = await counter().certified()
  const bytes = picture(30_000, 'held')
  await registerWith(desk, [bytes])
  await desk.exchange()
  const held = () => hq.database.query('SELECT sha256 FROM file WHERE branch = $1', [code])
  const spoilt = bytes.map((byte, i) => (i === 15_000 ? byte ^ 1 : byte))
  expect(await send(desk, bytes, spoilt)).toMatchObject({ ok: false })
  expect(await held()).toEqual([])
  expect(await send(desk, bytes, bytes)).toEqual({ ok: true })
  expect(await held()).toEqual([{ sha256: hashOf(bytes) }])
})
