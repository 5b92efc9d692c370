// How often headquarters waits for its database while it takes in a run: counted on the wire between them.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Answers } from '../../domain/forms/schema.ts'
import { connectPostgres } from '../../hq/store/database.ts'
import { startHqOn } from '../support/hq.ts'
import { registrationPayload, reviewRequested, signedConsent, takePen, uuid } from '../support/pen.ts'
import { freshDatabase } from '../support/postgres.ts'

const SOCKET = '.s.PGSQL.5432'
const folder = mkdtempSync('/tmp/okno-trips-')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Counts each time that headquarters sends after it has heard something; answers come late, so that what is sent together counts once. */
async function countingBefore(url: string) {
  const real = join(decodeURIComponent(/host=([^&]*)/.exec(url)?.[1] ?? ''), SOCKET)
  const counted = { trips: 0 }
  const server = createServer((client) => {
    const database = connect(real)
    let heard = true
    client.on('data', (bytes) => {
      if (heard) counted.trips += 1
      heard = false
      database.write(bytes)
    })
    let late = Promise.resolve()
    database.on('data', (bytes) => {
      const pause = new Promise<void>((resolve) => void setTimeout(resolve, 10))
      late = Promise.all([late, pause]).then(() => {
        heard = true
        client.write(bytes)
      })
    })
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  }).listen(join(folder, SOCKET))
  await once(server, 'listening')
  return { counted, server, url: url.replace(/host=[^&]*/, `host=${encodeURIComponent(folder)}`) }
}

test('a run of any length: once to read, once to write and commit, once to ask for the standby; what headquarters says of accepted cases costs six more', async () => {
  const { counted, server, url } = await countingBefore((await freshDatabase()) ?? '')
  const hq = await startHqOn(connectPostgres(url), Date.now)
  const pen = takePen(hq.key, 'trips', 'R001')
  const answers = registrationPayload('trips', 1).answers as Answers
  const push = async (from: number) => {
    counted.trips = 0
    const { body } = await hq.ask(pen, '/v1/runs', pen.run(from))
    expect(body).toMatchObject({ verdict: 'admitted', refusals: [] })
    return counted.trips
  }
  await push(1)
  for (let i = 1; i <= 20; i++) {
    const id = uuid(`trips ${i}`)
    pen.register(id, registrationPayload(`trips ${i}`, i, 'R001'))
    pen.write(reviewRequested(id), signedConsent(id, uuid('clerk'), answers))
  }
  expect(await push(2)).toBeLessThanOrEqual(3)
  expect(await push(2)).toBeLessThanOrEqual(3)
  const from = pen.events.length + 1
  for (let i = 1; i <= 20; i++)
    pen.write({
      type: 'caseAccepted',
      case: uuid(`trips ${i}`),
      by: uuid('lead'),
      payload: { command: uuid(`trips accept ${i}`), incompleteBecause: 'later' },
    })
  // The first time the branch's line at headquarters is opened as well.
  await push(from)
  const received = `SELECT count(*)::int AS n FROM case_record WHERE branch = $1 AND state = 'received_hq'`
  expect(await hq.database.query(received, ['R001'])).toEqual([{ n: 20 }])
  const again = uuid('trips again')
  const after = pen.events.length + 1
  pen.register(again, registrationPayload('trips again', 21, 'R001'))
  pen.write(reviewRequested(again), signedConsent(again, uuid('clerk'), answers))
  pen.write({
    type: 'caseAccepted',
    case: again,
    by: uuid('lead'),
    payload: { command: uuid('trips accept again'), incompleteBecause: 'later' },
  })
  expect(await push(after)).toBeLessThanOrEqual(9)
  await hq.close()
  server.close()
})
