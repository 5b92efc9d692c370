// Cases that rise by themselves, by time and by what they say: as a branch with a clock, two computers and people.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Answers } from '../../domain/forms/schema.ts'
import { branchProfile } from '../../domain/people/branch.ts'
import type { Knowledge } from '../../electron/branch/catalogue.ts'
import { registrationOf } from '../../electron/branch/projection.ts'
import { caseRecord } from '../../electron/branch/store/cases.ts'
import { eventsOfCase } from '../../electron/branch/store/journal.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { codeProof } from '../support/withdrawing.ts'
import { type Bench, knowledgeForTests, least, manager, openBench, registered, signIn } from './bench.ts'
import { atHq, bill, copyTo, counter, happens, medicine, noon, tab, today } from './rising.ts'

const rowOf = async (bench: Bench, id: string) => ((await bench.call('cases.detail', { id })) as CaseDetail).row

/** The days of a row, without what differs from computer to computer by nature. */
const days = (bench: Bench, id: string) => {
  const row = caseRecord(bench.branch.db, id)
  if (!row) throw new Error('no such case')
  const { answer_by, due_soon_on, last_day_on, overdue_on, level1_on, level2_on, level3_on, up_on } = row
  return { answer_by, due_soon_on, last_day_on, overdue_on, level1_on, level2_on, level3_on, up_on }
}

describe('by time', () => {
  test('R-047 at 70 % of its term a case is due soon, overdue it is with the manager at opening, then with headquarters', async () => {
    const bench = await counter()
    const { case: id, number, answer } = await registered(bench)
    expect(answer.by).toBe('2026-12-03')
    const at = async (day: string) => {
      bench.now.ms = noon(day)
      await signIn(bench, manager)
      const { standing, escalated } = await rowOf(bench, id)
      const listed = await today(bench)
      return {
        soon: standing.dueSoon,
        level: escalated ?? 0,
        today: Object.keys(listed).join(),
        tabs: [await tab(bench, 'due_soon'), await tab(bench, 'overdue'), await tab(bench, 'escalated')].map(
          (numbers) => (numbers.includes(number) ? 1 : 0),
        ),
      }
    }
    expect(await at('2026-11-29')).toEqual({ soon: false, level: 0, today: '', tabs: [0, 0, 0] })
    expect(await at('2026-11-30')).toEqual({ soon: true, level: 0, today: '', tabs: [1, 0, 0] })
    expect(await at('2026-12-02')).toEqual({ soon: true, level: 0, today: 'due', tabs: [1, 0, 0] })
    expect(await at('2026-12-03')).toEqual({ soon: true, level: 0, today: 'due', tabs: [1, 0, 0] })
    expect(await at('2026-12-04')).toEqual({ soon: false, level: 1, today: 'overdue', tabs: [0, 1, 1] })
    expect(await at('2026-12-06')).toMatchObject({ level: 1 })
    expect(await at('2026-12-07')).toMatchObject({ level: 2 })
    expect(await at('2026-12-09')).toMatchObject({ level: 3, today: 'overdue', tabs: [0, 1, 1] })
    // Nothing of it stands in the journal: whoever looks derives it.
    expect(bench.branch.db.prepare(`SELECT type FROM journal WHERE type = 'caseEscalated'`).all()).toEqual([])
  })

  test('R-047 it turns at midnight of the branch, whatever time zone the computer has', async () => {
    const bench = await counter()
    const { case: id } = await registered(bench)
    const before = process.env.TZ
    for (const zone of ['Asia/Almaty', 'America/Los_Angeles', 'Pacific/Auckland']) {
      process.env.TZ = zone
      bench.now.ms = Date.parse('2026-12-03T18:59:59.000Z')
      expect((await rowOf(bench, id)).standing).toMatchObject({ overdue: false, level: 0 })
      bench.now.ms = Date.parse('2026-12-03T19:00:00.000Z')
      expect((await rowOf(bench, id)).standing).toMatchObject({ overdue: true, level: 1 })
    }
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  })

  test('R-047 two computers of the branch derive the same days, in whatever order the events come', async () => {
    const bench = await counter()
    const ids: string[] = []
    for (const type of ['ACC-DEREG', 'SVC-SUSPEND', 'TRACE-INT']) ids.push((await registered(bench, least, type)).case)
    await signIn(bench, manager)
    await changeCalendar(bench, ['2026-12-02', '2026-12-07'])
    const office = await openBench({ seed: 5, letter: 'B' })
    copyTo(office, bench)
    for (const id of ids) expect(days(office, id)).toEqual(days(bench, id))
    expect(days(office, ids[0] ?? '')).toMatchObject({ last_day_on: '2026-12-01', level2_on: '2026-12-08' })
  })

  test('R-047 a change of the calendar moves the levels of what is overdue already', async () => {
    const bench = await counter()
    const { case: id } = await registered(bench)
    bench.now.ms = noon('2026-12-04')
    expect(days(bench, id)).toMatchObject({
      overdue_on: '2026-12-04',
      level2_on: '2026-12-07',
      level3_on: '2026-12-09',
    })
    await signIn(bench, manager)
    await changeCalendar(bench, ['2026-12-07'])
    expect(days(bench, id)).toMatchObject({ answer_by: '2026-12-03', level2_on: '2026-12-08', level3_on: '2026-12-10' })
  })

  test('R-047 what is delivered rests; opened again it has the new day, and rises from the day it was opened', async () => {
    const bench = await counter()
    const { case: id } = await registered(bench, bill, 'SVC-BILL')
    await atHq(bench, id)
    bench.now.ms = noon('2026-12-24')
    await signIn(bench, manager)
    expect(Object.keys(await today(bench))).toEqual(['overdue'])
    happens(bench, id, {
      type: 'caseAnswered',
      payload: { outcome: 'EXPLAINED', text: 'Түсіндірілді', language: 'kk', ground: 'ереже' },
    })
    // Ready is not delivered: the customer still waits.
    expect(await rowOf(bench, id)).toMatchObject({ state: 'answered', standing: { overdue: true } })
    const to = { channel: 'counter', at: '2026-12-24T05:00:00.000Z', to: 'Қасымова А.' }
    happens(bench, id, { type: 'answerDelivered', payload: to })
    expect((await rowOf(bench, id)).standing).toEqual({ dueSoon: false, lastDay: false, overdue: false, level: 0 })
    expect(await today(bench)).toEqual({})
    expect([await tab(bench, 'overdue'), await tab(bench, 'escalated')]).toEqual([[], []])
    bench.now.ms = noon('2027-01-11')
    const { registered: payload } = (await bench.call('cases.detail', { id })) as CaseDetail
    happens(bench, id, {
      type: 'caseReopened',
      payload: { what: 'жаңа шот келді', onWord: true, answer: { ...payload.answer, by: '2027-01-21' } },
    })
    expect(days(bench, id)).toMatchObject({
      answer_by: '2027-01-21',
      due_soon_on: '2027-01-18',
      overdue_on: '2027-01-22',
    })
  })

  test('R-047 while the customer is asked the clock stands only where the law lets it; summer time ends in between', async () => {
    const profile = branchProfile.parse(JSON.parse(readFileSync('data/profiles/PL.json', 'utf8')))
    const { calendar: _, ...shared } = knowledgeForTests()
    const pl: Knowledge = { ...shared, profile, calendar: { weeklyDaysOff: [6, 7], years: new Map() } }
    const stands = async (knowledge: Knowledge | undefined) => {
      // Friday 23 October 2026; on the 25th the clocks of Warsaw go back.
      const now = { ms: Date.parse('2026-10-23T08:00:00.000Z') }
      const bench = await counter({ now, ...(knowledge && { knowledge }) })
      const { case: id, answer } = await registered(bench, bill, 'SVC-BILL')
      const asked = { what: 'шот', until: '2026-10-30', told: { how: 'here', proof: 'талон' } }
      happens(bench, id, { type: 'customerAsked', payload: asked })
      // Taken back by nobody's code: the customer is still asked.
      const { command } = registrationOf(eventsOfCase(bench.branch.db, id)).payload
      const nobodys = { about: command, what: '0'.repeat(64), phone: '0'.repeat(64) }
      happens(bench, id, { type: 'caseWithdrawn', payload: { proof: codeProof(nobodys) } })
      const paused = days(bench, id).overdue_on
      // Half past midnight in Warsaw: by the offset of summer it would be another hour, and another day in UTC.
      bench.now.ms = Date.parse('2026-10-27T23:30:00.000Z')
      happens(bench, id, { type: 'customerBrought', payload: { what: 'шот', papers: [] } })
      return { promised: answer.by, paused, now: days(bench, id).answer_by }
    }
    const warsaw = await stands(pl)
    expect(warsaw.paused).toBe('9999-12-31')
    // Five days later, and on from a day off.
    const later = new Date(Date.parse(`${warsaw.promised}T00:00:00Z`) + 5 * 86_400_000)
    while ([0, 6].includes(later.getUTCDay())) later.setUTCDate(later.getUTCDate() + 1)
    expect(warsaw.now).toBe(later.toISOString().slice(0, 10))
    const almaty = await stands(undefined)
    expect(almaty.paused).not.toBe('9999-12-31')
    expect(almaty.now).toBe(almaty.promised)
  })
})

const changeCalendar = (bench: Bench, off: string[]) =>
  bench.call('calendars.change', {
    ...{ command: randomUUID(), year: 2026, why: 'Перенос', source: 'Постановление №1', published: false },
    days: off.map((date) => ({ date, working: false })),
  })

describe('by what it says', () => {
  const caught: Answers = { ...least, mt_kind: 'wrong_payee' }
  test.each<[string, string, Answers, [string, number][]]>([
    ['security', 'ACC-DEREG', { ...least, dereg_reason: 'suspected_misuse' }, [['security', 2]]],
    ['urgency', 'DELIV-PROBLEM', medicine, [['urgent', 1]]],
    [
      'both',
      'MONEY-INQ',
      caught,
      [
        ['urgent', 1],
        ['security', 2],
      ],
    ],
    ['a named employee', 'COMPL-SERVICE', { ...least, kind: 'complaint', person: 'Серік Д.' }, [['namedEmployee', 2]]],
    ['thanks to an employee: nothing', 'COMPL-SERVICE', { ...least, kind: 'thanks', person: 'Серік Д.' }, []],
    ['an ordinary paper: nothing', 'ACC-DEREG', least, []],
  ])('R-047 %s goes up at once, by the program, in the record that takes it in', async (_what, type, answers, up) => {
    const bench = await counter()
    const { case: id, number } = await registered(bench, answers, type)
    const found = (await bench.call('cases.detail', { id })) as CaseDetail
    const escalations = found.history.filter((entry) => entry.type === 'caseEscalated')
    expect(escalations.map(({ by, escalation }) => [by, escalation?.reason, escalation?.level])).toEqual(
      up.map(([reason, level]) => [null, reason, level]),
    )
    expect(found.row.escalated).toBe(up.at(-1)?.[1] ?? null)
    expect(await tab(bench, 'escalated')).toEqual(up.length > 0 ? [number] : [])
  })

  test('R-047 what only a correction says lifts the case as the registration would have, once', async () => {
    const bench = await counter()
    const { case: id } = await registered(bench)
    const correct = (dereg_reason: string) =>
      bench.call('cases.act', {
        case: id,
        act: {
          ...{ do: 'correctCase', command: randomUUID(), reason: 'клиент уточнил', kept: [] },
          changes: { dereg_reason },
        },
      })
    const up = async () =>
      ((await bench.call('cases.detail', { id })) as CaseDetail).history.flatMap(({ escalation }) => escalation ?? [])
    expect(await correct('forgot_password')).toEqual({ ok: true })
    expect(await up()).toEqual([])
    expect(await correct('suspected_misuse')).toEqual({ ok: true })
    expect(await up()).toEqual([{ level: 2, reason: 'security' }])
    await correct('forgot_password')
    await correct('suspected_misuse')
    expect((await rowOf(bench, id)).escalated).toBe(2)
  })

  test('R-047 a power cut before the commit leaves neither the case nor what lifted it', async () => {
    let armed = false
    const faults = {
      at(place: string) {
        if (armed && place === 'before-commit') throw new Error('power cut')
      },
    }
    const bench = await counter({ faults })
    armed = true
    await expect(registered(bench, { ...least, dereg_reason: 'suspected_misuse' })).rejects.toThrow()
    expect(bench.branch.db.prepare(`SELECT type FROM journal WHERE case_id IS NOT NULL`).all()).toEqual([])
  })
})
