// What a stranger, a broken program or a bearer sends to the hub changes nothing, holds nothing up, and is bounded.
import { Agent, request } from 'node:https'
import { connect } from 'node:tls'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { acknowledge } from '../../domain/journal/acknowledgement.ts'
import type { Certificate } from '../../domain/journal/certificate.ts'
import { CERTIFICATE_HEADER, SIGNATURE_HEADER } from '../../domain/wire/exchange.ts'
import { BODY_HEADER, bodyClaim, HUB_PATHS, helloAnswer, hubRequestText } from '../../domain/wire/hub.ts'
import { myLine } from '../../electron/branch/line.ts'
import { ownHead } from '../../electron/branch/store/journal.ts'
import type { KeyPair } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import { type Pen, takePen, uuid } from '../support/pen.ts'
import { allLeave, until } from './parts/hub.ts'
import { allOf, computer, hq, otherHq, raiseComputers, razeComputers, serves } from './parts/strangers.ts'

beforeAll(raiseComputers)
afterEach(allLeave)
afterAll(razeComputers)

type Bearer = { certificate: Certificate; sign: KeyPair['sign'] }
type Asked = {
  path: string
  body?: string
  as?: Bearer
  method?: string
  agent?: Agent
  /** Announced and signed in place of what `body` is. */
  claim?: { bytes: number; hash: string }
  /** Only this much of the body is sent, and the rest waited for. */
  held?: boolean
  signal?: AbortSignal
}
const claimOf = (body: string) => ({ bytes: Buffer.byteLength(body), hash: primitives.sha256(body) })

function ask(port: number, wish: Asked): Promise<{ status: number; text: string }> {
  const { path, body = '{}', as, method = 'POST', agent, claim = claimOf(body), held, signal } = wish
  const headers: Record<string, string | number> = as
    ? {
        [CERTIFICATE_HEADER]: Buffer.from(JSON.stringify(as.certificate)).toString('base64url'),
        [BODY_HEADER]: bodyClaim(claim),
        [SIGNATURE_HEADER]: as.sign(hubRequestText(path, claim)),
        'content-length': claim.bytes,
      }
    : {}
  return new Promise((resolve, reject) => {
    const way = { port, host: '127.0.0.1', path, method, headers, agent, signal, rejectUnauthorized: false }
    const sent = request(way, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text })
        sent.destroy()
      })
    })
    sent.on('error', reject)
    if (held) sent.write(body)
    else sent.end(body)
  })
}
const asPen = ({ certificate, key }: Pen) => ({ certificate, sign: key.sign })

test('what a stranger or a broken program sends changes nothing, and the hub goes on', async () => {
  const open = await computer()
  const { port } = await serves(open)
  const friend = takePen(hq, 'friend')
  const as = asPen(friend)
  const empty = JSON.stringify({ lines: {}, acknowledgements: [], refusals: [] })
  expect(await ask(port, { path: HUB_PATHS.heads, body: empty, as })).toMatchObject({ status: 200 })
  const before = allOf(open)

  const { heads, lines, runs, hello } = HUB_PATHS
  const refused: [number, Asked][] = [
    [401, { path: heads, body: empty }],
    [401, { path: heads, body: empty, as: asPen(takePen(otherHq, 'other')) }],
    [403, { path: heads, body: empty, as: asPen(takePen(hq, 'neighbour', '0713')) }],
    [401, { path: heads, body: empty, as: { ...as, sign: otherHq.sign } }],
    [401, { path: runs, body: '{}', as: { ...as, sign: () => as.sign(hubRequestText('/v1/runs', claimOf('{}'))) } }],
    [405, { path: heads, method: 'PUT', as }],
    [404, { path: '/v1/hub/elsewhere', as }],
    [400, { path: hello, body: '{"nonce":"short"}' }],
    [400, { path: hello, body: JSON.stringify({ nonce: 'a'.repeat(5000) }) }],
    [400, { path: runs, body: '[]', as, claim: claimOf('{}') }],
    [413, { path: runs, body: ' '.repeat(17 * 1024 * 1024), as }],
    ...[heads, lines, runs].flatMap((path): [number, Asked][] => [
      [400, { path, body: 'жоқ', as }],
      [400, { path, body: '[]', as }],
      [400, { path, body: '{"lines":{"x":[]}}', as }],
    ]),
  ]
  for (const [status, asked] of refused) {
    // Who sends too much may find the connection closed before he has heard why.
    const answer = await ask(port, asked).catch((error: Error) => {
      if (status !== 413) throw error
      return { status }
    })
    expect(answer, `${asked.path} ${asked.body?.slice(0, 40)}`).toMatchObject({ status })
  }
  expect(allOf(open)).toBe(before)
})

const GREAT = { bytes: 16 * 1024 * 1024, hash: 'ab'.repeat(32) }
const path = HUB_PATHS.runs

test('nobody makes a hub wait for a body who has not signed its length and hash, also with a certificate that he was shown', async () => {
  const { port } = await serves(await computer())
  const nonce = JSON.stringify({ nonce: 'cd'.repeat(32) })
  const said = helloAnswer.parse(JSON.parse((await ask(port, { path: HUB_PATHS.hello, body: nonce })).text))
  // Answered while the body is still to come: nothing of it was read.
  const echoed = { certificate: said.certificate, sign: otherHq.sign }
  expect(await ask(port, { path, as: echoed, claim: GREAT, held: true })).toMatchObject({
    status: 403,
    text: expect.stringContaining('ownDevice'),
  })
  const overheard = { ...asPen(takePen(hq, 'overheard')), sign: otherHq.sign }
  expect(await ask(port, { path, as: overheard, claim: GREAT, held: true })).toMatchObject({ status: 401 })
  const greedy = { ...GREAT, bytes: GREAT.bytes + 1 }
  expect(await ask(port, { path, as: asPen(takePen(hq, 'greedy')), claim: greedy, held: true })).toMatchObject({
    status: 413,
  })
})

test('what is being read at once is bounded, and room comes back when a body breaks off', async () => {
  const { port } = await serves(await computer())
  const as = asPen(takePen(hq, 'friend'))
  const leaving = new AbortController()
  const { signal } = leaving
  const two = [1, 2].map(() => ask(port, { path, as, claim: GREAT, held: true, signal }).catch(() => null))
  const said = async () => (await ask(port, { path, as, body: '[]' })).text
  await until(async () => (await said()).includes('tooMuch'))
  leaving.abort()
  await Promise.all(two)
  await until(async () => (await said()).includes('malformed'))
})

test('one address holds so many connections and no more', async () => {
  const { port } = await serves(await computer())
  const held = Array.from({ length: 24 }, () => connect({ port, host: '127.0.0.1', rejectUnauthorized: false }))
  const ends = held.map((socket) => {
    socket.on('error', () => {})
    return new Promise<string>((resolve) => {
      socket.once('secureConnect', () => resolve('in'))
      socket.once('close', () => resolve('out'))
    })
  })
  const counts = Object.groupBy(await Promise.all(ends), (end) => end)
  expect([counts.in?.length, counts.out?.length]).toEqual([16, 8])
  for (const socket of held) socket.destroy()
  await until(() =>
    ask(port, { path: HUB_PATHS.heads }).then(
      ({ status }) => status === 401,
      () => false,
    ),
  )
})

test('a run is admitted by its author, not by who brings it; an acknowledgement by the signature of headquarters', async () => {
  const open = await computer()
  const { branch } = open
  const { port } = await serves(open)
  const friend = takePen(hq, 'bearer')
  const as = asPen(friend)
  const author = takePen(hq, 'author')
  author.write({ type: 'paperNumbersReserved', case: null, by: uuid('clerk'), payload: {} })
  const hand = async (body: object) =>
    JSON.parse((await ask(port, { path: HUB_PATHS.runs, body: JSON.stringify(body), as })).text) as object
  const before = allOf(open)
  const run = author.run()
  expect(await hand({ ...run, certificate: friend.certificate })).toMatchObject({ verdict: 'refused' })
  const bent = run.events.map((event) => ({ ...event, payload: event.payload.replace('{', '{ ') }))
  expect(await hand({ ...run, events: bent })).toMatchObject({ verdict: 'refused', reason: 'bytes' })
  expect(await hand({ ...takePen(hq, 'neighbour', '0713').run() })).toMatchObject({ reason: 'otherBranch' })
  expect(await hand(author.run(2, 2))).toMatchObject({ verdict: 'expected', head: null })

  const line = myLine(branch.db)
  const head = ownHead(branch.db, line)
  if (!head) throw new Error('no line')
  const claim = { line, ...head, level: 'received' as const }
  const tell = (acknowledgements: object[]) =>
    ask(port, { path: HUB_PATHS.heads, body: JSON.stringify({ lines: {}, acknowledgements, refusals: [] }), as })
  await tell([acknowledge(claim, friend.key.sign), acknowledge({ ...claim, hash: 'ab'.repeat(32) }, hq.sign)])
  expect(allOf(open)).toBe(before)

  expect(await hand(run)).toEqual({ verdict: 'taken' })
  await tell([acknowledge(claim, hq.sign)])
  expect(branch.db.prepare('SELECT seq FROM acknowledgement').all()).toEqual([{ seq: head.seq }])
  expect(branch.db.prepare('SELECT count(*) AS n FROM journal WHERE line = ?').get(author.line)).toEqual({ n: 2 })
})

test('who asks without end is told to wait', async () => {
  const { port } = await serves(await computer(), { mostASecond: 2 })
  const agent = new Agent({ keepAlive: true, maxSockets: 2 })
  const asked = Array.from({ length: 40 }, () => ask(port, { path: HUB_PATHS.heads, agent }))
  expect((await Promise.all(asked)).map(({ status }) => status)).toContain(429)
  agent.destroy()
})
