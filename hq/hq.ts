/** What every route of headquarters works with. */
import type { KeyPair } from '../trust/keys.ts'
import type { Database } from './store/database.ts'

export type Hq = {
  database: Database
  /** Headquarters' signing key: the same for every instance. */
  key: KeyPair
  adminToken: string
  /** UTC milliseconds. */
  clock: () => number
}
