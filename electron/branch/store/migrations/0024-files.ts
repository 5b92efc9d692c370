/** Version 24: which files headquarters holds, and which lie elsewhere. */
import type { Migration } from './migration.ts'

export const files: Migration = {
  version: 24,
  sql: `
-- there: headquarters said that it holds it. lost: neither this computer nor headquarters has it. damaged: what lies here is
-- not what came in. asked: when headquarters last spoke of it. A file without a row waits to be sent.
CREATE TABLE carriage (
  sha256 TEXT PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('there', 'lost', 'damaged')), asked TEXT NOT NULL
) STRICT;
CREATE INDEX carriage_there ON carriage (asked) WHERE state = 'there';

-- Files that events name and this computer lacks.
CREATE TABLE elsewhere (
  sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
`,
}
