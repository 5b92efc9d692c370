/** Many schedules one after another over one headquarters, with what a person needs when one of them fails. */
import { scheduleOf } from './drawing.ts'
import { addUp } from './faults.ts'
import { type Ground, raiseGround } from './ground.ts'
import { type Outcome, play } from './play.ts'
import type { Schedule } from './schedule.ts'
import { shrink } from './shrinking.ts'

export type Wish = {
  seed: number
  count: number
  /** Seeds between two schedules: several processes share a range. */
  stride?: number
  /** End at the first violation and tell it as it is. */
  first?: boolean
  say?: (line: string) => void
  /** Every line of every story, for whoever wants to compare. */
  hear?: (line: string) => void
  /** Asked before each schedule, with what has been played. */
  stopped?: (sum: Sum) => boolean
}
export type Sum = {
  schedules: number
  cases: number
  exchanges: number
  violations: { seed: number; what: string[]; smallest: Schedule }[]
  /** How often each fault really struck. */
  struck: Map<string, number>
  ms: number
}

/** PGlite keeps everything in memory: a fresh one now and then keeps it small. */
const SCHEDULES_PER_HQ = 400
/** Tries to make a failing schedule smaller; a branch's code has room for 255. */
const TRIES = 200

export async function simulate({ seed, count, stride = 1, first = false, ...wish }: Wish): Promise<Sum> {
  const { say = () => {}, hear, stopped = () => false } = wish
  const sum: Sum = { schedules: 0, cases: 0, exchanges: 0, violations: [], struck: new Map(), ms: 0 }
  let stage: Awaited<ReturnType<typeof raiseGround>> | null = null
  let began = 0
  try {
    for (let at = seed; at < seed + count && !stopped(sum); at += stride) {
      if (sum.schedules % SCHEDULES_PER_HQ === 0) {
        await stage?.raze()
        stage = null
      }
      stage ??= await raiseGround()
      const { ground } = stage
      began ||= performance.now()
      const schedule = scheduleOf(`schedule ${at}`)
      const outcome = await play(schedule, codeOf(at, 0), ground)
      sum.schedules += 1
      if (hear) outcome.story.forEach(hear)
      sum.cases += outcome.cases
      sum.exchanges += outcome.exchanges
      addUp(sum.struck, outcome.struck)
      if (outcome.violations.length > 0) {
        const told = first ? { schedule, shown: outcome } : await smallest(at, schedule, outcome, ground)
        sum.violations.push({ seed: at, what: told.shown.violations, smallest: told.schedule })
        tell(at, told.schedule, told.shown, say)
        if (first) break
      }
      sum.ms = performance.now() - began
    }
    return sum
  } finally {
    await stage?.raze()
  }
}

/** The shortest form of a schedule that failed, and what it showed. */
export const smallest = (seed: number, schedule: Schedule, outcome: Outcome, ground: Ground) =>
  shrink(
    schedule,
    outcome,
    async (tried, nth) => {
      const shown = await play(tried, codeOf(seed, nth), ground)
      return { fails: shown.violations.length > 0, shown }
    },
    TRIES,
  )

/** A branch of its own for each schedule, each try at it and each of its branches: five characters of the seed, two of those. */
export const codeOf =
  (seed: number, nth: number) =>
  (branch: number): string =>
    written(seed).padStart(5, '0') + written(nth * 4 + branch).padStart(2, '0')

/** In the alphabet of branch codes. */
const written = (n: number): string =>
  [...n.toString(32)].map((digit) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(digit, 32)]).join('')

function tell(seed: number, schedule: Schedule, outcome: Outcome, say: (line: string) => void): void {
  say(`\nViolation at seed ${seed} (repeat: npm run sim -- --from ${seed} --schedules 1)`)
  for (const what of outcome.violations) say(`  ${what}`)
  const { counters, begins, steps } = schedule
  const names = counters.map(({ name, enrolled, byCode }) => `${name} ${enrolled}${byCode ? ' by code' : ''}`)
  say(`The smallest schedule found (${begins}; counters ${names.join(', ')}; ${steps.length} steps):`)
  for (const step of steps) say(`  ${JSON.stringify(step)}`)
  say('What happened:')
  for (const line of outcome.story) say(`  ${line}`)
}
