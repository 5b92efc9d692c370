import { expect, test } from 'vitest'
import { outage } from './parts/outage.ts'

const MINUTE_MS = 60_000

test('R-012, R-057: cases registered without a network, the power cut in the middle of saving, are all there once the network is back: none lost, none doubled, in order', {
  timeout: 4 * MINUTE_MS,
}, async () => {
  const report = await outage({ cases: 40, kills: 6, seed: 7, postgres: false })
  expect(report).toMatchObject({ cases: 40, kills: 6, atHq: 40, lost: [], doubled: [], faults: [] })
  expect(report.unanswered).toBeGreaterThan(0)
})
