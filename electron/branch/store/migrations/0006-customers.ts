/**
 * Version 6: known people, and who looked at them. Keys stand in plain text: the same file holds the names and the papers
 * themselves, so hashing them would hide nothing from who can read it.
 */
import type { Migration } from './migration.ts'

export const customers: Migration = {
  version: 6,
  sql: `
-- Sorted by this a list stands in the Kazakh order of letters.
ALTER TABLE cases ADD COLUMN applicant_order TEXT NOT NULL DEFAULT '';
-- The day of acceptance in the branch's calendar; empty in rows that an older program wrote: they are made anew at start.
ALTER TABLE cases ADD COLUMN accepted_on TEXT NOT NULL DEFAULT '';
-- The day on which the customer was last here with it.
ALTER TABLE cases ADD COLUMN came_on TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN visits INTEGER NOT NULL DEFAULT 0;
-- 0, or the level to which it was passed up.
ALTER TABLE cases ADD COLUMN escalated INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_applicant_order ON cases (urgent, applicant_order, id);

-- Who came and with what: iin, bin, phoneName, nameBirth, phone, matter. Computed like the queue.
CREATE TABLE case_key (
  kind TEXT NOT NULL, value TEXT NOT NULL, case_id TEXT NOT NULL, PRIMARY KEY (kind, value, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_key_case ON case_key (case_id);

-- Looks at people: at one's card, at a case of somebody else's, for a person by IIN or telephone, at earlier cases of who stands
-- at the counter. reason: a code of the list look_reason, or case, draft; case_id or key_*: at whom.
CREATE TABLE access_log (
  id TEXT PRIMARY KEY, at TEXT NOT NULL, day TEXT NOT NULL, by_person TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('person', 'case', 'search', 'repeat')),
  case_id TEXT, number TEXT, key_kind TEXT, key_value TEXT, reason TEXT, words TEXT, found INTEGER
) STRICT;
CREATE INDEX access_log_at ON access_log (at, id);
CREATE TRIGGER access_log_is_kept BEFORE DELETE ON access_log BEGIN SELECT RAISE(ABORT, 'looks are append-only'); END;
CREATE TRIGGER access_log_is_frozen BEFORE UPDATE ON access_log BEGIN SELECT RAISE(ABORT, 'looks are append-only'); END;
`,
}
