/**
 * Version 26: each case that is registered touches a page of every index, and each page is written twice (log, file). What one
 * statement in an hour asks is asked another way, and what only cases in one state are asked for holds only those.
 */
import type { Migration } from './migration.ts'

export const leaner: Migration = {
  version: 26,
  sql: `
-- A value of whatever kind is found by the table itself, whose kinds are few.
DROP INDEX case_key_value;
-- Read for those that wait for review alone; a state is found by cases_since.
DROP INDEX cases_review;
CREATE INDEX cases_review ON cases (urgent DESC, registered_at, id) WHERE state = 'in_review';
`,
}
