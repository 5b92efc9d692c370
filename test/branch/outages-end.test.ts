/** When it works again: who asked is told once, and the month is the sum of the cards. */
import { describe, expect, test } from 'vitest'
import type { Answers } from '../../domain/forms/schema.ts'
import type { MonthReportView, RecoveryRow } from '../../electron/contract.ts'
import { type Bench, clerk, lead, least, openBench, registered, rows, signIn } from './bench.ts'
import { at, cards, closed, command, HOUR_MS, opened } from './outage.ts'

describe('when it works again', () => {
  const wishes = async (bench: Bench, notify: boolean, more: Answers = {}) =>
    registered(bench, { ...least, systems: ['app'], notify, ...more }, 'OUTAGE-REPORT')
  const recovery = async (bench: Bench, number: string) => {
    const answer = (await bench.call('outages.recovery', { number })) as { ok: true; rows: RecoveryRow[] }
    return answer.ok ? answer.rows : answer
  }

  test('R-016 a report with notify = yes is on the recovery list once the outage is closed, urgent first, and is ticked off once', async () => {
    const bench = await openBench()
    const { number } = await opened(bench)
    const plain = await wishes(bench, true)
    await wishes(bench, false)
    const urgent = await wishes(bench, true, { last_name: 'Иванов', harm: 'medicine' })
    await signIn(bench, lead)
    expect(await recovery(bench, number)).toEqual([])
    expect(await closed(bench, number)).toMatchObject({ toTell: 2, cases: 3 })
    const list = (await recovery(bench, number)) as RecoveryRow[]
    expect(list.map(({ case: id, urgent: first, phone }) => [id, first, phone])).toEqual([
      [urgent.case, true, '+77011234567'],
      [plain.case, false, '+77011234567'],
    ])
    const tell = { command: command(), case: plain.case, outage: number }
    expect(await bench.call('outages.told', tell)).toEqual({ ok: true })
    expect(await bench.call('outages.told', tell)).toEqual({ ok: true })
    expect(await bench.call('outages.told', { ...tell, command: command() })).toMatchObject({
      refusal: { code: 'alreadyTold' },
    })
    expect(rows(bench, `SELECT 1 FROM journal WHERE type = 'recoveryTold'`)).toHaveLength(1)
    expect((await cards(bench))[0]).toMatchObject({ toTell: 1 })
    expect(((await recovery(bench, number)) as RecoveryRow[]).map(({ told }) => told?.by ?? null)).toEqual([
      null,
      'Ким В. О.',
    ])
    await signIn(bench, clerk)
    expect(await bench.call('outages.recovery', { number })).toMatchObject({ refusal: { code: 'roleMayNot' } })
  })

  test('R-020 the month’s report is the sum of the cards', async () => {
    const bench = await openBench()
    const first = await opened(bench, { since: at(bench, -5) })
    await wishes(bench, false)
    await wishes(bench, true)
    await closed(bench, first.number)
    bench.now.ms += 24 * HOUR_MS
    await opened(bench)
    await signIn(bench, clerk)
    await wishes(bench, false)
    const report = (await bench.call('outages.report', { month: '2026-11' })) as MonthReportView
    expect(report).toMatchObject({ outages: 2, minutes: 5 * 60 + 60, cases: 3 })
    expect(report.rows.map(({ minutes, cases }) => [minutes, cases])).toEqual([
      [300, 2],
      [60, 1],
    ])
    expect(await bench.call('outages.report', { month: '2026-10' })).toMatchObject({ outages: 0, minutes: 0, cases: 0 })
  })
})
