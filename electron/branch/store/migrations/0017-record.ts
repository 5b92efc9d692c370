/**
 * Version 17: the record can be taken out and must be forgotten in time. What is kept for ever and what is erased when its time
 * has come is decided in one place (`electron/branch/retention/`); the triggers let through what that place has permitted, in
 * its own transaction, and nothing else.
 */
import type { Migration } from './migration.ts'

export const record: Migration = {
  version: 17,
  sql: `
-- Stands only within the transaction of the retention job. what: 'looks' with the first day that is kept, 'case' with its id,
-- 'key' with the number of a person that no kept case has.
CREATE TABLE erasure_permit (
  what TEXT NOT NULL CHECK (what IN ('looks', 'case', 'key')), value TEXT NOT NULL, PRIMARY KEY (what, value)
) STRICT, WITHOUT ROWID;
-- Cases whose payloads were erased. Their rows stay as they are: nothing is left to make them of again.
CREATE TABLE erased_case (case_id TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- An erased payload is the empty text, which is the canonical form of nothing. All else of the row is as it was.
DROP TRIGGER journal_is_frozen;
CREATE TRIGGER journal_is_frozen BEFORE UPDATE ON journal
WHEN NOT (
  NEW.payload = '' AND EXISTS (SELECT 1 FROM erasure_permit WHERE what = 'case' AND value = OLD.case_id)
  AND NEW.line = OLD.line AND NEW.seq = OLD.seq AND NEW.hash = OLD.hash AND NEW.prev IS OLD.prev AND NEW.id = OLD.id
  AND NEW.case_id IS OLD.case_id AND NEW.type = OLD.type AND NEW.at = OLD.at AND NEW.clock = OLD.clock
  AND NEW.by_person = OLD.by_person AND NEW.header = OLD.header AND NEW.signature IS OLD.signature
  AND NEW.origin = OLD.origin
)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- The kinds of looks are the program's to know: prints and exports have joined them.
ALTER TABLE access_log RENAME TO access_log_before;
DROP TRIGGER access_log_is_kept;
DROP TRIGGER access_log_is_frozen;
DROP INDEX access_log_at;
CREATE TABLE access_log (
  id TEXT PRIMARY KEY, at TEXT NOT NULL, day TEXT NOT NULL, by_person TEXT NOT NULL, what TEXT NOT NULL,
  case_id TEXT, number TEXT, key_kind TEXT, key_value TEXT, reason TEXT, words TEXT, found INTEGER
) STRICT;
INSERT INTO access_log (rowid, id, at, day, by_person, what, case_id, number, key_kind, key_value, reason, words, found)
SELECT rowid, id, at, day, by_person, what, case_id, number, key_kind, key_value, reason, words, found FROM access_log_before;
DROP TABLE access_log_before;
CREATE INDEX access_log_at ON access_log (at, id);
CREATE INDEX access_log_day ON access_log (day);
CREATE TRIGGER access_log_is_kept BEFORE DELETE ON access_log
WHEN NOT EXISTS (SELECT 1 FROM erasure_permit WHERE what = 'looks' AND OLD.day < value)
BEGIN SELECT RAISE(ABORT, 'looks are append-only'); END;
-- That somebody was looked at stays for its year; by which number goes with the number.
CREATE TRIGGER access_log_is_frozen BEFORE UPDATE ON access_log
WHEN NOT (
  EXISTS (SELECT 1 FROM erasure_permit WHERE what = 'key' AND value = OLD.key_value)
  AND NEW.at = OLD.at AND NEW.day = OLD.day AND NEW.by_person = OLD.by_person AND NEW.what = OLD.what
  AND NEW.case_id IS OLD.case_id AND NEW.number IS OLD.number AND NEW.key_kind IS OLD.key_kind
  AND NEW.reason IS OLD.reason AND NEW.words IS OLD.words AND NEW.found IS OLD.found
)
BEGIN SELECT RAISE(ABORT, 'looks are append-only'); END;
`,
}
