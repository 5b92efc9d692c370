/** Schedules drawn from a name: mostly small, for small ones find nearly everything and more of them fit into a minute. */
import { type Chance, chanceOf } from './chance.ts'
import { killPoints } from './faults.ts'
import { type CounterStep, type Kill, LENGTH_MS, type Schedule, type Step } from './schedule.ts'

const commandPoints = killPoints.slice(0, 5)
const courierPoints = killPoints.slice(5, 10)
const filePoints = killPoints.slice(10)
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

type Points = readonly (typeof killPoints)[number][]

function kill(chance: Chance, points: Points, most: number, probability: number): Kill | null {
  if (!chance.once(probability)) return null
  const point = chance.pick(points)
  const nth = chance.between(1, most)
  // These two are passed once by a registration; the others also by the draft before it.
  return { point, nth: point === 'in-transaction' || point === 'after-answer' ? 1 : nth }
}

const few = (chance: Chance, low: number, high: number) =>
  Math.min(chance.between(low, high), chance.between(low, high))

export function scheduleOf(name: string): Schedule {
  const chance = chanceOf(name)
  const large = chance.once(0.12)
  const ofBranches = branchesOf(chance, large)
  const counters = ofBranches.flatMap((many, branch) =>
    ['A', 'B', 'C', 'D', 'E', 'F'].slice(0, many).map((letter) => ({
      name: branch === 0 ? letter : `${branch + 1}${letter}`,
      branch,
      enrolled: chance.once(0.15) ? ('late' as const) : ('early' as const),
      byCode: chance.once(0.08),
    })),
  )
  const begins = chance.pick(['monday', 'monday', 'monday', 'monday', 'summer time ends', 'year ends'] as const)
  const of: Draw = {
    ...{ chance, name },
    trouble: chance.pick([0, 0.1, 0.3, 0.6]),
    kills: chance.pick([0, 0.08, 0.25]),
    share: counters.length > 2 ? 1.2 / counters.length : 0.6,
    when: (after = 0) => chance.between(after, LENGTH_MS),
  }
  const steps: Step[] = []
  for (const branch of ofBranches.keys()) {
    const names = counters.filter((one) => one.branch === branch).map((one) => one.name)
    const hub = names.length > 1 && chance.once(0.6) ? chance.pick(names) : null
    for (const counter of names) steps.push(...stepsOf(counter, hub, names.length, of))
  }
  steps.push(...officeSteps(ofBranches.length, of))
  return { name, begins, counters, steps: steps.sort((one, other) => one.at - other.at) }
}

/** How many counters each branch has: mostly one or two in one, now and then a whole post office, or two. */
function branchesOf(chance: Chance, large: boolean): number[] {
  if (!large) return chance.once(0.05) ? [1, 1] : [chance.pick([1, 1, 2])]
  return chance.once(0.25) ? [chance.between(2, 3), chance.between(1, 3)] : [3 + few(chance, 0, 3)]
}

type Draw = {
  chance: Chance
  name: string
  trouble: number
  kills: number
  /** How much of the rarer things each counter gets. */
  share: number
  when(after?: number): number
}

function stepsOf(counter: string, hub: string | null, among: number, of: Draw): Step[] {
  const { chance, kills, share, when } = of
  const steps: Step[] = []
  const hands = [counter]
  // The same papers once more where they may lie open a second time: on a restored disk, on a copied one.
  const onceMore = (hand: string, after: number) => {
    for (let n = chance.between(0, 2); n > 0; n--) {
      const paper = `${counter}${chance.between(1, 3)}`
      steps.push({ at: when(after), counter: hand, do: 'again', paper, enters: 1, kill: null })
    }
  }
  if (chance.once(0.5 * share)) {
    const at = when()
    steps.push({ at, counter, do: 'backup' })
    for (let n = chance.pick([1, 1, 2]); n > 0; n--) {
      const back = when(at)
      steps.push({ at: back, counter, do: 'restore' })
      onceMore(counter, back)
    }
  }
  if (chance.once(0.4 * share)) {
    const as = `${counter}${counter.slice(-1).toLowerCase()}`
    const at = when()
    steps.push({ at, counter, do: 'clone', as, withMarker: chance.once(0.7) })
    onceMore(as, at)
    hands.push(as)
  }
  for (const hand of hands) {
    steps.push(...papersOf(hand, hand === counter ? (among === 1 ? 4 : 2) : 2, of))
    for (let n = chance.between(1, among > 1 ? 2 : 3); n > 0; n--) steps.push(exchangeOf(hand, n, of))
    if (hub !== null && hand !== hub)
      for (let n = chance.between(1, 2); n > 0; n--) steps.push(meetingOf(hand, hub, n, of))
    if (chance.once(kills)) steps.push({ at: when(), counter: hand, do: 'kill' })
  }
  return [...steps, ...equipmentOf(counter, hub !== null, of)]
}

function papersOf(hand: string, most: number, { chance, kills, when }: Draw): CounterStep[] {
  const steps: CounterStep[] = []
  for (let n = few(chance, 1, most); n > 0; n--) {
    const paper = `${hand}${n}`
    const at = when()
    const enters = chance.once(0.2) ? chance.between(2, 5) : 1
    steps.push({ at, counter: hand, do: 'register', paper, enters, kill: kill(chance, commandPoints, 4, kills) })
    if (chance.once(0.3)) steps.push({ at: chance.between(0, at), counter: hand, do: 'open', paper })
    if (chance.once(0.06)) {
      const before = chance.between(0, at)
      steps.push({ at: before, counter: hand, do: 'attach', paper, kill: kill(chance, filePoints, 1, 0.3 + kills) })
    }
    if (chance.once(0.2)) {
      const strikes = kill(chance, commandPoints, 2, kills)
      steps.push({ at: when(at), counter: hand, do: 'again', paper, enters, kill: strikes })
    }
    if (chance.once(0.25)) steps.push({ at: when(at), counter: hand, do: 'accept', paper })
    if (chance.once(0.03)) steps.push({ at: when(at), counter: hand, do: 'newer', paper })
  }
  return steps
}

function exchangeOf(hand: string, nth: number, { chance, name, trouble, kills, when }: Draw): CounterStep {
  const luck = `${name} exchange ${hand}${nth}`
  return { at: when(), counter: hand, do: 'exchange', luck, trouble, kill: kill(chance, courierPoints, 2, kills) }
}

function meetingOf(hand: string, hub: string, nth: number, { chance, name, trouble, kills, when }: Draw): CounterStep {
  const luck = `${name} meeting ${hand}${nth}`
  return {
    ...{ at: when(), counter: hand, do: 'meet', hub, luck, trouble: trouble / 2 },
    kill: kill(chance, ['before-push', 'after-push'], 2, kills),
    hubKill: kill(chance, ['before-commit'], 2, kills),
  }
}

/** What happens to the computer and the lines at a counter. */
function equipmentOf(counter: string, hasLan: boolean, { chance, share, when }: Draw): CounterStep[] {
  const steps: CounterStep[] = []
  const at = when()
  const ms = () => chance.between(1000, 300_000)
  const some = (probability: number, step: () => CounterStep) => {
    if (chance.once(probability * share)) steps.push(step())
  }
  some(0.5, () => {
    const note = chance.pick(['kept', 'older', 'empty', 'gone'] as const)
    return { at: when(), counter, do: 'powerCut', cut: { note, share: chance.next(), torn: chance.once(0.5) } }
  })
  some(0.3, () => {
    const way = chance.pick(['both', 'there', 'back'] as const)
    return { at, counter, do: 'cut', everybody: chance.once(0.5), way, ms: ms() }
  })
  some(0.2, () => ({ at: when(), counter, do: 'pause', ms: ms() }))
  some(0.3, () => ({ at: when(), counter, do: 'full', ms: ms() }))
  some(hasLan ? 0.3 : 0, () => ({ at, counter, do: 'unplug', ms: ms() }))
  some(0.25, () => {
    const days = chance.pick([1, 1, 30, 400])
    const byMs = chance.pick([HOUR_MS, -HOUR_MS, -DAY_MS, -400 * DAY_MS, days * DAY_MS])
    return { at: when(), counter, do: 'clock', byMs }
  })
  some(0.25, () => ({ at: when(), counter, do: 'older', speaks: chance.pick([0, 0, 1]), ms: 60_000 + ms() }))
  return steps
}

function officeSteps(branches: number, { chance, when }: Draw): Step[] {
  const steps: Step[] = []
  for (let branch = 0; branch < branches; branch++) {
    for (let n = chance.pick([0, 0, 1, 3]); n > 0; n--)
      steps.push({ at: when(LENGTH_MS / 4), do: 'officeAct', branch, luck: chance.next() })
    if (chance.once(0.2)) {
      const at = chance.between(0, LENGTH_MS / 2)
      steps.push({ at, do: 'officeBackup', branch })
      // Late, when there is something to lose.
      const late = (at + LENGTH_MS) / 2
      for (let n = chance.pick([1, 1, 2]); n > 0; n--)
        steps.push({ at: when(Math.round(late)), do: 'officeRestore', branch })
    }
  }
  if (chance.once(0.12))
    for (let n = chance.pick([1, 4]); n > 0; n--)
      steps.push({ at: when(), do: 'officeReplace', folds: chance.once(0.3) })
  if (chance.once(0.1)) steps.push({ at: when(), do: 'officePause', ms: chance.between(1000, 200_000) })
  return steps
}
