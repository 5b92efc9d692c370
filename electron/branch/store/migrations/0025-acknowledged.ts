/** Version 25: when this computer heard of each acknowledgement, for what the clerk is told was acknowledged last. */
import type { Migration } from './migration.ts'

export const acknowledgedAt: Migration = {
  version: 25,
  sql: `
-- When an acknowledgement of a case of this line was last heard here (UTC text); null for those of an earlier program.
ALTER TABLE acknowledgement ADD COLUMN heard_at TEXT;
`,
}
