/** Version 9: shifts. */
import type { Migration } from './migration.ts'

export const shifts: Migration = {
  version: 9,
  sql: ``,
}
