/** Version 9: consents asked for or given. Codes are nowhere in here: purpose, masked phone, time and result. */
import type { Migration } from './migration.ts'

export const consents: Migration = {
  version: 9,
  sql: `
CREATE TABLE consent (
  id TEXT PRIMARY KEY,
  -- Command of the registration, before and after it.
  about TEXT NOT NULL,
  -- Where it was asked for a registered case; null where it was asked while the paper was filled in.
  case_id TEXT,
  way TEXT NOT NULL CHECK (way IN ('code', 'signature')),
  purpose TEXT NOT NULL, what TEXT NOT NULL,
  masked TEXT, phone_mark TEXT, paper TEXT,
  by_person TEXT NOT NULL, at TEXT NOT NULL, expires_at TEXT, attempts_left INTEGER,
  state TEXT NOT NULL CHECK (state IN ('asked', 'given', 'attempts', 'expired')),
  confirmation TEXT,
  -- How much of it stands in the journal: nothing, the question, the end.
  told INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX consent_about ON consent (about, at);
`,
}
