/** What every route of headquarters works with. */
import type { KeyPair } from '../trust/keys.ts'
import type { FilesPlace } from './files/place.ts'
import type { Gateway } from './gateway/gateway.ts'
import type { Media } from './media.ts'
import type { Metrics } from './metrics.ts'
import type { PressureLimits } from './pressure.ts'
import type { Database } from './store/database.ts'

export type Hq = {
  database: Database
  /** Headquarters' signing key: the same for every instance. */
  key: KeyPair
  adminToken: string
  /** Carries text messages; without one customers are asked for a signature instead of a code. */
  gateway?: Gateway | null
  /** What counts as independent media; a synchronous standby unless the operator said otherwise. */
  media?: Media
  /** How much it takes on at once; the usual unless given. */
  limits?: PressureLimits
  /** Where files of cases lie; without it none are taken and branches keep theirs. */
  files?: FilesPlace
  /** Where it counts what it does; nowhere where absent. */
  metrics?: Metrics
  /** Addresses of proxies that are believed when they say for whom they ask; none where absent. */
  proxies?: string[]
  /** Whether it is about to end; never where absent. */
  isStopping?: () => boolean
  /** UTC milliseconds. */
  clock: () => number
  /** Random bytes for ids of lines and events; the system's where absent. */
  random?: (bytes: number) => Uint8Array
}
