/** Version 10: an earlier case is found by the name on it, without reading the others. */
import type { Migration } from './migration.ts'

export const names: Migration = {
  version: 10,
  sql: 'CREATE INDEX cases_type_name ON cases (type, applicant_folded, id);',
}
