/**
 * Version 12: people as their events make them, apart from what lets them in. PINs and badges are of this computer alone:
 * they stand in no event and leave it in no message.
 */
import type { Migration } from './migration.ts'

export const people: Migration = {
  version: 12,
  sql: `
-- base: JSON, the person as no event made him (the demo's, an older program's); null where an event adds him. All else is
-- computed from the journal over it.
CREATE TABLE member (
  id TEXT PRIMARY KEY, last_name TEXT NOT NULL, first_name TEXT NOT NULL, patronymic TEXT NOT NULL, role TEXT NOT NULL,
  retired INTEGER NOT NULL DEFAULT 0, base TEXT
) STRICT;
-- pin: see trust/pin.ts. temporary: given by a manager, to be changed at the first sign-in. badge: keyed hash of its number.
-- wait_ms: length of the wait after the last wrong PIN, counted in the program's running time.
CREATE TABLE entry (
  person TEXT PRIMARY KEY, pin TEXT, temporary INTEGER NOT NULL DEFAULT 0, badge TEXT UNIQUE,
  wrong_tries INTEGER NOT NULL DEFAULT 0, wait_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO member SELECT id, last_name, first_name, patronymic, role, 0, json_object('id', id, 'lastName', last_name,
  'firstName', first_name, 'patronymic', patronymic, 'role', role) FROM person;
-- A wait that was running becomes the longest of the short ones.
INSERT INTO entry SELECT id, pin, 0, NULL, wrong_tries, CASE WHEN wait_until > 0 THEN 60000 ELSE 0 END FROM person;
DROP TABLE person;
`,
}
