/** Version 21: forgetting finds its rows without reading the log of looks or the keys of everybody. */
import type { Migration } from './migration.ts'

export const retention: Migration = {
  version: 21,
  sql: `
-- A key is looked for by its value alone, whichever kind it is; the keys of a case are found by 'case_key_case'.
CREATE INDEX access_log_key ON access_log (key_value, key_kind) WHERE key_value IS NOT NULL;
CREATE INDEX access_log_case ON access_log (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX case_key_value ON case_key (value);
`,
}
