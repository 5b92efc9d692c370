// A device is revoked while a run of it is being taken in: nothing slips between the two.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { admitRun } from '../../hq/admitRun.ts'
import type { Hq } from '../../hq/hq.ts'
import { revokeDevice } from '../../hq/revoke.ts'
import type { Row, Sql } from '../../hq/store/database.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { registrationPayload, takePen, uuid } from '../support/pen.ts'

let hq: TestHq
beforeAll(async () => {
  hq = await startHq(() => Date.parse('2026-11-23T05:00:00Z'))
})
afterAll(() => hq.close())

test('P-10 what a run brings that has read "not revoked" is named in the revocation, or marked', async () => {
  const pen = takePen(hq.key, 'meanwhile', 'R900')
  await admitRun(hq, pen.run())
  pen.register(uuid('meanwhile'), registrationPayload('meanwhile', 1, 'R900'))
  const [read, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const late = (sql: Sql): Sql => ({
    async query<T extends Row>(text: string, values?: unknown[]) {
      const rows = await sql.query<T>(text, values)
      if (!text.includes('FROM revocation WHERE device')) return rows
      read.resolve()
      await gate.promise
      return rows
    },
  })
  const slow: Hq['database'] = {
    ...hq.database,
    transaction: (work) => hq.database.transaction((sql) => work(late(sql))),
  }
  const run = admitRun({ ...hq, database: slow }, pen.run())
  await read.promise
  let said = false
  const { branch, device } = pen.certificate.body
  const revoking = revokeDevice(hq, { branch, device }).finally(() => {
    said = true
  })
  await expect.poll(async () => said || (await someoneWaits())).toBe(true)
  gate.resolve()
  expect(await run).toMatchObject({ verdict: 'admitted' })
  const known = (await revoking)?.body.heads[pen.line]?.seq ?? 0
  const rows = await hq.database.query<{ seq: number; flag: string | null }>(
    'SELECT seq, flag FROM event WHERE branch = $1 AND line = $2 ORDER BY seq',
    [branch, pen.line],
  )
  expect(rows.filter(({ seq, flag }) => seq > known && flag !== 'revoked')).toEqual([])
  expect(rows).toHaveLength(2)
})

const someoneWaits = async () =>
  (
    await hq.database.query(
      `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [],
    )
  ).length > 0
