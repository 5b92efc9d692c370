/**
 * One line of the journal: each event follows the one before it, a signature of the line's device covers it, and the line
 * begins with its opening. Knows no order of rows: what stands out of order in the file is still checked in its own place.
 */
import { sealed } from './bytes.ts'
import type { Fault, FaultName } from './faults.ts'

export type Event = {
  row: number
  line: string
  seq: number
  /** As the row says it, and as its header gives it; the same unless a byte was changed. */
  said: string
  real: string
  prev: string | null
  signature: string | null
  type: string
  /** A byte of its header was changed: its place is believed, nothing is concluded from it. */
  broken: boolean
}
/** What event 1 says. */
export type Opening = { device: string; publicKey: string }
export type Fork = { seq: number; hashes: string[]; row: number }

const isHash = (event: Event, hash: string | null) => event.said === hash || event.real === hash

/** Faults of the chain of one line. `key`: of its device, or null where nobody knows it. Events are in order of seq. */
export function chainFaults(events: readonly Event[], key: string | null): { faults: Fault[]; forks: Fork[] } {
  const faults: Fault[] = []
  const say = (fault: FaultName, { row, line, seq }: Event, detail = '') =>
    faults.push({ fault, row, line, seq, detail })
  const levels = new Map<number, Event[]>()
  for (const event of events) levels.set(event.seq, [...(levels.get(event.seq) ?? []), event])

  let last = 0
  for (const [seq, level] of levels) {
    const [first] = level
    if (first && seq > last + 1)
      say('gap', first, last + 1 === seq - 1 ? `event ${last + 1}` : `events ${last + 1} to ${seq - 1}`)
    const parents = levels.get(seq - 1) ?? []
    for (const event of level) {
      if (event.broken) continue
      const opens = event.type === 'lineOpened'
      if (seq === 1 && (event.prev !== null || !opens)) say('opening', event, event.type)
      if (seq > 1 && seq === last + 1 && !parents.some((parent) => isHash(parent, event.prev))) say('chain', event)
    }
    last = seq
  }
  const badly = new Set<Event>()
  for (const event of events)
    if (event.signature !== null && !event.broken && key !== null && !sealed(key, event.real, event.signature)) {
      badly.add(event)
      say('signature', event)
    }
  for (const { first, until } of uncovered(levels)) say('unsigned', first, until > first.seq ? `to event ${until}` : '')
  return { faults, forks: forksIn(levels) }
}

/** Runs of events after which no signature stands on their chain. A signature that is wrong is told of for itself. */
function uncovered(levels: ReadonlyMap<number, Event[]>): { first: Event; until: number }[] {
  const covered = new Set<Event>()
  const places = [...levels.keys()].sort((a, b) => b - a)
  for (const seq of places)
    for (const event of levels.get(seq) ?? []) {
      const next = levels.get(seq + 1) ?? []
      if (event.signature !== null || next.some((child) => covered.has(child) && isHash(event, child.prev)))
        covered.add(event)
    }
  const runs: { first: Event; until: number }[] = []
  for (const seq of places.reverse())
    for (const event of levels.get(seq) ?? []) {
      if (covered.has(event)) continue
      const run = runs.find(({ until }) => until === seq - 1)
      if (run) run.until = seq
      else runs.push({ first: event, until: seq })
    }
  return runs
}

function forksIn(levels: ReadonlyMap<number, Event[]>): Fork[] {
  const forks: Fork[] = []
  for (const [seq, level] of levels) {
    const byParent = new Map<string | null, Event[]>()
    for (const event of level) if (!event.broken) byParent.set(event.prev, [...(byParent.get(event.prev) ?? []), event])
    for (const children of byParent.values())
      if (children.length > 1)
        forks.push({
          seq,
          hashes: children.map(({ said }) => said).sort(),
          row: Math.max(...children.map((c) => c.row)),
        })
  }
  return forks
}
