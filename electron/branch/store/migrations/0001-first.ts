/** Version 1. Times are UTC text as the journal writes them, days are dates in the branch's calendar, flags are 0 or 1. */
import type { Migration } from './migration.ts'

export const first: Migration = {
  version: 1,
  sql: `
-- What happened. Two children of one parent (a fork) stand beside each other: hash is part of the key.
CREATE TABLE journal (
  line TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, prev TEXT,
  id TEXT NOT NULL, case_id TEXT, type TEXT NOT NULL, at TEXT NOT NULL, clock TEXT NOT NULL, by_person TEXT NOT NULL,
  header TEXT NOT NULL, payload TEXT NOT NULL, signature TEXT,
  origin TEXT NOT NULL CHECK (origin IN ('own', 'hq', 'hub')),
  PRIMARY KEY (line, seq, hash)
) STRICT;
CREATE INDEX journal_case ON journal (case_id, clock, line, seq, hash) WHERE case_id IS NOT NULL;
CREATE INDEX journal_clock ON journal (clock);
CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_frozen BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- The lines of which the journal holds events, from their first event.
CREATE TABLE line (
  id TEXT PRIMARY KEY, device TEXT NOT NULL, letter TEXT NOT NULL, forked INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The answer to each command, so that the same command twice has one effect and one answer.
CREATE TABLE command (
  id TEXT PRIMARY KEY, draft TEXT UNIQUE, case_id TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX command_case ON command (case_id);
CREATE TRIGGER command_is_kept BEFORE DELETE ON command BEGIN SELECT RAISE(ABORT, 'commands are append-only'); END;
CREATE TRIGGER command_is_frozen BEFORE UPDATE ON command BEGIN SELECT RAISE(ABORT, 'commands are append-only'); END;

-- The last serial of a year that a line has given out.
CREATE TABLE serial (line TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (line, year)) STRICT;

-- The queue, computed from the journal and from what headquarters acknowledged; can be made again at any time.
CREATE TABLE cases (
  id TEXT PRIMARY KEY, number TEXT NOT NULL, type TEXT NOT NULL,
  applicant TEXT NOT NULL, applicant_folded TEXT NOT NULL, state TEXT NOT NULL, marks TEXT NOT NULL,
  urgent INTEGER NOT NULL, incomplete INTEGER NOT NULL,
  registered_at TEXT NOT NULL, registered_by TEXT NOT NULL, registrar TEXT NOT NULL, window TEXT NOT NULL,
  answer_by TEXT NOT NULL, due_soon_on TEXT NOT NULL, delivery TEXT NOT NULL, slips INTEGER NOT NULL,
  spelled TEXT NOT NULL, search TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_answer_by ON cases (urgent, answer_by, id);
CREATE INDEX cases_registered_at ON cases (urgent, registered_at, id);
CREATE INDEX cases_counts ON cases (type, registered_by, state, incomplete, delivery, answer_by, due_soon_on);

-- Typed and not yet registered.
CREATE TABLE draft (
  id TEXT PRIMARY KEY, command TEXT NOT NULL UNIQUE, label TEXT NOT NULL UNIQUE, type TEXT NOT NULL,
  form_version INTEGER NOT NULL, answers TEXT NOT NULL, kept TEXT NOT NULL, steps_done TEXT NOT NULL,
  papers TEXT NOT NULL, focus TEXT, by_person TEXT NOT NULL, opened_at TEXT NOT NULL, saved_at TEXT NOT NULL
) STRICT;
-- Drafts thrown away, without what was typed.
CREATE TABLE discard (
  draft TEXT PRIMARY KEY, label TEXT NOT NULL, type TEXT NOT NULL, by_person TEXT NOT NULL, reason TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE print_job (
  id TEXT PRIMARY KEY, command TEXT UNIQUE, case_id TEXT NOT NULL, number TEXT NOT NULL, size TEXT,
  copy INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('waiting', 'printing', 'printed', 'failed', 'uncertain')),
  why TEXT, by_person TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX print_job_case ON print_job (case_id);
CREATE INDEX print_job_open ON print_job (state) WHERE state IN ('printing', 'uncertain');

-- pin: see trust/pin.ts. wait_until: UTC milliseconds.
CREATE TABLE person (
  id TEXT PRIMARY KEY, last_name TEXT NOT NULL, first_name TEXT NOT NULL, patronymic TEXT NOT NULL, role TEXT NOT NULL,
  pin TEXT NOT NULL, wrong_tries INTEGER NOT NULL DEFAULT 0, wait_until INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What headquarters said of our events.
CREATE TABLE acknowledgement (
  line TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, level TEXT NOT NULL CHECK (level IN ('received', 'safe')),
  signature TEXT NOT NULL, PRIMARY KEY (line, level, hash)
) STRICT;
CREATE TABLE refused_event (
  hash TEXT PRIMARY KEY, line TEXT NOT NULL, seq INTEGER NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE sent_mark (line TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT;
CREATE TABLE certificate (device TEXT PRIMARY KEY, certificate TEXT NOT NULL) STRICT;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`,
}
