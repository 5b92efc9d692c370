// Cases that rise by themselves, what must move today, and passing up: as a branch with a clock, two computers and people.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isOfficeStep } from '../../domain/cases/transitions.ts'
import type { Answers } from '../../domain/forms/schema.ts'
import type { Json } from '../../domain/journal/canonical.ts'
import { tick } from '../../domain/journal/clock.ts'
import { type EventDraft, freeze, open as openEvent, SYSTEM } from '../../domain/journal/event.ts'
import { branchProfile } from '../../domain/people/branch.ts'
import type { Knowledge } from '../../electron/branch/catalogue.ts'
import { storeForeign } from '../../electron/branch/handover.ts'
import { append, heads, myLine, runAfter } from '../../electron/branch/journal.ts'
import { project } from '../../electron/branch/projection.ts'
import { record } from '../../electron/branch/record.ts'
import { NOT_ABOUT_VIEWER } from '../../electron/branch/sight.ts'
import { caseRecord } from '../../electron/branch/store/cases.ts'
import { readPage } from '../../electron/branch/store/queue.ts'
import { mayMove } from '../../electron/branch/store/today.ts'
import type { CaseDetail, OverdueAnswer, ReceiversFound, Today } from '../../electron/contract.ts'
import { primitives } from '../../trust/primitives.ts'
import { type Bench, clerk, knowledgeForTests, lead, least, openBench, page, registered, signIn } from './bench.ts'

const manager = { person: '0197a000-0000-7000-8000-000000000004', pin: '4567' }
/** 10:00 in Taldyqorgan. */
const noon = (day: string) => Date.parse(`${day}T05:00:00.000Z`)

async function counter(wishes: Parameters<typeof openBench>[0] = {}): Promise<Bench> {
  const bench = await openBench(wishes)
  await signIn(bench)
  return bench
}
const today = async (bench: Bench) => {
  const { parts } = (await bench.call('cases.today', {})) as Today
  return Object.fromEntries(parts.map(({ why, rows }) => [why, rows.map(({ number }) => number)]))
}
const tab = async (bench: Bench, wished: 'due_soon' | 'overdue' | 'escalated') =>
  (await page(bench, { tab: wished })).rows.map(({ number }) => number)
const rowOf = async (bench: Bench, id: string) => ((await bench.call('cases.detail', { id })) as CaseDetail).row
const receivers = (bench: Bench, id: string) => bench.call('cases.receivers', { case: id }) as Promise<ReceiversFound>
const pass = (bench: Bench, id: string, wish: object) =>
  bench.call('cases.passUp', { case: id, command: randomUUID(), reason: 'decision', words: '', ...wish })

type Happened = { type: string; payload: Record<string, unknown> }

/** Events of headquarters or of another screen, as they lie in the journal: each on the line of whose step it is. */
function happens(bench: Bench, id: string, ...events: Happened[]): void {
  for (const { type, payload } of events) {
    const draft = { type, case: id, by: SYSTEM, payload: { command: randomUUID(), ...payload } as Json }
    if (isOfficeStep(type, payload)) storeForeign(bench.branch, [atHeadquarters(bench, draft)], 'hq')
    else
      record(bench.branch, () => {
        append(bench.branch, [draft])
        project(bench.branch, id)
      })
  }
}

/** The next event of headquarters' line, later than everything that this computer holds. */
function atHeadquarters({ branch }: Bench, draft: EventDraft) {
  const line = 'f'.repeat(32)
  const last = branch.db.prepare('SELECT max(clock) AS clock FROM journal').get() as { clock: string }
  const seq = (heads(branch.db)[line]?.seq ?? 1) + 1
  const stamp = {
    id: randomUUID(),
    at: new Date(branch.clock()).toISOString(),
    clock: tick(last.clock, branch.clock()),
  }
  return freeze(primitives, draft, { line, seq, prev: line + line }, stamp)
}

/** The days of a row, without what differs from computer to computer by nature. */
const days = (bench: Bench, id: string) => {
  const row = caseRecord(bench.branch.db, id)
  if (!row) throw new Error('no such case')
  const { answer_by, due_soon_on, last_day_on, overdue_on, level1_on, level2_on, level3_on, up_on } = row
  return { answer_by, due_soon_on, last_day_on, overdue_on, level1_on, level2_on, level3_on, up_on }
}

function copyTo(to: Bench, from: Bench): void {
  const events = runAfter(from.branch.db, myLine(from.branch.db), 0).map((event) => openEvent(primitives, event))
  storeForeign(
    to.branch,
    events.filter((event) => event !== null),
    'hub',
  )
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

const bill: Answers = { ...least, account_no: '1200345' }

/** Accepted by the shift lead, received and taken at headquarters. */
async function atHq(bench: Bench, id: string): Promise<void> {
  await signIn(bench, lead)
  const accepted = await bench.call('cases.accept', { id, command: randomUUID(), incompleteBecause: 'бумага завтра' })
  expect(accepted).toEqual({ ok: true })
  happens(bench, id, { type: 'caseReceived', payload: { hqNumber: 'HQ-1' } })
  happens(bench, id, { type: 'caseTaken', payload: { officer: { id: 'officer', name: 'Муратов А. С.' } } })
}

const changeCalendar = (bench: Bench, off: string[]) =>
  bench.call('calendars.change', {
    ...{ command: randomUUID(), year: 2026, why: 'Перенос', source: 'Постановление №1', published: false },
    days: off.map((date) => ({ date, working: false })),
  })

const medicine: Answers = { ...least, urgent: 'medicine' }

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

describe('passing up', () => {
  test('R-007 from any open case: the next level with a name and reasons is offered, one call passes, the receiver has it', async () => {
    const bench = await counter()
    const { case: id, number } = await registered(bench)
    const offered = await receivers(bench, id)
    expect(offered).toMatchObject({ standsAt: 0, next: 1 })
    const [first] = offered.receivers
    expect(first).toMatchObject({ level: 1, key: manager.person, name: { ru: 'Жұмағалиева Р. Һ.' } })
    expect(offered.receivers.map(({ level }) => level)).toEqual([1, 2, 3, 4])
    expect(offered.receivers.at(-1)?.name.ru).toContain('e-tutynushy.kz')
    const command = randomUUID()
    const wish = { command, level: 1, to: manager.person, reason: 'adviceFailed', words: ' бір кеңес қайта ' }
    expect(await pass(bench, id, wish)).toEqual({ ok: true })
    expect(await pass(bench, id, wish)).toEqual({ ok: true })
    const found = (await bench.call('cases.detail', { id })) as CaseDetail
    const passed = found.history.filter((entry) => entry.type === 'caseEscalated')
    expect(passed).toHaveLength(1)
    expect(passed[0]).toMatchObject({
      by: 'Әбенова С. Н.',
      escalation: { level: 1, reason: 'adviceFailed', words: 'бір кеңес қайта', to: { id: manager.person } },
    })
    expect(bench.news).toContainEqual(['cases', 'exchange'])
    expect(await tab(bench, 'escalated')).toEqual([number])
    await signIn(bench, lead)
    expect(await today(bench)).toEqual({})
    await signIn(bench, manager)
    expect(await today(bench)).toEqual({ passedUp: [number] })
    // The manager is no receiver for himself: the next one above is.
    expect(await receivers(bench, id)).toMatchObject({ standsAt: 1, next: 2 })
  })

  test('R-007 the receiver’s own computer lists it as soon as it has the events', async () => {
    const bench = await counter()
    const { case: id, number } = await registered(bench)
    await pass(bench, id, { level: 1, to: manager.person })
    const office = await openBench({ seed: 5, letter: 'B' })
    copyTo(office, bench)
    await signIn(office, manager)
    expect(await today(office)).toEqual({ passedUp: [number] })
    expect(office.news.flat()).toContain('cases')
  })

  test('R-007 every open case of every state can be passed up; one that has ended cannot', async () => {
    const bench = await counter()
    const { case: id } = await registered(bench, bill, 'SVC-BILL')
    await atHq(bench, id)
    expect(await pass(bench, id, { level: 2, to: 'customerRelations' })).toEqual({ ok: true })
    const body = 'Еңбек инспекциясы'
    const told = { how: 'phone', proof: '+7 701' }
    happens(bench, id, { type: 'caseForwarded', payload: { body, date: '2026-11-23', letter: '14', told } })
    expect(await pass(bench, id, { level: 3, to: 'management' })).toEqual({
      ok: false,
      refusal: { code: 'wrongState' },
    })
    expect(await tab(bench, 'escalated')).toEqual([])
  })

  test.each([
    ['a stranger', { level: 1, to: '0197a000-0000-7000-8000-0000000000ff' }, 'unknownReceiver'],
    ['a clerk', { level: 1, to: clerk.person }, 'unknownReceiver'],
    ['a receiver on another level than his', { level: 3, to: 'customerRelations' }, 'unknownReceiver'],
    ['a reason that is not on the list', { level: 2, to: 'customerRelations', reason: 'boredom' }, 'unknownReason'],
  ])('R-007 nothing is passed to %s', async (_whom, wish, code) => {
    const bench = await counter()
    const { case: id } = await registered(bench)
    expect(await pass(bench, id, wish)).toEqual({ ok: false, refusal: { code } })
    expect(await tab(bench, 'escalated')).toEqual([])
  })

  test('what stands high is not passed lower, and nobody passes while nobody is signed in', async () => {
    const bench = await counter()
    const { case: id } = await registered(bench)
    await pass(bench, id, { level: 3, to: 'management' })
    const lower = { level: 1, to: manager.person }
    expect(await pass(bench, id, lower)).toEqual({ ok: false, refusal: { code: 'lowerLevel' } })
    await bench.call('session.lock', {})
    expect(await pass(bench, id, lower)).toEqual({ ok: false, refusal: { code: 'notSignedIn' } })
    await expect(bench.call('cases.receivers', { case: id })).rejects.toThrow(/signed in/)
    await expect(bench.call('cases.today', {})).rejects.toThrow(/signed in/)
  })
})

test('R-007 a complaint is never passed to whom it names, nor stands on his list', async () => {
  const bench = await counter()
  const complaint = {
    ...least,
    kind: 'complaint',
    person: 'Жұмағалиева Р.',
    text: 'Бір сағат кезекте тұрдым, терезеде дөрекі сөйледі',
  }
  const { case: id, number } = await registered(bench, complaint, 'COMPL-SERVICE')
  const { receivers: offered } = await receivers(bench, id)
  expect(offered.map(({ level }) => level)).toEqual([2, 3, 4])
  expect(await pass(bench, id, { level: 1, to: manager.person })).toEqual({
    ok: false,
    refusal: { code: 'unknownReceiver' },
  })
  bench.now.ms = noon('2027-03-01')
  await signIn(bench, lead)
  expect((await today(bench)).overdue).toEqual([number])
  await signIn(bench, manager)
  expect(await today(bench)).toEqual({})
  expect(await pass(bench, id, { level: 2, to: 'customerRelations' })).toEqual({
    ok: false,
    refusal: { code: 'notRegistered' },
  })
})

describe('what must move today', () => {
  test('each case once, with the gravest reason; the clerk has no such list', async () => {
    const bench = await counter()
    const late = await registered(bench)
    const back = await registered(bench, bill, 'SVC-BILL')
    await atHq(bench, back.case)
    happens(bench, back.case, {
      type: 'caseReturned',
      payload: { office: 'hq', reasons: [{ words: 'шот жоқ', fields: [] }] },
    })
    await signIn(bench)
    bench.now.ms = noon('2026-12-04')
    const asked = await registered(bench, { ...bill, account_no: '777' }, 'SVC-BILL')
    const told = { how: 'here', proof: 'талон' }
    happens(bench, asked.case, { type: 'customerAsked', payload: { what: 'шот', until: '2026-12-04', told } })
    const urgent = await registered(bench, medicine, 'DELIV-PROBLEM')
    const fraud = await registered(bench, { ...least, mt_kind: 'wrong_payee' }, 'MONEY-INQ')
    const returned = await registered(bench, { ...bill, account_no: '888' }, 'SVC-BILL')
    happens(bench, returned.case, {
      type: 'caseReturned',
      payload: { office: 'branch', reasons: [{ words: 'қол жоқ', fields: [] }] },
    })
    expect(await bench.call('cases.today', {})).toEqual({ total: 0, parts: [] })
    await signIn(bench, lead)
    // The urgent one is due on the same day: one line, under the graver reason.
    expect(await today(bench)).toEqual({
      overdue: expect.arrayContaining([back.number, late.number]),
      due: [urgent.number],
      urgentReview: [fraud.number],
    })
    bench.now.ms = noon('2026-12-05')
    expect((await today(bench)).customerLate).toEqual([asked.number])
    const all = Object.values(await today(bench)).flat()
    expect(all).toHaveLength(new Set(all).size)
    expect(all).not.toContain(returned.number)
  })

  test('sent back by headquarters it stands there while it has time', async () => {
    const bench = await counter()
    const { case: id, number } = await registered(bench, bill, 'SVC-BILL')
    await atHq(bench, id)
    expect(await today(bench)).toEqual({})
    happens(bench, id, { type: 'caseReturned', payload: { office: 'hq', reasons: [{ words: 'шот жоқ', fields: [] }] } })
    expect(await today(bench)).toEqual({ returned: [number] })
    happens(bench, id, { type: 'returnAnswered', payload: { answers: ['міне'] } })
    expect(await today(bench)).toEqual({})
  })
})

describe('R-036 the notice of a late answer', () => {
  test('is there from the first day after the promise, says who has the case, and not before', async () => {
    const bench = await counter()
    const { case: id, number } = await registered(bench)
    const notice = () => bench.call('documents.overdue', { case: id }) as Promise<OverdueAnswer>
    bench.now.ms = noon('2026-12-03')
    expect(await notice()).toEqual({ ok: false, refusal: { code: 'notOverdue' } })
    bench.now.ms = noon('2026-12-07')
    await pass(bench, id, { level: 2, to: 'customerRelations', reason: 'overdue' })
    expect(await notice()).toMatchObject({
      ok: true,
      overdue: {
        ...{ number, acceptedOn: '2026-11-23', answerBy: '2026-12-03', today: '2026-12-07', level: 2 },
        passedTo: { ru: expect.stringContaining('Муратов А. С.') },
      },
    })
    const { case: other } = await registered(bench)
    expect(await bench.call('documents.overdue', { case: other })).toMatchObject({ refusal: { code: 'notOverdue' } })
    await pass(bench, other, { level: 4, to: 'e-tutynushy.kz' })
    expect(await bench.call('documents.overdue', { case: other })).toMatchObject({
      ok: true,
      overdue: { late: false, level: 4, passedTo: { kk: expect.stringContaining('e-tutynushy.kz') } },
    })
    expect(await bench.call('documents.overdue', { case: randomUUID() })).toMatchObject({
      refusal: { code: 'unknownCase' },
    })
  })
})

test('R-047 with a hundred thousand rows the lists are found by their days', async () => {
  const bench = await counter()
  const { case: id } = await registered(bench)
  const { db } = bench.branch
  const late: Record<string, string> = {
    ...{ due_soon_on: '2026-11-10', last_day_on: '2026-11-13', overdue_on: '2026-11-17' },
    ...{ level1_on: '2026-11-17', up_on: '2026-11-17' },
  }
  const columns = (db.pragma('table_info(cases)') as { name: string }[]).map(({ name }) => name)
  const values = columns.map((name) => {
    if (name === 'id' || name === 'number') return `'x' || n`
    return late[name] ? `CASE WHEN n % 1000 = 0 THEN '${late[name]}' ELSE ${name} END` : `"${name}"`
  })
  db.prepare(
    `WITH RECURSIVE many(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM many WHERE n < 99999)
     INSERT INTO cases (${columns.map((name) => `"${name}"`).join(', ')})
     SELECT ${values.join(', ')} FROM many, cases WHERE cases.id = ?`,
  ).run(id)
  db.exec('ANALYZE')
  const query = (tab: 'due_soon' | 'overdue' | 'escalated') => ({
    ...{ tab, types: [], sort: 'answerBy' as const, descending: false, offset: 0, limit: 100 },
    ...{ terms: [], day: null, nobody: false, spelled: '', person: null, today: '2026-11-23' },
    ...{ viewer: manager.person, seen: NOT_ABOUT_VIEWER },
  })
  const texts: string[] = []
  const prepare = db.prepare
  db.prepare = ((text: string) => {
    texts.push(text)
    return prepare.call(db, text)
  }) as typeof db.prepare
  for (const one of ['due_soon', 'overdue', 'escalated'] as const) {
    const { total, rows } = readPage(db, query(one))
    expect([total, rows.length]).toEqual(one === 'due_soon' ? [0, 0] : [100, 100])
  }
  expect(mayMove(db, { today: '2026-11-23', person: manager.person })).toHaveLength(100)
  db.prepare = prepare
  const plans = texts.flatMap((text) => {
    const names = Object.fromEntries([...text.matchAll(/@(\w+)/g)].map(([, name]) => [name, null]))
    const lines = db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(names) as { detail: string }[]
    return lines.map(({ detail }) => detail)
  })
  // Counting reads an index of narrow rows; nothing reads the wide rows one after another.
  expect(plans.filter((detail) => /^SCAN cases(?! USING)/.test(detail))).toEqual([])
  expect(
    plans.filter((detail) => /USING (COVERING )?INDEX cases_(last_day_on|overdue_on|up_on)/.test(detail)),
  ).not.toEqual([])
})
