// Schedules that once violated the ledger rule, each in its shortest form. They are kept as data: how schedules are drawn
// may change.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { raiseGround } from './parts/ground.ts'
import { play } from './parts/play.ts'
import type { Schedule } from './parts/schedule.ts'
import { codeOf } from './parts/simulate.ts'

let stage: Awaited<ReturnType<typeof raiseGround>>
beforeAll(async () => {
  stage = await raiseGround()
})
afterAll(() => stage.raze())

let played = 0
async function violations({ name, counters, steps }: Pick<Schedule, 'name' | 'counters' | 'steps'>) {
  const schedule: Schedule = { name, begins: 'monday', counters, steps }
  return (await play(schedule, codeOf(++played, 0), stage.ground)).violations
}
const early = (name: string, branch = 0) => ({ name, branch, enrolled: 'early' as const, byCode: false })
const calm = { enters: 1, kill: null }

test('headquarters is restored after it acknowledged one side of a fork and shows the end of the other: both sides come again', async () => {
  const luck = 'one side of a fork'
  expect(
    await violations({
      name: luck,
      counters: [early('A')],
      steps: [
        { at: 23_252, do: 'officeBackup', branch: 0 },
        { at: 75_746, counter: 'A', do: 'clone', as: 'Aa', withMarker: true },
        { at: 333_065, counter: 'A', do: 'register', paper: 'A1', ...calm },
        { at: 341_308, counter: 'Aa', do: 'register', paper: 'Aa1', ...calm },
        { at: 453_795, counter: 'Aa', do: 'exchange', luck, trouble: 0, kill: null },
        { at: 462_996, do: 'officeRestore', branch: 0 },
      ],
    }),
  ).toEqual([])
})

test('a full disk refuses the note of the last event, is free again, and a copy made meanwhile is restored', async () => {
  const luck = 'a note that lags'
  expect(
    await violations({
      name: luck,
      counters: [early('A')],
      steps: [
        { at: 115_594, counter: 'A', do: 'open', paper: 'A1' },
        { at: 149_599, counter: 'A', do: 'full', ms: 217_418 },
        { at: 312_453, counter: 'A', do: 'backup' },
        { at: 321_819, counter: 'A', do: 'register', paper: 'A1', ...calm },
        { at: 494_877, counter: 'A', do: 'exchange', luck, trouble: 0, kill: null },
        { at: 503_824, counter: 'A', do: 'restore' },
        { at: 555_894, counter: 'A', do: 'again', paper: 'A1', ...calm },
      ],
    }),
  ).toEqual([])
})

test('a restored headquarters writes on its own line where it wrote before: what a branch saw of the first words comes back to it', async () => {
  const luck = 'its own words'
  expect(
    await violations({
      name: luck,
      counters: [early('A'), early('B')],
      steps: [
        { at: 6954, counter: 'A', do: 'register', paper: 'A1', ...calm },
        { at: 123_491, counter: 'A', do: 'accept', paper: 'A1' },
        { at: 126_357, counter: 'A', do: 'exchange', luck, trouble: 0, kill: null },
        { at: 218_063, do: 'officeBackup', branch: 0 },
        { at: 218_385, do: 'officeAct', branch: 0, luck: 0.84 },
        { at: 237_751, counter: 'B', do: 'exchange', luck: `${luck} B`, trouble: 0, kill: null },
        { at: 424_133, do: 'officeRestore', branch: 0 },
        { at: 426_211, do: 'officeAct', branch: 0, luck: 0.59 },
      ],
    }),
  ).toEqual([])
})

test('the hub is killed by an exchange while it stands still, and goes on with what was typed there', async () => {
  const luck = 'a hub that stands still'
  const hubKill = { point: 'before-commit' as const, nth: 1 }
  expect(
    await violations({
      name: luck,
      counters: [early('B'), early('D')],
      steps: [
        { at: 33_692, counter: 'D', do: 'pause', ms: 243_762 },
        { at: 176_069, counter: 'D', do: 'open', paper: 'D1' },
        { at: 234_704, counter: 'B', do: 'meet', hub: 'D', luck, trouble: 0, kill: null, hubKill },
      ],
    }),
  ).toEqual([])
})

test('a registration under a clock that is a month ahead is marked where others see it, and is the same case everywhere', async () => {
  expect(
    await violations({
      name: 'a month ahead',
      counters: [early('A'), early('B')],
      steps: [
        { at: 468_528, counter: 'A', do: 'clock', byMs: 30 * 86_400_000 },
        { at: 487_667, counter: 'A', do: 'register', paper: 'A1', ...calm },
        { at: 490_000, counter: 'B', do: 'register', paper: 'B1', ...calm },
      ],
    }),
  ).toEqual([])
})
