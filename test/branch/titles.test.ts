/** A letter in the customer's own words is taken in on the paper of complaints, and is called one nowhere. */
import { expect, test } from 'vitest'
import type { Answers, Text3 } from '../../domain/forms/schema.ts'
import { shortTitle } from '../../renderer/ui/words.ts'
import { knowledgeForTests, openBench, page, registered, signIn } from './bench.ts'

type Row = { id: string; type: string; titled?: Text3 }
const person: Answers = { last_name: 'Серік', first_name: 'Дана', phone: '+77011234567' }
const { catalogue } = knowledgeForTests()
const complaint = catalogue.forms.find(({ code }) => code === 'COMPL-SERVICE')
const free = complaint?.titles?.[0]?.short

test('Ctrl 0: a case taken in as free text is called so in every list; a complaint stays a complaint', async () => {
  const bench = await openBench()
  await signIn(bench)
  await registered(bench, { ...person, kind: 'appeal' }, 'COMPL-SERVICE')
  await registered(bench, { ...person, kind: 'complaint' }, 'COMPL-SERVICE')
  const { rows } = (await page(bench)) as unknown as { rows: Row[] }
  expect(rows.map((row) => shortTitle(catalogue, row))).toEqual([free, complaint?.short])
  for (const [i, row] of rows.entries()) {
    const detail = (await bench.call('cases.detail', { id: row.id })) as { row: Row }
    expect(shortTitle(catalogue, detail.row)).toEqual(i === 0 ? free : complaint?.short)
  }
  const look = { of: { case: rows[0]?.id }, look: crypto.randomUUID(), reason: null }
  const card = (await bench.call('customers.person', look)) as { people: { cases: Row[] }[] }
  const named = card.people.flatMap(({ cases }) => cases.map((row) => shortTitle(catalogue, row).ru))
  expect(named.sort()).toEqual([complaint?.short.ru, free?.ru])
})

test('a parked draft is called by its answers too', () => {
  expect(shortTitle(catalogue, { type: 'COMPL-SERVICE', answers: { kind: 'appeal' } })).toEqual(free)
  expect(shortTitle(catalogue, { type: 'COMPL-SERVICE', answers: {} })).toEqual(complaint?.short)
  expect(shortTitle(catalogue, { type: 'GONE' }).ru).toBe('GONE')
})
