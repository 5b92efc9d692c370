/** Version 19: which people of the branch a case is about, so that no list of theirs holds it. The rows are made anew once. */
import type { Migration } from './migration.ts'

export const named: Migration = {
  version: 19,
  sql: `
-- Ids of members of the branch, one after another; empty for nearly every case.
ALTER TABLE cases ADD COLUMN named TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_named ON cases (named, id) WHERE named <> '';
DELETE FROM setting WHERE key = 'projection';
`,
}
