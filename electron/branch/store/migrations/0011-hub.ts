/** Version 11. What other computers of the branch were seen to hold; never the mark of headquarters (protocol, rule 6). */
import type { Migration } from './migration.ts'

export const hub: Migration = {
  version: 11,
  sql: `
-- The last place of a line that another computer of the branch showed. Replaced by what it shows next, also downwards.
CREATE TABLE hub_mark (
  device TEXT NOT NULL, line TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (device, line)
) STRICT, WITHOUT ROWID;
`,
}
