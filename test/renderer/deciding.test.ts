/** Decisions that wait for their five seconds: each is written once, in order, for the person who made it; or somebody hears of it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { decideSoon, type Refused, settle, takeBack } from '../../renderer/review/deciding.ts'

type Asked = { case: string; on: { person: string; seen: string[] } }
type Answer = { ok: true } | { ok: false; refusal: { code: 'changedMeanwhile' } }

const PERSON = '0197a000-0000-7000-8000-000000000003'
const asked: Asked[] = []
let answers: ((answer: Answer) => void)[] = []
let refused: Refused[] = []

const decide = (...names: string[]) =>
  decideSoon(
    PERSON,
    names.map((name) => ({
      case: name,
      number: name,
      seen: [`seen ${name}`],
      act: { do: 'acceptCase', command: name, incompleteBecause: null },
    })),
    (some) => refused.push(...some),
  )
const cases = () => asked.map((one) => one.case)

beforeEach(() => {
  vi.useFakeTimers()
  // The other side of the bridge: it answers when the test lets it.
  vi.stubGlobal('window', {
    okno: {
      call: (_path: string, input: Asked) => {
        asked.push(input)
        return new Promise((resolve) => answers.push(resolve))
      },
    },
  })
})
afterEach(async () => {
  for (const answer of answers) answer({ ok: true })
  await settle()
  asked.length = 0
  answers = []
  refused = []
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('nothing is written within five seconds, and nothing at all when it is taken back', () => {
  decide('a')
  vi.advanceTimersByTime(4_900)
  expect(cases()).toEqual([])
  expect(takeBack().map((one) => one.case)).toEqual(['a'])
  vi.advanceTimersByTime(60_000)
  expect(cases()).toEqual([])
})

test('a decision made while another is being written is not lost', () => {
  decide('a')
  decide('b')
  decide('c')
  vi.advanceTimersByTime(5_000)
  expect(cases()).toEqual(['a', 'b', 'c'])
})

test('leaving waits for what is on its way as well, and then nothing is left that another person could write', async () => {
  decide('a')
  const first = settle()
  decide('b')
  let left = false
  const all = settle().then(() => {
    left = true
  })
  answers[1]?.({ ok: true })
  await Promise.resolve()
  expect(left).toBe(false)
  answers[0]?.({ ok: true })
  await Promise.all([first, all])
  vi.advanceTimersByTime(60_000)
  expect(cases()).toEqual(['a', 'b'])
})

test('each says whose it is and what of the case was seen; all of several are posted before the window is gone', () => {
  decide('a', 'b')
  void settle()
  expect(asked.map(({ on }) => on)).toEqual([
    { person: PERSON, seen: ['seen a'] },
    { person: PERSON, seen: ['seen b'] },
  ])
})

test('what was not written is told, case by case', async () => {
  decide('a', 'b')
  const all = settle()
  answers[0]?.({ ok: true })
  answers[1]?.({ ok: false, refusal: { code: 'changedMeanwhile' } })
  await all
  expect(refused).toMatchObject([{ case: 'b', refusal: { code: 'changedMeanwhile' } }])
})
