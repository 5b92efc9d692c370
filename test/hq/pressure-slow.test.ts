// Places are for work: whoever is slow with his body or with reading his answer, and whoever has gone, keeps nobody out.
import { connect, type Socket } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { boundBodies } from '../../hq/bodies.ts'
import { heldUntilEnd } from '../../hq/heldUntilEnd.ts'
import { holdBack, openPressure, pressedRoutes } from '../../hq/pressure.ts'
import { startHq } from '../support/hq.ts'

const limits = { atOnce: 2, waiting: 1, waitingOn: 2, longest: 30 }
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** What it answers once `open` is called, under these limits. */
async function listening({ most = 1000, answer = 'done' } = {}) {
  const app = Fastify()
  const pressure = openPressure(limits)
  holdBack(app, pressure)
  boundBodies(app, { most, counts: (route) => pressedRoutes.has(route), sendAway: pressure.sendAway })
  const opened = Promise.withResolvers<void>()
  app.post('/v1/heads', () => opened.promise.then(() => ({ answer })))
  app.post('/v1/runs', () => opened.promise.then(() => ({ answer })))
  const port = await listen(app)
  const post = (body = '{}') =>
    fetch(`http://127.0.0.1:${port}/v1/heads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
  return { app, pressure, open: opened.resolve, port, post }
}

async function listen(app: FastifyInstance): Promise<number> {
  ends.push(() => app.close())
  return Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
}

/** A connection, and all that it has been told. */
function connection(port: number): Socket & { told(): string } {
  const socket = connect(port, '127.0.0.1')
  ends.push(() => socket.destroy())
  socket.on('error', () => {})
  let told = ''
  socket.on('data', (chunk) => (told += String(chunk)))
  return Object.assign(socket, { told: () => told })
}
const request = (path: string, length: number, more = '') =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n${more}\r\n`

test('those whose bodies come slowly take no place, nor the memory of what they have not sent', async () => {
  const { pressure, open, port, post } = await listening({ most: 1000 })
  open()
  const long = connection(port)
  long.write(`${request('/v1/runs', 995)}{`)
  const slow = Array.from({ length: 8 }, () => connection(port))
  for (const one of slow) one.write(`${request('/v1/runs', 2)}{`)
  await expect.poll(() => slow.every((one) => one.bytesWritten > 0)).toBe(true)
  expect((await post()).status).toBe(200)
  expect(pressure.read()).toMatchObject({ inside: 0, waiting: 0, sentAway: 0 })
  for (const one of slow) one.write('}')
  for (const one of slow) await expect.poll(one.told).toContain('200 OK')
})

test('who comes to begin when all is full is sent away before he has sent his body', async () => {
  const { pressure, open, port, post } = await listening()
  const crowd = Array.from({ length: limits.atOnce + limits.waiting }, () => post())
  await expect.poll(() => pressure.read()).toMatchObject({ inside: limits.atOnce, waiting: limits.waiting })
  const last = connection(port)
  last.write(request('/v1/heads', 100))
  await expect.poll(last.told).toMatch(/^HTTP\/1.1 429 [\s\S]*retry-after: [1-9]/)
  open()
  for (const one of crowd) expect((await one).status).toBe(200)
})

test('bodies take no more memory than their bound: another one is told to come again, and there is room when they are gone', async () => {
  const { open, port, post } = await listening({ most: 1000 })
  open()
  const first = connection(port)
  first.write(request('/v1/runs', 902) + '"'.padEnd(900))
  const second = connection(port)
  await expect.poll(async () => (await post(`"${'x'.repeat(300)}"`)).status).toBe(429)
  second.write(request('/v1/heads', 302) + '"'.padEnd(200))
  await expect.poll(second.told).toMatch(/^HTTP\/1.1 429 [\s\S]*retry-after: [1-9]/)
  expect((await post('""')).status).toBe(200)
  first.write(' "')
  await expect.poll(first.told).toContain('200 OK')
  await expect.poll(async () => (await post(`"${'x'.repeat(900)}"`)).status).toBe(200)
})

test('a place is free as soon as the work is done, however slowly the answer is read', async () => {
  const { pressure, open, port, post } = await listening({ answer: 'x'.repeat(20_000_000) })
  const slow = connection(port)
  slow.pause()
  slow.write(`${request('/v1/heads', 2)}{}`)
  await expect.poll(() => pressure.read().inside).toBe(1)
  open()
  await expect.poll(() => pressure.read().inside).toBe(0)
  expect((await post()).status).toBe(200)
})

test('who hangs up with a second request behind his first keeps neither place', async () => {
  const { pressure, port } = await listening()
  const gone = connection(port)
  gone.write(`${request('/v1/heads', 2)}{}`.repeat(2))
  await expect.poll(() => pressure.read().inside).toBe(2)
  gone.destroy()
  await expect.poll(() => pressure.read().inside).toBe(0)
})

test('what a request holds is given back once, on a connection that outlives it', async () => {
  const app = Fastify()
  let held = 0
  app.get('/', (asked, reply) => {
    held += 1
    heldUntilEnd(asked, reply, () => (held -= 1))
    return 'done'
  })
  const client = connection(await listen(app))
  for (const answers of [1, 2]) {
    client.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    await expect.poll(() => client.told().split('200 OK').length - 1).toBe(answers)
  }
  client.destroy()
  await app.close()
  expect(held).toBe(0)
})

test('of a stranger headquarters reads no body, in whatever words he names the path; nobody may be endlessly long about one', async () => {
  const hq = await startHq()
  ends.push(() => hq.close())
  const port = Number(new URL(await hq.app.listen({ port: 0, host: '127.0.0.1' })).port)
  for (const path of ['/v1/runs', '/v1/runs?', '/v1/heads?a=b']) {
    const stranger = connection(port)
    stranger.write(`${request(path, 1000, 'okno-protocol: 2\r\n')}{`)
    await expect.poll(stranger.told).toMatch(/^HTTP\/1.1 401 /)
  }
  // Elsewhere strangers have so much memory together, and no more.
  const more = connection(port)
  more.write(request('/v1/enrol', 20_000_000, 'okno-protocol: 2\r\n') + '"'.padEnd(19_999_999))
  await expect.poll(() => more.bytesWritten > 19_999_999 && more.writableLength === 0).toBe(true)
  const elsewhere = () =>
    fetch(`http://127.0.0.1:${port}/v1/unknown`, {
      ...{ method: 'POST', headers: { 'content-type': 'text/plain', 'okno-protocol': '2' } },
      body: 'x'.repeat(14_000_000),
    })
  await expect.poll(async () => (await elsewhere()).status).toBe(429)
  more.destroy()
  await expect.poll(async () => (await elsewhere()).status).toBe(404)
  // 32 MB at 64 kbit/s.
  expect(hq.app.server.requestTimeout).toBe(4_195_000)
})
