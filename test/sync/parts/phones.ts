/**
 * One counter, a real headquarters and the customers' phones: what headquarters sends arrives in `received`. The line does
 * what the test says; time stands still.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Case } from '../../../domain/cases/case.ts'
import { certify } from '../../../domain/journal/certificate.ts'
import { exchangeOnce } from '../../../electron/branch/courier/exchange.ts'
import { type Fetch, linkTo } from '../../../electron/branch/courier/link.ts'
import { enrolled } from '../../../electron/branch/handover.ts'
import { openBranch } from '../../../electron/branch/open.ts'
import type { CaseDetail } from '../../../electron/contract.ts'
import type { Message } from '../../../hq/gateway/gateway.ts'
import { clerk, data, knowledgeForTests, pinCost, seededBytes } from '../../branch/bench.ts'
import { codeIn } from '../../hq/asking.ts'
import { startHq } from '../../support/hq.ts'

const NOW = Date.UTC(2026, 10, 23, 5)
const clock = () => NOW

export type Phones = Awaited<ReturnType<typeof openPhones>>

/** Enrolled, with the clerk signed in. `first`: where the customers' numbers begin, seven digits. */
export async function openPhones(first: number) {
  const received: Message[] = []
  const line = { down: false, loseAnswer: false }
  const folder = mkdtempSync(join(tmpdir(), 'okno-phones-'))
  const hq = await startHq(clock, {
    send: (message) => {
      received.push(message)
      return Promise.resolve('accepted')
    },
  })
  const fetch: Fetch = async (url, { headers, body }) => {
    if (line.down) throw new Error('no network')
    const answer = await hq.app.inject({ method: 'POST', url: new URL(url).pathname, headers, payload: body })
    if (line.loseAnswer) throw new Error('the answer is lost')
    return new Response(answer.body, { status: answer.statusCode })
  }
  const open = await openBranch({
    ...{ workspace: join(folder, 'workspace'), state: join(folder, 'state'), data, knowledge: knowledgeForTests() },
    ...{ letter: 'A', version: 'test', clock, random: seededBytes(7), demo: true, backups: false, pinCost },
  })
  const { branch } = open
  const { device } = branch.desk()
  const body = { v: 1 as const, device, branch: '0712', letter: 'A', publicKey: branch.keys.publicKey }
  enrolled(branch, certify({ ...body, issuedAt: new Date(NOW).toISOString() }, hq.key.sign), hq.key.publicKey)
  const link = () => linkTo('https://hq.test', branch.keys.sign, fetch)
  branch.link = link()
  const call = async <T>(path: string, input: object) => (await open.call(path, input)) as T
  await call('session.signIn', clerk)

  let customers = 0
  const carry = async () => {
    line.down = false
    expect(await exchangeOnce(branch, link())).toEqual({ ok: true })
  }
  return {
    ...{ branch, received, line, folder, hq, fetch, call, carry },
    lastCode: () => codeIn(received.at(-1)?.text),
    /** Each customer has a phone of his own. */
    nextPhone: () => `+7701${String(first + ++customers)}`,
    detail: (id: string) => call<CaseDetail>('cases.detail', { id }),
    /** The case as headquarters holds it now. */
    async atHq(id: string) {
      const [row] = await hq.database.query<{ body: Case }>('SELECT body FROM case_record WHERE id = $1', [id])
      return row?.body
    },
    async close() {
      await open.close()
      await hq.close()
      rmSync(folder, { recursive: true })
    },
  }
}
