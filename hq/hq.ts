/** What every route of headquarters works with. */
import type { KeyPair } from '../trust/keys.ts'
import type { Gateway } from './gateway/gateway.ts'
import type { Database } from './store/database.ts'

export type Hq = {
  database: Database
  /** Headquarters' signing key: the same for every instance. */
  key: KeyPair
  adminToken: string
  /** Carries text messages; without one customers are asked for a signature instead of a code. */
  gateway?: Gateway | null
  /** UTC milliseconds. */
  clock: () => number
}
