/** Version 15: what this computer wrote since a moment, by type, and what has not arrived, without reading everything through. */
import type { Migration } from './migration.ts'

export const shift: Migration = {
  version: 15,
  sql: `
CREATE INDEX journal_own_type ON journal (type, clock) WHERE origin = 'own';
CREATE INDEX cases_delivery ON cases (delivery) WHERE delivery <> 'at_hq';
CREATE INDEX print_job_unprinted ON print_job (at, id) WHERE copy = 1 AND state IN ('waiting', 'uncertain');
`,
}
