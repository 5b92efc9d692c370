/** What is known of a file while it is read, and what is said of it at the end. */
import type { Event, Opening } from './chain.ts'
import type { Fault, FaultName, Note, Place } from './faults.ts'
import type { End, Head } from './shapes.ts'

export type Wishes = { hqKey?: string | undefined; receipt?: string | undefined }
export type Report = {
  ok: boolean
  lines: number
  events: number
  faults: Fault[]
  notes: Note[]
  /** What the head of the file says of itself; null where it has none. */
  head: Head | null
}

/** What has been read so far. */
export type Reading = {
  head: Head | null
  end: End | null
  /** SHA-256 of all bytes before the end. */
  before: string | null
  rows: number
  counts: { acknowledgements: number; refusals: number; erased: number }
  byLine: Map<string, Event[]>
  /** Every hash in the file, said or computed, with its place. */
  places: Map<string, Event>
  openings: Map<string, Opening>
  /** Case ids with their numbers' events, and what was erased. */
  numbers: Map<string, Event[]>
  ids: Map<string, Event[]>
  /** Of each erased case: the events that its erasures name, and how many records those that name none speak of. */
  erasures: Map<string, { named: Set<string>; counted: number }>
  /** Numbers of cases whose registration was erased, as the journal says it. */
  erasedNumbers: Map<string, string>
  withheld: { event: Event; case: string | null }[]
  faults: Fault[]
  notes: Note[]
  say(fault: FaultName, place?: Place, detail?: string): void
}
