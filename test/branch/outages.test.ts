/** Outages at a branch: the card, cases joined to it, who is told, papers numbered by hand; all of it from the journal. */
import { describe, expect, test } from 'vitest'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { Answers } from '../../domain/forms/schema.ts'
import { open } from '../../domain/journal/event.ts'
import { outageAfterChange } from '../../domain/outages/join.ts'
import { readOutageNumber } from '../../domain/outages/number.ts'
import { readPaperNumber } from '../../domain/outages/paperNumber.ts'
import { storeForeign } from '../../electron/branch/handover.ts'
import { myLine, runAfter } from '../../electron/branch/journal.ts'
import { rebuild } from '../../electron/branch/projection.ts'
import type {
  CaseRow,
  Draft,
  MonthReportView,
  OutageView,
  OutageWritten,
  RecoveryRow,
} from '../../electron/contract.ts'
import { primitives } from '../../trust/primitives.ts'
import { shippedCatalogue, shippedForms } from '../support/catalogue.ts'
import {
  type Bench,
  clerk,
  draft,
  lead,
  least,
  openBench,
  page,
  register,
  registered,
  reopen,
  rows,
  signIn,
} from './bench.ts'

const HOUR_MS = 3_600_000
const said = {
  what: 'Мобильді қосымша мен беру кодтары істемейді',
  text: 'Қосымша уақытша істемейді. Жөнелтілімдер сақтаулы.',
  source: 'бас кеңсе',
}
/** The types whose form asks for an outage's number. */
const ASKING = ['DELIV-PROBLEM', 'OUTAGE-REPORT']
let minted = 0
const command = () => `0197b000-0000-4000-8000-${String(++minted).padStart(12, '0')}`
const at = (bench: Bench, hours: number) => new Date(bench.now.ms + hours * HOUR_MS).toISOString()

const openCard = (bench: Bench, more: object = {}) =>
  bench.call('outages.open', {
    command: command(),
    since: at(bench, -1),
    nextNewsAt: at(bench, 2),
    ...said,
    ...more,
  }) as Promise<OutageWritten>
async function opened(bench: Bench, more: object = {}): Promise<OutageView> {
  await signIn(bench, lead)
  const written = await openCard(bench, more)
  if (!written.ok) throw new Error(JSON.stringify(written.refusal))
  await signIn(bench, clerk)
  return written.outage
}
async function closed(bench: Bench, number: string, endedAt = at(bench, 0)): Promise<OutageView> {
  await signIn(bench, lead)
  const written = (await bench.call('outages.close', { command: command(), number, endedAt })) as OutageWritten
  if (!written.ok) throw new Error(JSON.stringify(written.refusal))
  return written.outage
}
const cards = (bench: Bench) => bench.call('outages.list', { limit: 50 }) as Promise<OutageView[]>
const keep = (bench: Bench, { id, type, answers }: Draft, more: object) =>
  bench.call('drafts.save', { id, type, answers, kept: [], stepsDone: [], papers: [], focus: null, ...more })
const refused = (answer: { ok: boolean; refusal?: unknown }) => (answer.ok ? null : answer.refusal)

describe('the card', () => {
  test('R-013 five fields open it, everyone at the branch reads it at once, and it has a number of its own', async () => {
    const bench = await openBench()
    const outage = await opened(bench)
    expect(readOutageNumber(outage.number)).toBe(outage.number)
    expect(outage.number).toMatch(/^S-0712-A26-001-/)
    expect(outage).toMatchObject({ ...said, bulletin: 1, openedBy: 'Ким В. О.', endedAt: null, cause: null, cases: 0 })
    expect(bench.news).toContainEqual(['outages', 'exchange'])
    expect(await bench.call('outages.current', {})).toEqual({ open: [outage], recent: [] })
    await signIn(bench, lead)
    expect(refused(await openCard(bench, { cause: null }).catch(() => ({ ok: false, refusal: 'unread' })))).toBe(
      'unread',
    )
  })

  test('R-013 a clerk can neither open nor change nor close it, and nothing is written by the attempt', async () => {
    const bench = await openBench()
    const { number } = await opened(bench)
    const before = rows(bench, 'SELECT seq FROM journal').length
    const { source, what } = said
    const attempts = [
      openCard(bench),
      bench.call('outages.update', {
        ...{ command: command(), number, what, source, text: 'Бәрі жақсы', cause: null },
        nextNewsAt: at(bench, 3),
      }),
      bench.call('outages.close', { command: command(), number, endedAt: at(bench, 0) }),
    ]
    for (const attempt of attempts)
      expect(refused((await attempt) as OutageWritten)).toEqual({ code: 'roleMayNot', role: 'clerk' })
    expect(rows(bench, 'SELECT seq FROM journal')).toHaveLength(before)
    expect((await cards(bench))[0]).toMatchObject(said)
  })

  test('a command given twice opens one card and writes one bulletin', async () => {
    const bench = await openBench()
    await signIn(bench, lead)
    const wish = { command: command(), since: at(bench, -1), nextNewsAt: at(bench, 2), ...said }
    const [first, again] = [await bench.call('outages.open', wish), await bench.call('outages.open', wish)]
    expect(again).toEqual(first)
    expect(await cards(bench)).toHaveLength(1)
    const { number } = (await cards(bench))[0] as OutageView
    const news = {
      command: command(),
      number,
      ...said,
      text: 'Кодтар істей бастады',
      cause: null,
      nextNewsAt: at(bench, 4),
    }
    await bench.call('outages.update', news)
    await bench.call('outages.update', news)
    expect((await cards(bench))[0]).toMatchObject({ bulletin: 2, text: 'Кодтар істей бастады' })
  })

  test('it outlives a restart, and made again from the journal it is the same', async () => {
    const bench = await openBench()
    const first = await opened(bench)
    await closed(bench, first.number)
    bench.now.ms += HOUR_MS
    const second = await opened(bench, { what: 'Почтоматтар' })
    expect(second.number).toMatch(/^S-0712-A26-002-/)
    await registered(bench, least, 'OUTAGE-REPORT')
    const before = await cards(bench)
    const again = await reopen(bench)
    expect(await cards(again)).toEqual(before)
    again.branch.db.exec('DELETE FROM outage; DELETE FROM paper_number')
    rebuild(again.branch)
    expect(await cards(again)).toEqual(before)
    expect(before.map(({ number }) => number)).toEqual([second.number, first.number])
  })
})

describe('papers taken in while it lasts', () => {
  test('R-012 each of the 18 types is registered with no network at all, with a slip to print; those that ask for the outage are joined to it', async () => {
    const bench = await openBench()
    const { number } = await opened(bench)
    const codes = shippedForms()
    expect(codes).toHaveLength(18)
    for (const code of codes) {
      const receipt = await registered(bench, least, code)
      expect([receipt.type, receipt.outage]).toEqual([code, ASKING.includes(code) ? number : undefined])
    }
    const { rows: found, total } = await page(bench)
    expect(total).toBe(18)
    const marked = (found as unknown as CaseRow[]).filter((row) => row.marks.includes('outage'))
    expect(marked.map(({ type }) => type).sort()).toEqual(ASKING)
    expect(rows(bench, `SELECT 1 FROM print_job WHERE state = 'waiting'`)).toHaveLength(18)
    expect((await cards(bench))[0]).toMatchObject({ cases: ASKING.length })
  })

  test('the number stands in the draft and in the field that asks for it; taken off, the case is of no outage', async () => {
    const bench = await openBench()
    await signIn(bench)
    expect(await draft(bench, least, 'OUTAGE-REPORT')).toMatchObject({ outage: null })
    const { number } = await opened(bench)
    const one = await draft(bench, least, 'OUTAGE-REPORT')
    expect(one).toMatchObject({ outage: number, answers: { outage_ref: number } })
    const { outage_ref: _, ...answers } = one.answers
    await keep(bench, one, { outage: null, answers })
    const answer = await register(bench, one.id)
    expect(answer.ok && answer.receipt.outage).toBeUndefined()
    expect((await cards(bench))[0]).toMatchObject({ cases: 0 })
  })

  test('a complaint opened during an outage has no number until someone adds it, and is not counted on the card', async () => {
    const bench = await openBench()
    const { number } = await opened(bench)
    const complaint = await draft(bench, least, 'COMPL-SERVICE')
    expect(complaint).toMatchObject({ outage: null })
    const plain = await register(bench, complaint.id)
    expect(plain.ok && plain.receipt.outage).toBeUndefined()
    expect((await cards(bench))[0]).toMatchObject({ cases: 0 })
    const added = await draft(bench, least, 'COMPL-SERVICE')
    await keep(bench, added, { outage: number })
    const joined = await register(bench, added.id)
    expect(joined.ok && joined.receipt.outage).toBe(number)
    expect((await cards(bench))[0]).toMatchObject({ cases: 1 })
  })

  test('another type follows the same rule: the number comes with a form that asks and goes with it; what someone added stays', () => {
    const catalogue = shippedCatalogue()
    const formed = (code: string) => {
      const form = formOf(catalogue, code)
      if (!form) throw new Error(code)
      return form
    }
    const changed = (from: string, to: string, joined: string | null) =>
      outageAfterChange(catalogue, { from: formed(from), to: formed(to), joined, going: 'S-1' })
    expect(changed('COMPL-SERVICE', 'OUTAGE-REPORT', null)).toBe('S-1')
    expect(changed('COMPL-SERVICE', 'OUTAGE-REPORT', 'S-0')).toBe('S-0')
    expect(changed('OUTAGE-REPORT', 'COMPL-SERVICE', 'S-1')).toBeNull()
    expect(changed('COMPL-SERVICE', 'ACC-DEREG', 'S-1')).toBe('S-1')
    expect(changed('OUTAGE-REPORT', 'DELIV-PROBLEM', null)).toBeNull()
  })

  test('a known number that somebody typed into the form joins the case as well; an unknown one is only an answer', async () => {
    const bench = await openBench()
    const { number } = await opened(bench)
    await closed(bench, number)
    await signIn(bench, clerk)
    const joined = await registered(bench, { ...least, outage_ref: number }, 'DELIV-PROBLEM')
    const other = await registered(bench, { ...least, outage_ref: 'S-1' }, 'DELIV-PROBLEM')
    expect([joined.outage, other.outage]).toEqual([number, undefined])
  })

  test('R-015 what the system says and what the customer says are both kept with their times, neither in the place of the other', async () => {
    const bench = await openBench()
    await signIn(bench)
    const told: Answers = {
      ...least,
      deliv_problem: ['marked_delivered'],
      actual_at: '2026-11-22T14:05',
      expected_at: '2026-11-22T18:00',
      message_text: 'Қосымшада «тапсырылды» деп тұр, 22.11 14:05; мен алған жоқпын, үйде болдым',
    }
    const { case: id } = await registered(bench, told, 'DELIV-PROBLEM')
    const detail = (await bench.call('cases.detail', { id })) as { registered: { answers: Answers } }
    expect(detail.registered.answers).toMatchObject(told)
  })
})

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

describe('papers numbered by hand', () => {
  const block = async (bench: Bench, count: number, id = command()) =>
    ((await bench.call('outages.paperBlock', { command: id, count })) as { numbers: string[] }).numbers
  const known = (bench: Bench, number: string) => bench.call('outages.paperNumber', { number })
  const byHand = async (bench: Bench, number: string, takenAt: string) => {
    const one = await draft(bench)
    await keep(bench, one, { handTaken: { number, at: takenAt } })
    return register(bench, one.id)
  }

  test('a block is reserved by an event, the same command gives the same numbers, the next block goes on, a restored disk prints others', async () => {
    const bench = await openBench()
    await signIn(bench)
    const id = command()
    const numbers = await block(bench, 10, id)
    expect(numbers.every((number) => readPaperNumber(number) === number)).toBe(true)
    expect(numbers[9]).toMatch(/^0712-A26-B0010-/)
    expect(await block(bench, 10, id)).toEqual(numbers)
    expect((await block(bench, 1))[0]).toMatch(/^0712-A26-B0011-/)
    expect(rows(bench, `SELECT 1 FROM journal WHERE type = 'paperNumbersReserved'`)).toHaveLength(2)
    expect(await known(bench, numbers[3] ?? '')).toEqual({ number: numbers[3], reservedOn: '2026-11-23', usedBy: null })
    const other = await openBench({ seed: 2 })
    await signIn(other)
    expect(await block(other, 10)).not.toContain(numbers[0])
    expect(await known(other, numbers[0] ?? '')).toMatchObject({ reservedOn: null })
  })

  test('the day of acceptance, the term and the number’s year come from the real time; the receipt names both numbers', async () => {
    const bench = await openBench()
    await signIn(bench)
    const [paper = ''] = await block(bench, 1)
    bench.now.ms = Date.parse('2027-01-04T05:00:00.000Z')
    const answer = await byHand(bench, paper, '2026-12-21T06:30:00.000Z')
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
    expect(answer.receipt).toMatchObject({
      number: expect.stringMatching(/^0712-A26-00001-/),
      acceptedAt: '2026-12-21T06:30:00.000Z',
      answer: { by: '2026-12-31' },
      byHand: { number: paper, typedAt: '2027-01-04T05:00:00.000Z' },
    })
    const detail = (await bench.call('cases.detail', { id: answer.receipt.case })) as {
      registered: object
      row: CaseRow
    }
    expect(detail.registered).toMatchObject({ acceptedOn: '2026-12-21', handTaken: { number: paper } })
    expect(detail.row.marks).toContain('outage')
    // The next one, of today, takes the new year's own serial.
    expect((await registered(bench)).number).toMatch(/^0712-A27-00001-/)
  })

  test('the case is found by the number on the paper, typed in any way', async () => {
    const bench = await openBench()
    await signIn(bench)
    const [paper = '', other = ''] = await block(bench, 2)
    const answer = await byHand(bench, paper, at(bench, -2))
    await byHand(bench, other, at(bench, -1))
    const found = await page(bench, { find: paper.toLowerCase() })
    expect(found.rows.map(({ number }) => number)).toEqual([answer.ok && answer.receipt.number])
  })

  test('one paper is one case: used twice it is refused with the case that has it, also by two drafts at once and after a restart', async () => {
    const bench = await openBench()
    await signIn(bench)
    const [paper = ''] = await block(bench, 1)
    const both = await Promise.all([byHand(bench, paper, at(bench, -2)), byHand(bench, paper, at(bench, -2))])
    const taken = both.find((answer) => answer.ok)
    const number = taken?.ok ? taken.receipt.number : ''
    expect(both.filter((answer) => !answer.ok).map(refused)).toEqual([{ code: 'paperUsed', by: number }])
    const again = await reopen(bench)
    await signIn(again)
    expect(refused(await byHand(again, paper, at(again, -2)))).toEqual({ code: 'paperUsed', by: number })
    expect(await known(again, paper)).toMatchObject({ usedBy: number })
    expect(rows(again, `SELECT 1 FROM journal WHERE type = 'caseRegistered'`)).toHaveLength(1)
    // The same draft again is the same registration, not a second use.
    const kept = rows(again, 'SELECT draft FROM command WHERE draft IS NOT NULL') as { draft: string }[]
    expect(await register(again, kept[0]?.draft ?? '')).toMatchObject({ ok: true, repeated: true })
  })

  test('a time to come, a time too long ago and a number that is none are refused, and nothing is registered', async () => {
    const bench = await openBench()
    await signIn(bench)
    const [paper = ''] = await block(bench, 1)
    expect(refused(await byHand(bench, paper, at(bench, 1)))).toEqual({ code: 'paperInFuture' })
    expect(refused(await byHand(bench, paper, at(bench, -24 * 31)))).toEqual({ code: 'paperTooOld', days: 30 })
    expect(refused(await byHand(bench, '0712-A26-B0001-XXXXX', at(bench, -1)))).toEqual({ code: 'paperNumberWrong' })
    expect((await page(bench)).total).toBe(0)
  })

  test('the power goes in the middle of reserving or registering: nothing is half done, the repeat gives one block and one case', async () => {
    const faults = { at: (_: string) => {} }
    const bench = await openBench({ faults: { at: (point: string) => faults.at(point) } as never })
    await signIn(bench)
    const strike = (where: string) => {
      faults.at = (point) => {
        if (point !== where) return
        faults.at = () => {}
        throw new Error('power')
      }
    }
    const id = command()
    for (const where of ['in-transaction', 'before-commit']) {
      strike(where)
      await expect(block(bench, 5, id)).rejects.toThrow('power')
      expect(rows(bench, `SELECT 1 FROM journal WHERE type = 'paperNumbersReserved'`)).toEqual([])
      expect(rows(bench, 'SELECT 1 FROM paper_number')).toEqual([])
    }
    strike('after-commit')
    await expect(block(bench, 5, id)).rejects.toThrow('power')
    const [paper = ''] = await block(bench, 5, id)
    expect(rows(bench, 'SELECT 1 FROM paper_number')).toHaveLength(5)

    const one = await draft(bench)
    await keep(bench, one, { handTaken: { number: paper, at: at(bench, -1) } })
    for (const where of ['in-transaction', 'before-commit', 'after-commit']) {
      strike(where)
      await expect(register(bench, one.id)).rejects.toThrow('power')
    }
    expect(await register(bench, one.id)).toMatchObject({ ok: true, repeated: true })
    expect(rows(bench, `SELECT 1 FROM journal WHERE type = 'caseRegistered'`)).toHaveLength(1)
  })
})

test('R-017 an urgent case is first in every order, and a tab, search or filter that hides it says how many it hides', async () => {
  const bench = await openBench()
  await signIn(bench)
  await registered(bench)
  const urgent = await registered(bench, { ...least, last_name: 'Яковлев', urgent: 'medicine' }, 'DELIV-PROBLEM')
  await registered(bench)
  type Seen = { rows: { id: string }[]; urgentHidden: number }
  const see = async (query: object) => (await page(bench, query)) as unknown as Seen
  for (const sort of ['answerBy', 'registeredAt', 'number', 'applicant', 'type', 'state'])
    for (const descending of [false, true]) expect((await see({ sort, descending })).rows[0]?.id).toBe(urgent.case)
  expect((await see({})).urgentHidden).toBe(0)
  expect((await see({ types: ['ACC-DEREG'] })).urgentHidden).toBe(1)
  expect((await see({ find: 'Қасымова' })).urgentHidden).toBe(1)
  expect((await see({ tab: 'at_hq' })).urgentHidden).toBe(1)
})

test('a card opened at another counter of the branch is shown here, and papers taken in here are joined to it', async () => {
  const office = await openBench({ seed: 7, letter: 'B' })
  const there = await opened(office)
  await signIn(office, clerk)
  await office.call('outages.paperBlock', { command: command(), count: 2 })
  const bench = await openBench()
  await signIn(bench)
  const events = runAfter(office.branch.db, myLine(office.branch.db), 0).map((sealed) => {
    const event = open(primitives, sealed)
    if (!event) throw new Error('an event that does not open')
    return event
  })
  storeForeign(bench.branch, events, 'hub')
  expect(bench.news.flat()).toContain('outages')
  expect((await cards(bench)).map(({ number, what }) => [number, what])).toEqual([[there.number, said.what]])
  expect((await registered(bench, least, 'OUTAGE-REPORT')).outage).toBe(there.number)
  expect(rows(bench, 'SELECT 1 FROM paper_number')).toHaveLength(2)
})
