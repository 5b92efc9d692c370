// Squeezed bodies at headquarters: the same as plain ones to everybody, and no way to fill its memory.
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CERTIFICATE_HEADER, requestText, SIGNATURE_HEADER } from '../../domain/wire/exchange.ts'
import { PROTOCOL_VERSION, VERSION_HEADER } from '../../domain/wire/version.ts'
import { primitives } from '../../trust/primitives.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { type Pen, registrationPayload, takePen, uuid } from '../support/pen.ts'

const compress = promisify(brotliCompress)
let hq: TestHq
let url: string
beforeAll(async () => {
  hq = await startHq()
  url = await hq.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => hq.close())

/** Signed over the plain body; `sent` goes over the wire. */
async function post(pen: Pen, path: string, plain: string, sent: Uint8Array, encoding: string, accept = 'identity') {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    body: new Uint8Array(sent),
    headers: {
      'content-type': 'application/json',
      'content-encoding': encoding,
      'accept-encoding': accept,
      [VERSION_HEADER]: String(PROTOCOL_VERSION),
      [CERTIFICATE_HEADER]: Buffer.from(JSON.stringify(pen.certificate)).toString('base64url'),
      [SIGNATURE_HEADER]: pen.key.sign(requestText('POST', path, primitives.sha256(plain))),
    },
  })
  return { status: answer.status, encoding: answer.headers.get('content-encoding'), text: await answer.text() }
}

test('a squeezed run is admitted like a plain one; the signature is over what it says', async () => {
  const pen = takePen(hq.key, 'squeezed', 'G001')
  pen.register(uuid('squeezed case'), registrationPayload('squeezed', 1, 'G001'))
  const plain = JSON.stringify(pen.run())
  const sent = await compress(plain)
  expect(sent.length).toBeLessThan(plain.length * 0.6)
  const answer = await post(pen, '/v1/runs', plain, sent, 'br')
  expect([answer.status, JSON.parse(answer.text)]).toMatchObject([200, { verdict: 'admitted' }])
  expect((await post(pen, '/v1/runs', `${plain} `, sent, 'br')).status).toBe(401)
})

test('a body that grows beyond the limit is broken off, one that is no brotli or another encoding is refused', async () => {
  const pen = takePen(hq.key, 'bomb', 'G002')
  const bomb = await compress(Buffer.alloc(64 * 1024 * 1024, 0x20))
  expect(bomb.length).toBeLessThan(1000)
  const before = process.memoryUsage().rss
  expect((await post(pen, '/v1/runs', '', bomb, 'br')).status).toBe(413)
  expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024)
  expect((await post(pen, '/v1/runs', '', Buffer.from('no brotli'), 'br')).status).toBe(400)
  expect((await post(pen, '/v1/runs', '', Buffer.from('{}'), 'gzip')).status).toBe(415)
})

test('a long answer is squeezed for whoever takes it, and for nobody else', async () => {
  const pen = takePen(hq.key, 'answered', 'G003')
  pen.register(uuid('answered case'), registrationPayload('answered', 1, 'G003'))
  const run = pen.run()
  await hq.ask(pen, '/v1/runs', run)
  const question = JSON.stringify({ line: pen.line, tip: { seq: run.count, hash: run.last }, known: [], limit: 100 })
  const answers = await Promise.all(
    ['br, gzip', 'identity', 'gzip', 'br;q=0'].map((accept) =>
      post(pen, '/v1/lines', question, Buffer.from(question), 'identity', accept),
    ),
  )
  expect(answers.map(({ encoding }) => encoding)).toEqual(['br', null, null, null])
  for (const { status, text } of answers) expect([status, JSON.parse(text)]).toMatchObject([200, { run }])
  // Not only in name: what came over the wire is smaller.
  const raw = await hq.app.inject({
    method: 'POST',
    url: '/v1/lines',
    payload: question,
    headers: {
      'content-type': 'application/json',
      'accept-encoding': 'br',
      [VERSION_HEADER]: String(PROTOCOL_VERSION),
      [CERTIFICATE_HEADER]: Buffer.from(JSON.stringify(pen.certificate)).toString('base64url'),
      [SIGNATURE_HEADER]: pen.key.sign(requestText('POST', '/v1/lines', primitives.sha256(question))),
    },
  })
  expect(JSON.parse(brotliDecompressSync(raw.rawPayload).toString())).toMatchObject({ run })
  expect(raw.rawPayload.length).toBeLessThan(JSON.stringify(run).length * 0.7)
})
