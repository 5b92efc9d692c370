// How the people of a branch are listed: in one order everywhere, and two of one name apart.
import { expect, test } from 'vitest'
import { manager, openBench, signIn } from './bench.ts'
import { change, listed, names, tiles } from './people.ts'

test('the sign-in and the manager’s list show the same people in the same order', async () => {
  const bench = await openBench()
  await signIn(bench, manager)
  for (const lastName of ['Өтеген', 'Ахметов', 'Қасымова', 'Ким'])
    expect(await change(bench, { do: 'addPerson', ...names, lastName, role: 'clerk' })).toMatchObject({ ok: true })
  const atDoor = (await tiles(bench)).map(({ fullName }) => fullName)
  expect((await listed(bench)).map(({ fullName }) => fullName)).toEqual(atDoor)
  expect(atDoor.map((name) => name.split(' ')[0])).toEqual([
    ...['Ахметов', 'Әбенова', 'Ким', 'Қасымова', 'Өтеген', 'Серік', 'Ким', 'Жұмағалиева'],
  ])
})

test('a second person of one name is asked about, and then both have a number, at the sign-in as in the list', async () => {
  const bench = await openBench()
  await signIn(bench, manager)
  const wish = { do: 'addPerson', ...names, role: 'clerk' } as const
  expect(await change(bench, wish)).toMatchObject({ ok: true })
  expect(await change(bench, wish)).toEqual({ ok: false, refusal: { code: 'namesake', role: 'clerk' } })
  expect(await change(bench, { ...wish, another: true })).toMatchObject({ ok: true })
  const both = ['Бекова Алма (1)', 'Бекова Алма (2)']
  const alike = (all: readonly { fullName: string }[]) =>
    all.map(({ fullName }) => fullName).filter((name) => name.startsWith('Бекова'))
  expect(alike(await tiles(bench))).toEqual(both)
  expect(alike(await listed(bench))).toEqual(both)
})
