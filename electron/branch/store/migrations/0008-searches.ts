/** Version 8: searches that ended without a choice. */
import type { Migration } from './migration.ts'

export const searches: Migration = {
  version: 8,
  sql: `
-- Wordings that found nothing worth choosing (R-011), counted by ISO week (2026-W48). No person, no customer, no time of day.
-- folded: what counts as the same wording; words: its last spelling, names and numbers masked; free_text: how many of the
-- times it was taken in as free text instead.
CREATE TABLE search_unmet (
  week TEXT NOT NULL, folded TEXT NOT NULL, words TEXT NOT NULL,
  times INTEGER NOT NULL CHECK (times > 0), free_text INTEGER NOT NULL CHECK (free_text BETWEEN 0 AND times),
  PRIMARY KEY (week, folded)
) STRICT, WITHOUT ROWID;
`,
}
