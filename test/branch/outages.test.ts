/** Outages at a branch: the card and the cases joined to it; all of it from the journal. */
import { describe, expect, test } from 'vitest'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { Answers } from '../../domain/forms/schema.ts'
import { open } from '../../domain/journal/event.ts'
import { outageAfterChange } from '../../domain/outages/join.ts'
import { readOutageNumber } from '../../domain/outages/number.ts'
import { storeForeign } from '../../electron/branch/handover.ts'
import { myLine, runAfter } from '../../electron/branch/journal.ts'
import { rebuild } from '../../electron/branch/projection.ts'
import type { CaseRow, OutageView, OutageWritten } from '../../electron/contract.ts'
import { primitives } from '../../trust/primitives.ts'
import { shippedCatalogue, shippedForms } from '../support/catalogue.ts'
import { clerk, draft, lead, least, openBench, page, register, registered, reopen, rows, signIn } from './bench.ts'
import { at, cards, closed, command, HOUR_MS, keep, openCard, opened, refused, said } from './outage.ts'

/** The types whose form asks for an outage's number. */
const ASKING = ['DELIV-PROBLEM', 'OUTAGE-REPORT']

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

  test('a time outside the operator’s bounds opens and updates nothing, and the answer names the bound; another rule has others', async () => {
    const bench = await openBench()
    const { number } = await opened(bench)
    await signIn(bench, lead)
    const before = await cards(bench)
    const { sinceWithinDays, newsWithinDays } = bench.branch.knowledge.rules.outages
    expect([sinceWithinDays, newsWithinDays]).toEqual([30, 7])
    const tooOld = { code: 'sinceTooOld', days: 30, earliest: at(bench, -24 * 30) }
    const tooFar = { code: 'newsTooFar', days: 7, latest: at(bench, 24 * 7) }
    const news = { command: command(), number, ...said, cause: null, nextNewsAt: '2099-12-31T11:00:00.000Z' }
    expect(refused(await openCard(bench, { since: '1999-11-23T05:00:00.000Z' }))).toEqual(tooOld)
    expect(refused(await openCard(bench, { nextNewsAt: news.nextNewsAt }))).toEqual(tooFar)
    expect(refused((await bench.call('outages.update', news)) as OutageWritten)).toEqual(tooFar)
    expect(await cards(bench)).toEqual(before)
    const { outages } = ((await bench.call('workspace.open', {})) as { rules: { outages: object } }).rules
    expect(outages).toMatchObject({ sinceWithinDays, newsWithinDays, basis: { kind: 'operator' } })
    const { knowledge } = bench.branch
    const stricter = { ...knowledge.rules.outages, sinceWithinDays: 1 }
    bench.branch.knowledge = { ...knowledge, rules: { ...knowledge.rules, outages: stricter } }
    expect(refused(await openCard(bench, { since: at(bench, -25) }))).toMatchObject({ code: 'sinceTooOld', days: 1 })
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
    await signIn(again)
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
