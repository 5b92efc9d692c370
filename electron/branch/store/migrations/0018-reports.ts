/** Version 18: what the branch is counted by. The rows are made anew once, for none of them has its hour or its reasons. */
import type { Migration } from './migration.ts'

export const reports: Migration = {
  version: 18,
  sql: `
-- Hour of acceptance in the branch's time zone, two digits; empty in rows whose papers are erased and cannot be read again.
ALTER TABLE cases ADD COLUMN accepted_hour TEXT NOT NULL DEFAULT '';
-- Why people came: TYPE/field/code, codes of lists only. Computed like the queue; stays when a paper is erased.
CREATE TABLE case_reason (
  case_id TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (case_id, reason)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_reason_reason ON case_reason (reason, case_id);
-- All that a report is counted by, so that it never reads the rows themselves, which are wide.
CREATE INDEX cases_report ON cases (
  accepted_on, accepted_hour, type, state, urgent, window, registered_by, delivery, since_at, since_delivery, escalated,
  due_soon_on, last_day_on, overdue_on, level1_on, level2_on, level3_on, registered_at
);
DELETE FROM setting WHERE key = 'projection';
`,
}
