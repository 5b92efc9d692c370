/** What a device hands over to headquarters, and what lies there of a case afterwards. */
import { expect } from 'vitest'
import type { Case } from '../../domain/cases/case.ts'
import type { RunAnswer } from '../../domain/wire/exchange.ts'
import type { TestHq } from '../support/hq.ts'
import type { Pen } from '../support/pen.ts'

/** `hq`: the headquarters of the test file, which is raised after this is named. */
export const pushingTo = (hq: () => TestHq) => ({
  async push(pen: Pen, run = pen.run(), sender = pen): Promise<RunAnswer> {
    const { status, body } = await hq().ask(sender, '/v1/runs', run)
    expect(status).toBe(200)
    return body as RunAnswer
  },
  async record(number: string) {
    const { body } = await hq().admin('GET', `/v1/cases/${number}`)
    return (body as { cases: { body: Case; sameNumber: string[]; forked: boolean }[] }).cases
  },
})
export const numberOf = (event: { payload: string }) => (JSON.parse(event.payload) as { number: string }).number
