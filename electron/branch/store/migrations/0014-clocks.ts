/** Version 14: the days on which a case rises by itself, and to whom people passed it up. */
import type { Migration } from './migration.ts'

export const clocks: Migration = {
  version: 14,
  sql: `
-- The last working day before the answer is due; NEVER where the clock does not run, as due_soon_on is then.
ALTER TABLE cases ADD COLUMN last_day_on TEXT NOT NULL DEFAULT '9999-12-31';
ALTER TABLE cases ADD COLUMN overdue_on TEXT NOT NULL DEFAULT '9999-12-31';
ALTER TABLE cases ADD COLUMN level1_on TEXT NOT NULL DEFAULT '9999-12-31';
ALTER TABLE cases ADD COLUMN level2_on TEXT NOT NULL DEFAULT '9999-12-31';
ALTER TABLE cases ADD COLUMN level3_on TEXT NOT NULL DEFAULT '9999-12-31';
-- The first day on which it is up there at all, by an act or by time.
ALTER TABLE cases ADD COLUMN up_on TEXT NOT NULL DEFAULT '9999-12-31';
-- The receiver that a person named: a person's id, or the key of one in the branch profile.
ALTER TABLE cases ADD COLUMN escalated_to TEXT;
-- What the customer was asked for is due then; NEVER where he was not asked.
ALTER TABLE cases ADD COLUMN asked_until TEXT NOT NULL DEFAULT '9999-12-31';
-- Who sent it back ('branch', 'hq'), while it is back.
ALTER TABLE cases ADD COLUMN returned_from TEXT;
DROP INDEX cases_counts;
CREATE INDEX cases_counts ON cases (type, registered_by, state, incomplete, delivery, answer_by, due_soon_on, overdue_on, up_on);
CREATE INDEX cases_due_soon_on ON cases (due_soon_on, overdue_on);
CREATE INDEX cases_last_day_on ON cases (last_day_on, overdue_on);
CREATE INDEX cases_overdue_on ON cases (overdue_on);
CREATE INDEX cases_up_on ON cases (up_on);
CREATE INDEX cases_urgent_state ON cases (state) WHERE urgent = 1;
CREATE INDEX cases_asked_until ON cases (asked_until) WHERE asked_until < '9999-12-31';
CREATE INDEX cases_returned_from ON cases (returned_from) WHERE returned_from IS NOT NULL;
CREATE INDEX cases_escalated_to ON cases (escalated_to) WHERE escalated_to IS NOT NULL;
CREATE INDEX cases_escalated ON cases (escalated) WHERE escalated > 0;
`,
}
