/** Version 5: outages of the branch, cases joined to them, and papers numbered by hand. */
import type { Migration } from './migration.ts'

export const outages: Migration = {
  version: 5,
  sql: `
-- Outages as their events make them; can be made again from the journal at any time. state: JSON.
CREATE TABLE outage (number TEXT PRIMARY KEY, since TEXT NOT NULL, ended_at TEXT, state TEXT NOT NULL) STRICT;
-- Events that are about no case: outages, blocks of paper numbers, calendars.
CREATE INDEX journal_caseless ON journal (type, clock, line, seq, hash) WHERE case_id IS NULL;

ALTER TABLE cases ADD COLUMN outage TEXT;
-- The number under which the paper was taken in by hand.
ALTER TABLE cases ADD COLUMN paper_number TEXT;
-- 1 where its customer is still to be told that it works again.
ALTER TABLE cases ADD COLUMN to_tell INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_outage ON cases (outage) WHERE outage IS NOT NULL;
CREATE INDEX cases_paper_number ON cases (paper_number) WHERE paper_number IS NOT NULL;

-- Paper numbers that this branch has printed beforehand, from the journal. command: of the reservation.
CREATE TABLE paper_number (number TEXT PRIMARY KEY, command TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX paper_number_command ON paper_number (command);
`,
}
