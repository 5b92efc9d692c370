/**
 * The faults a schedule may hold, and how often each really struck: a fault that was drawn and met nothing proves nothing.
 */
import type { FaultPoint } from '../../../electron/branch/faults.ts'
import type { Lie } from './bends.ts'

/** Where the process of a counter is killed. */
export const killPoints = [
  'before-transaction',
  'in-transaction',
  'before-commit',
  'after-commit',
  'after-answer',
  'before-push',
  'after-push',
  'before-acknowledgement',
  'before-pull',
  'after-pull',
  'file-append',
  'file-written',
  'file-durable',
] as const satisfies readonly FaultPoint[]

const line = [
  'request lost',
  'answer lost',
  'reply lost after commit',
  'request doubled',
  'request delayed past patience',
  'request overtaken by a later one',
  'request cut short',
  'answer cut short',
  'answered by a stranger',
  'busy',
  'cut both ways',
  'cut one way, requests',
  'cut one way, answers',
  'local network: request lost',
  'local network: answer lost',
  'local network: cut',
  'local network: hub gone',
] as const
const computer = [
  'killed between commands',
  'power cut',
  'power cut: note of the last event lost',
  'power cut: torn frame',
  'disk full at a record',
  'disk full at an exchange',
  'paused',
  'clock forward',
  'clock back',
  'clock days ahead',
  'summer time ended',
  'year ended',
  'backup restored',
  'backup restored with no start in between',
  'disk cloned with its marker',
  'disk cloned without its marker',
  'older program turned away',
  'older program updated',
  'newer program wrote',
] as const
const office = [
  'headquarters restored',
  'headquarters restored, its own words lost',
  'headquarters replaced',
  'headquarters paused',
  'headquarters answered',
] as const

export type Fault =
  | (typeof line)[number]
  | (typeof computer)[number]
  | (typeof office)[number]
  | `killed ${(typeof killPoints)[number]}`
  | `lie: ${Lie}`

/** Every fault that a thousand schedules must have met. */
export const everyFault = (lies: readonly Lie[]): Fault[] => [
  ...line,
  ...computer,
  ...office,
  ...killPoints.map((point) => `killed ${point}` as const),
  ...lies.map((lie) => `lie: ${lie}` as const),
]

export type Tally = { strike(fault: Fault): void; counts: ReadonlyMap<string, number> }

export function openTally(): Tally {
  const counts = new Map<string, number>()
  return { strike: (fault) => void counts.set(fault, (counts.get(fault) ?? 0) + 1), counts }
}

/** Adds what another tally counted. */
export function addUp(sum: Map<string, number>, counts: Iterable<readonly [string, number]>): void {
  for (const [fault, times] of counts) sum.set(fault, (sum.get(fault) ?? 0) + times)
}
