// Who is not a computer of this branch learns nothing over the local network and changes nothing there.
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, createServer } from 'node:tls'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { acknowledge } from '../../domain/journal/acknowledgement.ts'
import { type Certificate, certify } from '../../domain/journal/certificate.ts'
import { CERTIFICATE_HEADER, SIGNATURE_HEADER } from '../../domain/wire/exchange.ts'
import {
  BODY_HEADER,
  bodyClaim,
  HUB_PATHS,
  helloAnswer,
  hubRequestText,
  readAddress,
  strangerAt,
  vouch,
} from '../../domain/wire/hub.ts'
import { enrolled } from '../../electron/branch/handover.ts'
import type { Hub } from '../../electron/branch/hub/door.ts'
import { startHub } from '../../electron/branch/hub/hub.ts'
import { tlsIdentityAt } from '../../electron/branch/hub/tls.ts'
import { myLine } from '../../electron/branch/line.ts'
import type { OpenBranch } from '../../electron/branch/open.ts'
import { ownHead } from '../../electron/branch/store/journal.ts'
import type { KeyPair } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import { type Pen, takePen, uuid } from '../support/pen.ts'
import { chanceOf } from './parts/chance.ts'
import { furnish, layTemplate, machineAt } from './parts/counter.ts'
import { until } from './parts/hub.ts'
import { seededKey } from './parts/keys.ts'
import { openWorld } from './parts/world.ts'

const hq = seededKey('headquarters')
const otherHq = seededKey('somebody else')
const folder = mkdtempSync(join(tmpdir(), 'okno-hub-'))
const hubs: Hub[] = []
let template: string
let made = 0

beforeAll(async () => {
  template = await layTemplate(folder)
})
afterEach(() => Promise.all(hubs.splice(0).map((hub) => hub.stop())))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A computer that a headquarters certified for a branch. */
async function computer(code = '0712', by: KeyPair = hq): Promise<OpenBranch> {
  const name = `computer ${++made}`
  const place = { workspace: join(folder, name), machine: join(folder, `${name} machine`) }
  furnish(place, template, name)
  const open = await machineAt(place, 'A', openWorld(), chanceOf(name)).start()
  const { device } = open.branch.desk()
  const { publicKey } = open.branch.keys
  const issuedAt = '2026-11-23T03:00:00.000Z'
  const body = { v: 1 as const, device, branch: code, letter: 'A', publicKey, issuedAt }
  enrolled(open.branch, certify(body, by.sign), by.publicKey)
  return open
}
function plays({ branch }: OpenBranch, fixed: Parameters<typeof startHub>[1]): Hub {
  const hub = startHub(branch, { host: '127.0.0.1', betweenMs: 50, ...fixed })
  hubs.push(hub)
  return hub
}
async function serves(open: OpenBranch, how = {}): Promise<{ hub: Hub; port: number }> {
  const hub = plays(open, { fixed: { role: 'serves', port: 0 }, ...how })
  await until(() => hub.state().state === 'serving')
  return { hub, port: Number(hub.state().addresses[0]?.split(':').at(-1)) }
}
const uses = (open: OpenBranch, port: number) => plays(open, { fixed: { role: 'uses', address: `127.0.0.1:${port}` } })
const tables = ['journal', 'line', 'certificate', 'acknowledgement', 'refused_event', 'hub_mark', 'cases', 'setting']
const allOf = ({ branch }: OpenBranch) =>
  JSON.stringify(tables.map((table) => branch.db.prepare(`SELECT * FROM ${table}`).all()))

test('a computer of another branch, or of another headquarters, is told nothing', async () => {
  for (const [code, key, why] of [
    ['0713', hq, 'otherBranch'],
    ['0712', otherHq, 'notCertified'],
  ] as const) {
    const there = await serves(await computer(code, key))
    const here = await computer()
    const before = allOf(here)
    const hub = uses(here, there.port)
    await until(() => hub.state().state === 'stranger')
    expect(hub.state().detail).toBe(why)
    expect(allOf(here)).toBe(before)
    expect(there.hub.state().computers).toEqual([])
  }
})

test('somebody between two computers of a branch hears a random number and no more', async () => {
  const real = await serves(await computer())
  const identity = await tlsIdentityAt(folder)
  let heard = ''
  const between = createServer({ key: identity.key, cert: identity.certificate }, (near) => {
    const far = connect({ port: real.port, host: '127.0.0.1', rejectUnauthorized: false })
    near.on('data', (chunk: Buffer) => {
      heard += chunk.toString()
    })
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy())
      one.pipe(other)
    }
  })
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve))
  const address = between.address()
  const hub = uses(await computer(), typeof address === 'object' && address ? address.port : 0)
  await until(() => hub.state().state === 'stranger')
  expect(hub.state().detail).toBe('otherConnection')
  expect(heard).toMatch(/^POST \/v1\/hub\/hello/)
  expect(heard.split('POST ').filter((part) => part && !part.startsWith(HUB_PATHS.hello))).toEqual([])
  expect(heard).not.toContain(CERTIFICATE_HEADER)
  expect(real.hub.state().computers).toEqual([])
  await hub.stop()
  between.close()
})

test('an introduction counts for its own connection, number, branch and headquarters only', () => {
  const pen = takePen(hq, 'hub')
  const own = { hqKey: hq.publicKey, branch: '0712', fingerprint: 'ab'.repeat(32), nonce: 'cd'.repeat(32) }
  const said = vouch(pen.certificate, own.fingerprint, own.nonce, pen.key.sign)
  expect(strangerAt(primitives, said, own)).toBeNull()
  const wrong = { fingerprint: 'ff'.repeat(32), nonce: 'ff'.repeat(32), branch: '0713', hqKey: otherHq.publicKey }
  for (const [key, value] of Object.entries(wrong))
    expect(strangerAt(primitives, said, { ...own, [key]: value })).not.toBeNull()
})

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

test('an address is read as people type it', () => {
  expect(readAddress(' 192.168.1.5 ')).toEqual({ host: '192.168.1.5', port: 7455 })
  expect(readAddress('okno-b.local:8000')).toEqual({ host: 'okno-b.local', port: 8000 })
  expect(readAddress('[fe80::1]:9')).toEqual({ host: 'fe80::1', port: 9 })
  for (const wrong of ['', 'а:1', '1.2.3.4:0', '1.2.3.4:70000', 'a b', 'http://a'])
    expect(readAddress(wrong)).toBeNull()
})
