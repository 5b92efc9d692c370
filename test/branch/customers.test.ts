import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Answers } from '../../domain/forms/schema.ts'
import type { CaseRow, LookShown, PersonCard } from '../../electron/contract.ts'
import { type Bench, clerk, draft, lead, openBench, otherClerk, page, registered, rows, signIn } from './bench.ts'

const DAY = 86_400_000
const aigul: Answers = { last_name: 'Қасымова', first_name: 'Айгүл', phone: '+77011234567', iin: '900315300123' }
const iin = { number: { kind: 'iin', value: '900315300123' } }
const atCounter = { code: 'at_counter', words: '' }

type Card = { ok: true; people: PersonCard[] } | { ok: false; refusal: { code: string } }
type Looks = { ok: true; rows: LookShown[]; total: number; people: { signature: string }[] }
const card = (bench: Bench, of: unknown, reason: unknown = null, look = randomUUID()) =>
  bench.call('customers.person', { of, look, reason }) as Promise<Card>
async function looks(bench: Bench, filter: { by?: string | null; day?: string | null } = {}): Promise<Looks> {
  return (await bench.call('customers.looks', { by: null, day: null, offset: 0, limit: 50, ...filter })) as Looks
}
const log = (bench: Bench) => rows(bench, 'SELECT * FROM access_log ORDER BY at, id') as Record<string, unknown>[]

async function counter(): Promise<Bench> {
  const bench = await openBench()
  await signIn(bench)
  return bench
}

describe('a person’s card', () => {
  test('R-045 opening a person’s card without a case asks for a reason; the log has who, when, what and why', async () => {
    const bench = await counter()
    await registered(bench, aigul)
    await registered(bench, { ...aigul, track_no: 'RR123456785KZ' }, 'TRACE-DOM')
    await signIn(bench, otherClerk)
    bench.now.ms += DAY
    const before = log(bench).length
    expect(await card(bench, iin)).toEqual({ ok: false, refusal: { code: 'reasonNeeded' } })
    expect(await card(bench, iin, { code: 'curious', words: 'просто посмотреть' })).toMatchObject({ ok: false })
    expect(await card(bench, iin, { code: 'other', words: 'так' })).toMatchObject({ ok: false })
    expect(log(bench)).toHaveLength(before)

    const opened = await card(bench, iin, { code: 'other', words: 'клиент забыл номер' })
    expect(opened).toMatchObject({ ok: true, people: [{ name: 'Қасымова Айгүл', numberEnd: '0123', total: 2 }] })
    expect(log(bench).at(-1)).toMatchObject({
      by_person: otherClerk.person,
      at: '2026-11-24T05:00:00.000Z',
      what: 'person',
      key_kind: 'iin',
      key_value: '900315300123',
      reason: 'other',
      words: 'клиент забыл номер',
      found: 2,
    })
  })

  test('R-045 from a case no reason is asked: the case is the reason, and it is in the log', async () => {
    const bench = await counter()
    const first = await registered(bench, aigul)
    expect(await card(bench, { case: first.case })).toMatchObject({ ok: true, people: [{ total: 1 }] })
    expect(log(bench).at(-1)).toMatchObject({
      what: 'person',
      case_id: first.case,
      number: first.number,
      reason: 'case',
    })
    expect(await card(bench, { case: randomUUID() })).toEqual({ ok: false, refusal: { code: 'unknownCase' } })
  })

  test('a card that is read again is one look; nobody is shown anything without being signed in', async () => {
    const bench = await counter()
    await registered(bench, aigul)
    const before = log(bench).length
    const look = randomUUID()
    await card(bench, iin, atCounter, look)
    await card(bench, iin, atCounter, look)
    expect(log(bench)).toHaveLength(before + 1)
    await bench.call('session.lock', {})
    expect(await card(bench, iin, atCounter)).toEqual({ ok: false, refusal: { code: 'notSignedIn' } })
  })

  test('a telephone that a family shares shows a card of each, never one made of two people', async () => {
    const bench = await counter()
    await registered(bench, aigul)
    await registered(bench, { ...aigul, first_name: 'Гүлнар', iin: '850101400120' })
    await registered(bench, { ...aigul, last_name: 'Ким', iin: '' })
    const opened = await card(bench, { number: { kind: 'phone', value: '+77011234567' } }, atCounter)
    if (!opened.ok) throw new Error(opened.refusal.code)
    expect(opened.people.map(({ name }) => name).sort()).toEqual(['Ким Айгүл', 'Қасымова Айгүл', 'Қасымова Гүлнар'])
  })

  test('no card holds more than fifty cases', async () => {
    const bench = await counter()
    for (let i = 0; i < 53; i++) await registered(bench, aigul)
    const opened = await card(bench, iin, atCounter)
    if (!opened.ok) throw new Error(opened.refusal.code)
    expect(opened.people[0]?.total).toBe(53)
    expect(opened.people[0]?.cases).toHaveLength(50)
  }, 30_000)
})

describe('no browsing', () => {
  test.each(['900315300123', '8 701 123 45 67', '+77011234567', '7011234567', 'ұққі"ғіққ"әі'])(
    'R-045 %s shows how many cases there are and none of them',
    async (find) => {
      const bench = await counter()
      await registered(bench, aigul)
      const found = (await page(bench, { find })) as unknown as { rows: unknown[]; total: number; person: unknown }
      expect(found.rows).toEqual([])
      expect(found.total).toBe(0)
      expect(found.person).toMatchObject({ count: 1 })
      await page(bench, { find })
      expect(log(bench)).toMatchObject([{ what: 'search', by_person: clerk.person, found: 1 }])
    },
  )

  test.each(['9003153', '003001', '701123', '1234567', '90031530012'])(
    'a part of it (%s) finds nobody',
    async (find) => {
      const bench = await counter()
      await registered(bench, aigul)
      expect((await page(bench, { find })).total).toBe(0)
    },
  )
})

describe('a case of somebody else', () => {
  test('R-045 is opened without a question and written down once; one’s own and one’s task are not', async () => {
    const bench = await counter()
    const first = await registered(bench, aigul)
    const second = await registered(bench, { ...aigul, iin: '850101400120' })
    const open = (id: string) => bench.call('cases.detail', { id })
    await open(first.case)
    await signIn(bench, lead)
    await open(first.case)
    expect(log(bench)).toEqual([])

    await signIn(bench, otherClerk)
    for (const { case: id } of [first, first, second, first]) await open(id)
    expect(log(bench).map(({ what, number, reason }) => [what, number, reason])).toEqual([
      ['case', first.number, 'case'],
      ['case', second.number, 'case'],
      ['case', first.number, 'case'],
    ])
  })
})

describe('the log', () => {
  test('R-045 leads read it, by person and by day; a clerk cannot', async () => {
    const bench = await counter()
    const first = await registered(bench, aigul)
    await card(bench, iin, { code: 'lost_slip', words: '' })
    bench.now.ms += DAY
    await signIn(bench, otherClerk)
    await bench.call('cases.detail', { id: first.case })
    expect(await looks(bench)).toEqual({ ok: false, refusal: { code: 'roleMayNot' } })

    await signIn(bench, lead)
    const all = await looks(bench)
    expect(all.rows.map(({ by, what, reason }) => [by, what, reason])).toEqual([
      ['Серік Д. А.', 'case', 'case'],
      ['Әбенова С. Н.', 'person', 'lost_slip'],
    ])
    expect(all.rows[1]?.key).toEqual({ kind: 'iin', end: '0123' })
    expect(JSON.stringify(all)).not.toContain('900315300123')
    expect(all.people.map(({ signature }) => signature).sort()).toEqual(['Серік Д. А.', 'Әбенова С. Н.'])
    expect((await looks(bench, { by: clerk.person })).total).toBe(1)
    expect((await looks(bench, { day: '2026-11-24' })).rows.map(({ what }) => what)).toEqual(['case'])
  })

  test('a row is never changed and never deleted', async () => {
    const bench = await counter()
    await registered(bench, aigul)
    await card(bench, iin, atCounter)
    const { db } = bench.branch
    expect(() => db.exec('DELETE FROM access_log')).toThrow('append-only')
    expect(() => db.exec(`UPDATE access_log SET reason = 'case'`)).toThrow('append-only')
  })

  test('what was found while a form was typed is a look with the draft as its reason, once', async () => {
    const bench = await counter()
    await registered(bench, aigul)
    const open = await draft(bench, aigul)
    const ask = () => bench.call('customers.repeats', { draft: open.id, type: 'ACC-DEREG', answers: aigul })
    await ask()
    await ask()
    expect(log(bench)).toMatchObject([{ what: 'repeat', reason: 'draft', words: open.label, found: 1 }])
  })

  test('without an open draft nobody is looked up that way', async () => {
    const bench = await counter()
    await registered(bench, aigul)
    const answer = await bench.call('customers.repeats', { draft: randomUUID(), type: 'ACC-DEREG', answers: aigul })
    expect(answer).toEqual({ matter: [], times: 0, others: { count: 0, latest: [] } })
  })
})

describe('a lost slip', () => {
  test('R-025 a lost slip is found by folded surname and date among many, and its reprint is a counted duplicate', async () => {
    const bench = await counter()
    const lost = await registered(bench, aigul)
    await bench.call('printJobs.begin', { case: lost.case, size: '80mm', command: randomUUID() })
    bench.now.ms += DAY
    for (let i = 0; i < 40; i++) await registered(bench, { ...aigul, iin: '', phone: `+7701000${1000 + i}` })
    bench.now.ms += 7 * DAY
    await signIn(bench, otherClerk)
    // Two pauses: after the surname, after the date.
    expect((await page(bench, { find: 'касымова' })).total).toBe(41)
    const found = await page(bench, { find: 'касымова 23.11' })
    expect(found.rows.map(({ number }) => number)).toEqual([lost.number])
    const again = (await bench.call('printJobs.begin', {
      case: lost.case,
      size: '80mm',
      command: randomUUID(),
    })) as { copy: number; duplicate: boolean; job: { id: string } }
    expect(again).toMatchObject({ copy: 2, duplicate: true })
    await bench.call('printJobs.finish', { job: again.job.id, outcome: 'printed', why: null, confirmedBy: 'printer' })
    expect((await page(bench, { find: 'касымова 23.11' })).rows).toMatchObject([{ slips: 2 }])
  }, 30_000)

  test('R-051 касымова айгул finds ҚАСЫМОВА Айгүл; who is spelled exactly so stands first', async () => {
    const bench = await counter()
    for (const last_name of ['ҚАСЫМОВА', 'Касымова']) await registered(bench, { ...aigul, iin: '', last_name })
    const names = async (find: string) =>
      (await page(bench, { find })).rows.map((row) => (row as unknown as CaseRow).applicant)
    expect(await names('касымова айгул')).toEqual(expect.arrayContaining(['ҚАСЫМОВА Айгүл', 'Касымова Айгүл']))
    expect(await names('касымова')).toEqual(['Касымова Айгүл', 'ҚАСЫМОВА Айгүл'])
    expect((await names('қасымова 23.11'))[0]).toBe('ҚАСЫМОВА Айгүл')
  })

  test('sorted by applicant the queue stands in the Kazakh order', async () => {
    const bench = await counter()
    for (const last_name of ['Іңкәр', 'Қасым', 'Әлия', 'Алия', 'Касым', 'Инкар'])
      await registered(bench, { ...aigul, last_name })
    const sorted = (await page(bench, { sort: 'applicant' })).rows.map(
      (row) => (row as unknown as CaseRow).applicant.split(' ')[0],
    )
    expect(sorted).toEqual(['Алия', 'Әлия', 'Инкар', 'Касым', 'Қасым', 'Іңкәр'])
  })
})
