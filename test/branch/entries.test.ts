// "This is not mine", "it was not so", of what the journal of a branch holds beside its cases.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { isEventType } from '../../domain/cases/events.ts'
import { myLine, runAfter } from '../../electron/branch/journal.ts'
import type { EntriesPage, EntryShown } from '../../electron/contract.ts'
import { type Bench, clerk, lead, manager, openBench, otherClerk, registered, rows, signIn } from './bench.ts'
import { opened } from './outage.ts'
import { change, choose, DEMO_MANAGER, names } from './people.ts'

const listed = async (bench: Bench, offset = 0, limit = 200) =>
  (await bench.call('entries.list', { offset, limit })) as EntriesPage
const dispute = (bench: Bench, { entry }: Pick<EntryShown, 'entry'>, words = 'это не я', command = randomUUID()) =>
  bench.call('entries.dispute', { command, entry, words })

/** A branch whose journal holds an entry of each kind that a day may bring. */
async function busy(): Promise<Bench> {
  const bench = await openBench()
  await signIn(bench)
  await registered(bench)
  await bench.call('shifts.open', { command: randomUUID() })
  await opened(bench)
  await signIn(bench, manager)
  await change(bench, { do: 'addPerson', ...names, lastName: 'Оспанов', role: 'clerk' })
  await change(bench, { do: 'retirePerson', person: otherClerk.person, why: 'ушёл в отпуск' })
  const days = [{ date: '2026-12-31', working: false }]
  const calendar = { year: 2026, days, why: 'приказ по отделению', source: 'приказ 5', published: false }
  expect(await bench.call('calendars.change', { command: randomUUID(), ...calendar })).toMatchObject({ ok: true })
  await bench.call('documents.paperNumbers', { command: randomUUID() })
  return bench
}

test('every entry of the branch can be disputed, whatever it is of, once by each person; it stays and goes to headquarters', async () => {
  const bench = await busy()
  const { rows: all } = await listed(bench)
  const types = new Set(all.map(({ type }) => type))
  for (const type of ['lineOpened', 'shiftOpened', 'outageOpened', 'personAdded', 'personRetired', 'calendarChanged'])
    expect(types, type).toContain(type)
  expect(all).toHaveLength(rows(bench, 'SELECT 1 FROM journal WHERE case_id IS NULL').length)
  for (const row of all) {
    expect(await dispute(bench, row), String(row.type)).toEqual({ ok: true })
    expect(await dispute(bench, row)).toEqual({ ok: false, refusal: { code: 'alreadyDisputed' } })
  }
  const now = await listed(bench)
  for (const { entry } of all)
    expect(now.rows.find((row) => row.entry.hash === entry.hash)).toMatchObject({
      ...{ disputes: [{ by: DEMO_MANAGER, words: 'это не я' }], disputed: true },
    })
  // A dispute is an entry itself: it is told, it can be answered, and nothing of it is ever taken away.
  const said = now.rows.filter(({ type }) => type === 'entryDisputed')
  expect(said).toHaveLength(all.length)
  expect(said[0]).toMatchObject({ by: DEMO_MANAGER, about: 'это не я' })
  expect(await dispute(bench, said[0] as EntryShown, 'было именно так')).toEqual({ ok: true })
  expect(() => bench.branch.db.exec(`DELETE FROM journal WHERE type = 'entryDisputed'`)).toThrow()
  const sent = runAfter(bench.branch.db, myLine(bench.branch.db), 0).map(({ header }) => JSON.parse(header))
  expect(sent.filter(({ type }: { type: string }) => type === 'entryDisputed')).toHaveLength(all.length + 1)
})

test('an entry of a case is disputed on the case, and what is held nowhere is not disputed', async () => {
  const bench = await busy()
  const [entry] = rows(bench, `SELECT line, seq, hash FROM journal WHERE type = 'caseRegistered'`) as never[]
  const unknown = { ok: false, refusal: { code: 'unknownEntry' } }
  const [first] = (await listed(bench)).rows
  if (!first) throw new Error('nothing is listed')
  const { line, seq, hash } = first.entry
  // Neither by the manager nor by the clerk who wrote it.
  for (const who of [clerk, manager]) {
    await signIn(bench, who)
    expect(await dispute(bench, { entry: entry as never })).toEqual(unknown)
    for (const wrong of [{ hash: '0'.repeat(64) }, { seq: seq + 1 }, { line: hash.slice(0, line.length) }])
      expect(await dispute(bench, { entry: { ...first.entry, ...wrong } })).toEqual(unknown)
  }
  expect(await dispute(bench, first, ' ')).toEqual({ ok: false, refusal: { code: 'notSaid', what: ['words'] } })
})

test('a clerk finds what stands under his name and what was done to him, and not what was done to others', async () => {
  const bench = await busy()
  const types = async () => (await listed(bench)).rows.map(({ type, about }) => `${type} ${about}`)
  await change(bench, { do: 'resetPin', person: lead.person })
  const [mine] = await types()
  expect(mine).toBe('pinReset Ким В. О.')
  await signIn(bench, clerk)
  const own = await types()
  expect(own.filter((one) => /^(person|pin|badge)/.test(one))).toEqual([])
  expect(own).toContain('calendarChanged 2026')
  await signIn(bench, manager)
  await change(bench, { do: 'giveBadge', person: clerk.person, number: 'A1234567' })
  await signIn(bench, clerk)
  expect(await types()).toContain('badgeGiven Әбенова С. Н.')
})

test('what somebody did to others as a manager he still finds and may speak of when he is none any more', async () => {
  const bench = await openBench()
  await signIn(bench, manager)
  const made = await change(bench, { do: 'addPerson', ...names, role: 'manager' })
  const second = { person: made.person, pin: '2718' }
  await choose(bench, made.person, made.pin, second.pin)
  await signIn(bench, second)
  await change(bench, { do: 'retirePerson', person: otherClerk.person, why: 'ушёл в отпуск' })
  await signIn(bench, manager)
  await change(bench, { do: 'changePerson', person: made.person, ...names, role: 'clerk' })
  await signIn(bench, second)
  const own = (await listed(bench)).rows.find(({ type }) => type === 'personRetired') as EntryShown
  expect(own).toMatchObject({ by: 'Бекова А.' })
  expect(await dispute(bench, own, 'вернулся раньше')).toEqual({ ok: true })
  expect((await listed(bench)).rows[0]).toMatchObject({ type: 'entryDisputed', about: 'вернулся раньше' })
})

test('R-033 what was said of a deed that somebody is not shown is not shown to him either, nor can he dispute it', async () => {
  const bench = await busy()
  const retired = (await listed(bench)).rows.find(({ type }) => type === 'personRetired') as EntryShown
  await dispute(bench, retired, 'он вернётся в марте')
  const said = (await listed(bench)).rows.find(({ type }) => type === 'entryDisputed') as EntryShown
  await dispute(bench, said, 'не раньше апреля')
  await signIn(bench, clerk)
  expect(JSON.stringify(await listed(bench))).not.toMatch(/марте|апреля/)
  for (const one of [retired, said])
    expect(await dispute(bench, one)).toEqual({ ok: false, refusal: { code: 'unknownEntry' } })
  // Of what everybody sees everybody reads what was said, and whom it is about reads all of it.
  await signIn(bench, manager)
  const year = (await listed(bench)).rows.find(({ type }) => type === 'calendarChanged') as EntryShown
  await dispute(bench, year, 'приказ другой')
  await change(bench, { do: 'giveBadge', person: clerk.person, number: 'A1234567' })
  const badge = (await listed(bench)).rows.find(({ type }) => type === 'badgeGiven') as EntryShown
  await dispute(bench, badge, 'бейдж не тот')
  await signIn(bench, clerk)
  expect((await listed(bench)).rows.map(({ about }) => about)).toEqual(
    expect.arrayContaining(['приказ другой', 'бейдж не тот']),
  )
})

test('a long journal is read page by page, the latest first, and tells of no case', async () => {
  const bench = await busy()
  const whole = (await listed(bench)).rows
  const pages: EntryShown[] = []
  for (let offset = 0, more = true; more; offset += 3) {
    const page = await listed(bench, offset, 3)
    pages.push(...page.rows)
    more = page.more
  }
  expect(pages).toEqual(whole)
  expect(whole.every(({ type }) => type !== null && isEventType(type))).toBe(true)
  const [{ number }] = rows(bench, 'SELECT number FROM cases') as [{ number: string }]
  expect(JSON.stringify(whole)).not.toContain(number)
})
