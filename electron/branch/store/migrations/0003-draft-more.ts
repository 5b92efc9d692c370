/** Version 3: what a draft says beside the answers. */
import type { Migration } from './migration.ts'

export const draftMore: Migration = {
  version: 3,
  sql: `
ALTER TABLE draft ADD COLUMN step_reasons TEXT NOT NULL DEFAULT '{}';
ALTER TABLE draft ADD COLUMN outage TEXT;
ALTER TABLE draft ADD COLUMN hand_taken TEXT;
`,
}
