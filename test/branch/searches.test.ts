/** Searches that ended without a choice: what is kept of them, and who may read it. */
import { expect, test } from 'vitest'
import { weekOf } from '../../domain/calendar/week.ts'
import { type Bench, clerk, lead, openBench, signIn } from './bench.ts'

const note = (bench: Bench, words: string, instead: 'nothing' | 'freeText' = 'nothing') =>
  bench.call('searches.note', { words, instead })
const list = (bench: Bench, week: string | null = null) => bench.call('searches.list', { week })

test('R-011 searches without a choice are listed by week: text and counts, no person, no number', async () => {
  const bench = await openBench()
  await signIn(bench, clerk)
  await note(bench, 'продлить подписку на газету')
  await note(bench, 'Продлить  подписку на ГАЗЕТУ', 'freeText')
  await note(bench, 'касымова асель 87011234567 потеряла абонемент')
  await note(bench, 'ab')
  await note(bench, '87011234567')
  await signIn(bench, lead)
  const day = new Date(bench.now.ms).toISOString().slice(0, 10)
  expect(await list(bench)).toEqual({
    ok: true,
    week: weekOf(day),
    weeks: [weekOf(day)],
    rows: [
      { words: 'продлить подписку на газету', times: 2, freeText: 1 },
      { words: '… потеряла абонемент', times: 1, freeText: 0 },
    ],
    total: 3,
  })
})

test('R-011 another week has a list of its own', async () => {
  const bench = await openBench()
  await signIn(bench, lead)
  await note(bench, 'подписка на газету')
  const first = weekOf(new Date(bench.now.ms).toISOString().slice(0, 10))
  bench.now.ms += 7 * 24 * 3_600_000
  await note(bench, 'посылочный ящик')
  expect(await list(bench)).toMatchObject({ rows: [{ words: 'посылочный ящик', times: 1 }] })
  expect(await list(bench, first)).toMatchObject({ rows: [{ words: 'подписка на газету', times: 1 }] })
})

test('only leads read the list, and nobody who is not signed in writes it', async () => {
  const bench = await openBench()
  expect(await note(bench, 'подписка')).toEqual({ ok: false, refusal: { code: 'notSignedIn' } })
  expect(await list(bench)).toEqual({ ok: false, refusal: { code: 'notSignedIn' } })
  await signIn(bench, clerk)
  expect(await list(bench)).toEqual({ ok: false, refusal: { code: 'roleMayNot' } })
})
