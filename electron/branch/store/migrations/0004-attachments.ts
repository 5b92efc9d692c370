/** Version 4: files of drafts and cases, and the tray of papers that a person files. */
import type { Migration } from './migration.ts'

export const attachments: Migration = {
  version: 4,
  sql: `
-- A file that lies safely on the disk, once per content. What was found in it can be found again; the file is never changed.
CREATE TABLE file (
  sha256 TEXT PRIMARY KEY, kind TEXT NOT NULL, bytes INTEGER NOT NULL, at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reading', 'ready', 'unreadable')), why TEXT, pages INTEGER,
  -- JSON: for each page the texts of its codes.
  codes TEXT NOT NULL
) STRICT;
CREATE INDEX file_reading ON file (at) WHERE state = 'reading';

-- seen: a person has had it before him; only then does a registration take it along.
CREATE TABLE attachment (
  id TEXT PRIMARY KEY, sha256 TEXT NOT NULL REFERENCES file (sha256), draft TEXT, case_id TEXT, name TEXT NOT NULL,
  paper TEXT, turn INTEGER NOT NULL, crop TEXT, other_kind INTEGER NOT NULL, origin TEXT NOT NULL, seen INTEGER NOT NULL,
  by_person TEXT NOT NULL, at TEXT NOT NULL, CHECK ((draft IS NULL) <> (case_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX attachment_of_draft ON attachment (draft, sha256) WHERE draft IS NOT NULL;
CREATE UNIQUE INDEX attachment_of_case ON attachment (case_id, sha256) WHERE case_id IS NOT NULL;
CREATE INDEX attachment_file ON attachment (sha256);

-- batch: what came together. source: the file of many pages out of which this sheet is cut. path: its name in the watched
-- folder; moved: it has been put aside there. settled: how a person, or the draft's registration, ended it.
CREATE TABLE tray (
  id TEXT PRIMARY KEY, batch TEXT NOT NULL, sheet INTEGER, sha256 TEXT REFERENCES file (sha256),
  source TEXT REFERENCES file (sha256), name TEXT NOT NULL, other_kind INTEGER NOT NULL, origin TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reading', 'cutting', 'undecided', 'proposed', 'filed', 'unusable', 'settled')),
  why TEXT, code TEXT, draft TEXT, case_id TEXT, path TEXT, moved INTEGER NOT NULL, at TEXT NOT NULL,
  settled TEXT, settled_by TEXT, settled_at TEXT
) STRICT;
CREATE INDEX tray_open ON tray (batch, sheet) WHERE state <> 'settled';
CREATE INDEX tray_file ON tray (sha256);
CREATE INDEX tray_source ON tray (source);
-- Whose a sheet is, by the number that stands on it.
CREATE INDEX cases_number ON cases (number);
CREATE INDEX tray_path ON tray (path) WHERE path IS NOT NULL;
`,
}
