/** Version 23: what headquarters took back of its refusals, and which of its bulletins each person has read. */
import type { Migration } from './migration.ts'

export const feed: Migration = {
  version: 23,
  sql: `
-- 1 where headquarters has judged the event anew and takes it. The row stays: a computer that has not heard of it yet may
-- tell of the refusal again.
ALTER TABLE refused_event ADD COLUMN lifted INTEGER NOT NULL DEFAULT 0;

-- The last row of the journal when the draft was opened: what changed the calendar after it counts from the next draft on.
ALTER TABLE draft ADD COLUMN calendar_upto INTEGER;

-- On this computer. bulletin: its command.
CREATE TABLE bulletin_read (bulletin TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (bulletin, person)) STRICT;

-- What headquarters writes without a case is read by its kind.
CREATE INDEX journal_office ON journal (type, clock) WHERE origin = 'hq' AND case_id IS NULL;
`,
}
