/** Version 20: where in this computer's own journal a draft was thrown away; the wall clock of that moment may have been set. */
import type { Migration } from './migration.ts'

export const discards: Migration = {
  version: 20,
  sql: `
-- HLC of the last own event then; empty before the first. Older rows: the closing before them by the wall clock.
ALTER TABLE discard ADD COLUMN after_clock TEXT NOT NULL DEFAULT '';
UPDATE discard SET after_clock = coalesce((SELECT max(clock) FROM journal
  WHERE origin = 'own' AND type = 'shiftClosed' AND journal.at < discard.at), '');
`,
}
