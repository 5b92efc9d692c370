/** Version 2: forms as headquarters sent them, and each version that a draft or a case here was made with. */
import type { Migration } from './migration.ts'

export const formVersions: Migration = {
  version: 2,
  sql: `
-- As signed by headquarters, whether this program can use it or not.
CREATE TABLE form_received (
  code TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, signature TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (code, version)
) STRICT;
CREATE TRIGGER form_received_is_kept BEFORE DELETE ON form_received
BEGIN SELECT RAISE(ABORT, 'form versions are append-only'); END;
CREATE TRIGGER form_received_is_frozen BEFORE UPDATE ON form_received
BEGIN SELECT RAISE(ABORT, 'form versions are append-only'); END;

-- As it was in force when it was first used, wherever it came from.
CREATE TABLE form_used (
  code TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (code, version)
) STRICT;
CREATE TRIGGER form_used_is_kept BEFORE DELETE ON form_used
BEGIN SELECT RAISE(ABORT, 'form versions are append-only'); END;
CREATE TRIGGER form_used_is_frozen BEFORE UPDATE ON form_used
BEGIN SELECT RAISE(ABORT, 'form versions are append-only'); END;
`,
}
