/**
 * What happens at a branch, as data: a list of steps made from a seed before anything runs. Each step carries its own
 * chance, so a step that is taken away changes nothing for the others, and a schedule can be cut down to what matters.
 */
import type { FaultPoint } from '../../../electron/branch/faults.ts'
import { type Chance, chanceOf } from './chance.ts'
import { bends, type Fate, lies, smooth, type Trouble } from './network.ts'

/** Killed when it passes this point for the nth time (from 1) during the step. */
export type Kill = { point: FaultPoint; nth: number }

export type Step = { at: number; counter: string } & (
  | { do: 'register'; paper: string; enters: number; kill: Kill | null }
  /** Enter on a stale screen, or the same command again after a kill. */
  | { do: 'again'; paper: string; enters: number; kill: Kill | null }
  /** Typed and left on the screen; another copy of the disk has it on its screen too. */
  | { do: 'open' | 'accept'; paper: string }
  | { do: 'exchange'; luck: string; trouble: number; kill: Kill | null }
  | { do: 'kill' | 'backup' | 'restore' }
  /** The disk is copied to another computer, and both go on. */
  | { do: 'clone'; as: string; withMarker: boolean }
  | { do: 'cut'; everybody: boolean; ms: number }
)

export type Schedule = {
  name: string
  /** `late`: half of the time is over before it may. `byCode`: over the line, by itself; otherwise certified by hand. */
  counters: { name: string; enrolled: 'early' | 'late'; byCode: boolean }[]
  steps: Step[]
}

const commandPoints = ['before-transaction', 'in-transaction', 'before-commit', 'after-commit', 'after-answer'] as const
const courierPoints = ['before-push', 'after-push', 'before-acknowledgement'] as const
const LENGTH_MS = 600_000

function kill(chance: Chance, points: readonly FaultPoint[], most: number, probability: number): Kill | null {
  if (!chance.once(probability)) return null
  const point = chance.pick(points)
  const nth = chance.between(1, most)
  // These two are passed once by a registration; the others also by the draft before it.
  return { point, nth: point === 'in-transaction' || point === 'after-answer' ? 1 : nth }
}

/** Mostly few: small schedules find nearly everything, and more of them fit into a minute. */
const few = (chance: Chance, low: number, high: number) =>
  Math.min(chance.between(low, high), chance.between(low, high))

export function scheduleOf(name: string): Schedule {
  const chance = chanceOf(name)
  const trouble = chance.pick([0, 0.1, 0.3, 0.6])
  const kills = chance.pick([0, 0.08, 0.25])
  const names = ['A', 'B', 'C'].slice(0, few(chance, 1, 3))
  const counters = names.map((letter) => ({
    name: letter,
    enrolled: chance.once(0.2) ? ('late' as const) : ('early' as const),
    byCode: chance.once(0.15),
  }))
  const steps: Step[] = []
  const when = (after = 0) => chance.between(after, LENGTH_MS)
  for (const { name: counter } of counters) {
    const hands = [counter]
    // The same papers once more where they may lie open a second time: on a restored disk, on a copied one.
    const onceMore = (hand: string, after: number) => {
      for (let n = chance.between(0, 3); n > 0; n--) {
        const paper = `${counter}${chance.between(1, 4)}`
        steps.push({ at: when(after), counter: hand, do: 'again', paper, enters: 1, kill: null })
      }
    }
    if (chance.once(0.3)) {
      const at = when()
      steps.push({ at, counter, do: 'backup' })
      for (let n = chance.pick([1, 1, 2]); n > 0; n--) {
        const back = when(at)
        steps.push({ at: back, counter, do: 'restore' })
        onceMore(counter, back)
      }
    }
    if (chance.once(0.25)) {
      const as = `${counter}${counter.toLowerCase()}`
      const at = when()
      steps.push({ at, counter, do: 'clone', as, withMarker: chance.once(0.7) })
      onceMore(as, at)
      hands.push(as)
    }
    for (const hand of hands) {
      for (let n = few(chance, 3, hand === counter ? 12 : 5); n > 0; n--) {
        const paper = `${hand}${n}`
        const at = when()
        const enters = chance.once(0.2) ? chance.between(2, 9) : 1
        steps.push({ at, counter: hand, do: 'register', paper, enters, kill: kill(chance, commandPoints, 4, kills) })
        if (chance.once(0.35)) steps.push({ at: chance.between(0, at), counter: hand, do: 'open', paper })
        if (chance.once(0.2))
          steps.push({
            at: when(at),
            counter: hand,
            do: 'again',
            paper,
            enters,
            kill: kill(chance, commandPoints, 2, kills),
          })
        if (chance.once(0.1)) steps.push({ at: when(at), counter: hand, do: 'accept', paper })
      }
      for (let n = chance.between(1, 5); n > 0; n--) {
        const luck = `${name} exchange ${hand}${n}`
        steps.push({
          at: when(),
          counter: hand,
          do: 'exchange',
          luck,
          trouble,
          kill: kill(chance, courierPoints, 2, kills),
        })
      }
      if (chance.once(kills)) steps.push({ at: when(), counter: hand, do: 'kill' })
    }
  }
  if (chance.once(0.3))
    steps.push({
      at: when(),
      counter: chance.pick(names),
      do: 'cut',
      everybody: chance.once(0.5),
      ms: chance.between(1, 300_000),
    })
  return { name, counters, steps: steps.sort((one, other) => one.at - other.at) }
}

/** What happens to each request of an exchange, from its own chance. */
export function troubleOf(luck: string, probability: number): Trouble {
  return ({ path, nth }) => {
    const chance = chanceOf(`${luck} ${path} ${nth}`)
    const delay = () => chance.pick([1, 20, 300, 3000, 30_000])
    const fate: Fate = { ...smooth, there: delay(), back: delay() }
    const isRun = path === '/v1/runs'
    // More often where something is at stake, and there more often with a lie.
    if (!chance.once(isRun ? probability : probability / 2)) return fate
    switch (chance.between(1, 8)) {
      case 1:
        return { ...fate, there: null }
      case 2:
        return { ...fate, back: null }
      case 3:
        return { ...fate, copy: chance.pick([0, 1, 5000, 90_000, 400_000]) }
      case 4:
        return { ...fate, there: chance.between(120_000, 400_000) }
      default:
        return {
          ...fate,
          bend: chance.pick(isRun ? [...bends, ...lies, ...lies] : bends),
          ...(chance.once(0.5) && { there: null }),
        }
    }
  }
}

/** The same schedule without a step or with a calmer one; for finding the smallest schedule that still fails. */
export function smaller(schedule: Schedule, size: number): Schedule[] {
  const { steps } = schedule
  const cuts: Schedule[] = []
  for (let from = 0; from < steps.length; from += size)
    cuts.push({ ...schedule, steps: [...steps.slice(0, from), ...steps.slice(from + size)] })
  if (size > 1) return cuts
  for (const [i, step] of steps.entries())
    for (const calm of calmer(step)) cuts.push({ ...schedule, steps: steps.with(i, calm) })
  return cuts
}

function calmer(step: Step): Step[] {
  const calm: Step[] = []
  if ('kill' in step && step.kill) calm.push({ ...step, kill: null })
  if ('enters' in step && step.enters > 1) calm.push({ ...step, enters: 1 })
  if (step.do === 'exchange' && step.trouble > 0) calm.push({ ...step, trouble: 0 })
  return calm
}
