// A failing schedule is told in its shortest form: what is left out did not matter, what is left in did.
import { expect, test } from 'vitest'
import { scheduleOf } from './parts/drawing.ts'
import { isOfficeStep, type Schedule, type Step } from './parts/schedule.ts'
import { shrink } from './parts/shrinking.ts'

const seeds = Array.from({ length: 40 }, (_, n) => `shrinking ${n}`)

/** Shrinks against a rule instead of a world: which schedules fail is known exactly. */
async function shortest(schedule: Schedule, fails: (tried: Schedule) => boolean) {
  const { schedule: found, tries } = await shrink(
    schedule,
    null,
    (tried) => Promise.resolve({ fails: fails(tried), shown: null }),
    2000,
  )
  return { found, tries }
}

const does = ({ steps }: Schedule, wanted: Step['do']) => steps.filter((step) => step.do === wanted)

test('two steps that fail together remain, alone, as calm as they may be, and in their order', async () => {
  let tried = 0
  for (const seed of seeds) {
    const schedule = scheduleOf(seed)
    const fails = (one: Schedule) => does(one, 'register').length > 0 && does(one, 'exchange').length > 0
    if (!fails(schedule)) continue
    tried += 1
    const { found } = await shortest(schedule, fails)
    expect(found.steps.map((step) => step.do).sort()).toEqual(['exchange', 'register'])
    expect(found.steps).toEqual([...found.steps].sort((one, other) => one.at - other.at))
    for (const step of found.steps) expect({ kill: null, trouble: 0, enters: 1, ...step }).toMatchObject({ kill: null })
    expect(found.begins).toBe('monday')
  }
  expect(tried).toBeGreaterThan(20)
})

test('counters that have nothing to do with it are gone, with all that needs them', async () => {
  let tried = 0
  for (const seed of seeds) {
    const schedule = scheduleOf(seed)
    const last = schedule.counters.at(-1)?.name
    const fails = ({ steps }: Schedule) =>
      steps.some((step) => !isOfficeStep(step) && step.do === 'register' && step.counter === last)
    if (!fails(schedule) || schedule.counters.length < 2) continue
    tried += 1
    const { found } = await shortest(schedule, fails)
    expect(found.counters.map(({ name }) => name)).toEqual([last])
    expect(found.steps).toHaveLength(1)
  }
  expect(tried).toBeGreaterThan(10)
})

test('a kill that matters stays, and the tries end at the bound with the best there is', async () => {
  const schedule = seeds.map(scheduleOf).find(({ steps }) => steps.some((step) => 'kill' in step && step.kill))
  if (!schedule) throw new Error('no schedule with a kill')
  const fails = ({ steps }: Schedule) => steps.some((step) => 'kill' in step && step.kill !== null)
  const { found } = await shortest(schedule, fails)
  expect(found.steps).toHaveLength(1)
  expect(fails(found)).toBe(true)

  let tries = 0
  const bounded = await shrink(
    schedule,
    'first',
    async (tried) => ({ fails: fails(tried), shown: `try ${++tries}` }),
    3,
  )
  expect(tries).toBe(3)
  expect(fails(bounded.schedule)).toBe(true)
})
