/**
 * Version 13: since when a case is in its state, and where the event is that brought it there. On the way to headquarters
 * these tell the state to show (`domain/cases/stages.ts`).
 */
import type { Migration } from './migration.ts'

export const lifecycle: Migration = {
  version: 13,
  sql: `
ALTER TABLE cases ADD COLUMN since_at TEXT NOT NULL DEFAULT '1970-01-01T00:00:00.000Z';
ALTER TABLE cases ADD COLUMN since_delivery TEXT NOT NULL DEFAULT 'at_hq';
CREATE INDEX cases_since ON cases (state, since_at);
`,
}
