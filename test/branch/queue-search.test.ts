// Words typed into the queue's search find people in either alphabet, and whoever is spelled so comes first.
import { describe, expect, test } from 'vitest'
import { act } from './acting.ts'
import { type Bench, least, openBench, page, registered, signIn } from './bench.ts'

describe('search', () => {
  const people: [string, string, string, string][] = [
    ['Қасымова', 'Айгүл', '+77011234567', '900315300123'],
    ['Касымова', 'Айгуль', '+77029876543', '850101400120'],
    ['Ким', 'Виктория', '+77051112233', '770707400118'],
  ]
  async function benchWithPeople(): Promise<Bench> {
    const bench = await openBench()
    await signIn(bench)
    for (const [last_name, first_name, phone, iin] of people)
      await registered(bench, { ...least, last_name, first_name, phone, iin })
    return bench
  }
  const names = async (bench: Bench, find: string) =>
    (await page(bench, { find })).rows.map((row) => (row as unknown as { applicant: string }).applicant)

  test.each([
    ['касымова айгул', ['Қасымова Айгүл', 'Касымова Айгуль']],
    ['айгүл қасымова', ['Қасымова Айгүл', 'Касымова Айгуль']],
    ['rfcsvjdf', ['Қасымова Айгүл', 'Касымова Айгуль']],
    ['kasymova', ['Қасымова Айгүл', 'Касымова Айгуль']],
    ['касымова 23.11', ['Қасымова Айгүл', 'Касымова Айгуль']],
    ['ким 23.11.2026', ['Ким Виктория']],
    ['23.11.25', []],
    ['0712-A26-00003', ['Ким Виктория']],
    ['0712A2600003', ['Ким Виктория']],
    ['0712Ф2600003', ['Ким Виктория']],
    ['00003', ['Ким Виктория']],
    ['нет такого', []],
    ["';--%_", people.map(([last, first]) => `${last} ${first}`)],
  ])('%s finds %j (R-051)', async (find, expected) => {
    const bench = await benchWithPeople()
    expect((await names(bench, find)).sort()).toEqual([...expected].sort())
  })

  test('of two letters of which one stands on a key with a sign no other layout makes a letter that every number has', async () => {
    const bench = await benchWithPeople()
    await registered(bench, { ...least, last_name: 'Бабаева', phone: '+77013334455' })
    await bench.branch.db.exec(`UPDATE cases SET search = search || ' f' WHERE applicant NOT LIKE 'Баб%'`)
    for (const find of ['ба', 'аба']) expect(await names(bench, find)).toEqual(['Бабаева Айгүл'])
  })

  test('a name that was corrected is still found as the slip has it', async () => {
    const bench = await openBench()
    await signIn(bench)
    const { case: id } = await registered(bench, { ...least, last_name: 'Оспанова' })
    const changes = { last_name: 'Ыдырысова' }
    expect(await act(bench, id, { do: 'correctCase', reason: 'опечатка', changes, kept: [] })).toMatchObject({
      ok: true,
    })
    for (const find of ['оспанова', 'ыдырысова']) expect((await page(bench, { find })).total).toBe(1)
  })

  test('whoever is spelled exactly as typed comes first (R-051)', async () => {
    const bench = await benchWithPeople()
    expect(await names(bench, 'Касымова')).toEqual(['Касымова Айгуль', 'Қасымова Айгүл'])
    expect(await names(bench, 'қасымова')).toEqual(['Қасымова Айгүл', 'Касымова Айгуль'])
  })
})
