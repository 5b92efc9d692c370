// Requests about files are few at once; those who hang up leave their slots to others.
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { filePath, fileRequestText } from '../../domain/wire/files.ts'
import { startHq } from '../support/hq.ts'
import { takePen } from '../support/pen.ts'
import { askerOf, bytesOf, sha256 } from './fileRequests.ts'

const folder = mkdtempSync(join(tmpdir(), 'okno-hq-files-slots-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('whoever hangs up before he is looked at keeps no slot', async () => {
  const hq = await startHq(Date.now, null, { files: { folder, atOnce: 1 } })
  const url = await hq.app.listen({ port: 0, host: '127.0.0.1' })
  const pen = takePen(hq.key, 'hangs up', 'G001')
  const path = filePath(sha256(bytesOf('nothing', 10)))
  const asked = [
    ...[`GET ${path} HTTP/1.1`, 'host: x', 'okno-protocol: 2'],
    `okno-certificate: ${Buffer.from(JSON.stringify(pen.certificate)).toString('base64url')}`,
    `okno-signature: ${pen.key.sign(fileRequestText('GET', path, () => undefined))}`,
    ...['', ''],
  ].join('\r\n')
  const hangUp = () =>
    new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1')
      socket.on('error', () => {}).on('close', () => resolve())
      socket.on('connect', () => {
        socket.write(asked)
        setImmediate(() => socket.resetAndDestroy())
      })
    })
  for (let i = 0; i < 60; i++) await hangUp()
  const { get } = askerOf(() => url)
  await expect.poll(async () => (await get(pen, path.slice(-64))).status).toBe(404)
  await hq.close()
})
