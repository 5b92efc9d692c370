/** Many schedules one after another over one headquarters, with what a person needs when one of them fails. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHq, type TestHq } from '../../support/hq.ts'
import { layTemplate } from './counter.ts'
import { type Outcome, play } from './play.ts'
import { type Schedule, scheduleOf, smaller } from './schedule.ts'

export type Wish = {
  seed: number
  count: number
  /** End at the first violation and tell it as it is. */
  first?: boolean
  say?: (line: string) => void
  /** Every line of every story, for whoever wants to compare. */
  hear?: (line: string) => void
}
export type Sum = {
  schedules: number
  cases: number
  exchanges: number
  violations: { seed: number; what: string[] }[]
  ms: number
}

/** PGlite keeps everything in memory: a fresh one now and then keeps it small. */
const SCHEDULES_PER_HQ = 400
/** Tries to make a failing schedule smaller. */
const TRIES = 150

export async function simulate({ seed, count, first = false, say = () => {}, hear }: Wish): Promise<Sum> {
  // Memory instead of a disk: what a power cut loses is tested elsewhere, here thousands of files come and go.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'okno-sim-'))
  const sum: Sum = { schedules: 0, cases: 0, exchanges: 0, violations: [], ms: 0 }
  let hq: TestHq | null = null
  let began = 0
  try {
    const template = await layTemplate(folder)
    for (let at = seed; at < seed + count; at++) {
      if (sum.schedules % SCHEDULES_PER_HQ === 0) {
        await hq?.close()
        hq = null
      }
      hq ??= await startHq(() => Date.UTC(2026, 10, 23, 4))
      began ||= performance.now()
      const ground = { hq, folder, template }
      const schedule = scheduleOf(`schedule ${at}`)
      const outcome = await play(schedule, codeOf(at, 0), ground)
      sum.schedules += 1
      if (hear) outcome.story.forEach(hear)
      sum.cases += outcome.cases
      sum.exchanges += outcome.exchanges
      if (outcome.violations.length > 0) {
        sum.violations.push({ seed: at, what: outcome.violations })
        const told = first
          ? { schedule, outcome }
          : await shrink(schedule, outcome, (tried, n) => play(tried, codeOf(at, n), ground))
        tell(at, told, say)
        if (first) break
      }
      sum.ms = performance.now() - began
      if (sum.schedules % 500 === 0) say(`${sum.schedules} schedules, ${sum.violations.length} violations so far`)
    }
    return sum
  } finally {
    await hq?.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A branch of its own for each schedule and each try at it: five characters of the seed, two of the try. */
const codeOf = (seed: number, nth: number): string => written(seed).padStart(5, '0') + written(nth).padStart(2, '0')

/** In the alphabet of branch codes. */
const written = (n: number): string =>
  [...n.toString(32)].map((digit) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(digit, 32)]).join('')

type Failing = { schedule: Schedule; outcome: Outcome }

/** Fewer steps, calmer steps, as long as something is still violated: halves first, single steps last. */
async function shrink(
  schedule: Schedule,
  outcome: Outcome,
  again: (schedule: Schedule, nth: number) => Promise<Outcome>,
): Promise<Failing> {
  let best: Failing = { schedule, outcome }
  let tries = 0
  for (let size = Math.ceil(schedule.steps.length / 2); size >= 1; ) {
    let found = false
    for (const tried of smaller(best.schedule, size)) {
      if (++tries > TRIES) return best
      const outcome = await again(tried, tries)
      if (outcome.violations.length === 0) continue
      best = { schedule: tried, outcome }
      found = true
      break
    }
    if (!found) {
      if (size === 1) return best
      size = Math.floor(size / 2)
    }
  }
  return best
}

function tell(seed: number, { schedule, outcome }: Failing, say: (line: string) => void): void {
  say(`\nViolation at seed ${seed} (repeat: npm run sim -- --seed ${seed} --count 1)`)
  for (const what of outcome.violations) say(`  ${what}`)
  say(`The smallest schedule found (${schedule.steps.length} steps):`)
  for (const step of schedule.steps) say(`  ${JSON.stringify(step)}`)
  say('What happened:')
  for (const line of outcome.story) say(`  ${line}`)
}
