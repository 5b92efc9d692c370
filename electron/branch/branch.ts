/** What the parts of the branch process share. Time and randomness come in from outside and nowhere else. */
import { v7 } from 'uuid'
import type { KeyPair } from '../../trust/keys.ts'
import type { Cost } from '../../trust/pin.ts'
import type { Changed } from '../contract.ts'
import type { Folder, Reception } from './attachments/doors.ts'
import type { Carriage } from './carriage.ts'
import type { Knowledge } from './catalogue.ts'
import type { Link } from './courier/link.ts'
import type { Faults } from './faults.ts'
import type { Hub } from './hub/door.ts'
import type { Exporting } from './journalExport/exporting.ts'
import type { Forgetting } from './retention/forgetting.ts'
import type { Session } from './session.ts'
import type { Status } from './status.ts'
import type { Lock } from './store/lock.ts'
import type { Db } from './store/sql.ts'

/** Who writes here. `letter` and `branch` are the certificate's once headquarters has enrolled the device. */
export type Desk = { device: string; branch: string; letter: string; timeZone: string }

export type Recovery = {
  newLine: 'restored' | 'fork' | 'unknownHead' | 'altered' | null
  /** The day of the copy that took the place of a damaged database. */
  rescued: string | null
  /** Events of the journal that are not what was written: somebody changed the file past the program. */
  altered: number
  uncertainPrints: number
  drafts: number
  /** Cases whose slip was due when the program ended. */
  unprinted: { case: string }[]
}

export type Branch = {
  /** The one connection that writes. */
  db: Db
  /** UTC milliseconds. */
  clock: () => number
  random: (bytes: number) => Uint8Array
  faults: Faults
  keys: KeyPair
  workspace: string
  /** File of the machine-local marker, outside the workspace. */
  marker: string
  demo: boolean
  version: string
  desk(): Desk
  /** What counts now; replaced whole when a form version of headquarters comes. */
  knowledge: Knowledge
  /** As `data/` has it. */
  shipped: Knowledge
  session: Session
  /** Cost of hashes of new PINs; the usual one where none is named. */
  pinCost: Cost | undefined
  status: Status
  recovery: Recovery
  /** Cases whose slip nobody could begin to print since the start. */
  unprintable: Set<string>
  /** Files on their way in. */
  reception: Reception
  /** Files on their way to headquarters and back. */
  carriage: Carriage
  /** The watched folder. */
  folder: Folder
  /** The journal on its way into a file. */
  exporting: Exporting
  /** What forgets people when their time is over. */
  forgetting: Forgetting
  lock: Lock
  /** The way to headquarters while a courier is at work, for questions that somebody waits for. */
  link: Link | null
  /** This computer among the others of the branch, while it takes part. */
  hub: Hub | null
  /** Called after each commit that wrote events of ours; returns how to stop. */
  onCommitted(listener: () => void): () => void
  committed(): void
  /** Tells the windows what to read again. */
  changed(...what: Changed['what']): void
}

/** UUIDv7 (RFC 9562) of now. */
export const newId = ({ clock, random }: Pick<Branch, 'clock' | 'random'>): string =>
  v7({ msecs: clock(), random: random(16) })

export const utcNow = ({ clock }: Pick<Branch, 'clock'>): string => new Date(clock()).toISOString()

/** Today in the branch's calendar. */
export const todayOf = (branch: Pick<Branch, 'clock' | 'desk'>): string => dayIn(branch.desk().timeZone, branch.clock())

const formats = new Map<string, Intl.DateTimeFormat>()

/** The date (`YYYY-MM-DD`) that a moment (UTC milliseconds) has in a time zone. */
export function dayIn(timeZone: string, ms: number): string {
  // The Swedish locale writes dates as ISO 8601 does.
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  formats.set(timeZone, format)
  return format.format(ms)
}

const hourFormats = new Map<string, Intl.DateTimeFormat>()

/** The hour (`00`–`23`) that a moment (UTC milliseconds) has in a time zone. */
export function hourIn(timeZone: string, ms: number): string {
  const known = hourFormats.get(timeZone)
  const format = known ?? new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' })
  hourFormats.set(timeZone, format)
  return format.format(ms).padStart(2, '0')
}
