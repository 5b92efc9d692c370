/** Version 22: what was noted of foreign events when they came in, and which devices headquarters has revoked. */
import type { Migration } from './migration.ts'

export const protocol: Migration = {
  version: 22,
  sql: `
-- The event itself cannot tell: its clock was far ahead of ours, or its device had been revoked.
CREATE TABLE event_flag (
  hash TEXT PRIMARY KEY, flag TEXT NOT NULL CHECK (flag IN ('farFuture', 'revoked')), at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Signed by headquarters; kept to be handed back to it.
CREATE TABLE revocation (
  device TEXT PRIMARY KEY, revocation TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- On how many computers the registration stood when its slip went to the printer.
ALTER TABLE print_job ADD COLUMN copies INTEGER NOT NULL DEFAULT 1;
`,
}
