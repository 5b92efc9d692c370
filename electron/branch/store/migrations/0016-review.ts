/** Version 16: cases that wait for a second person, in the order in which they are taken, and those that nobody else has seen. */
import type { Migration } from './migration.ts'

export const review: Migration = {
  version: 16,
  sql: `
CREATE INDEX cases_review ON cases (state, urgent DESC, registered_at, id);
CREATE INDEX cases_self_reviewed ON cases (id) WHERE instr(marks, 'self_reviewed') > 0;
`,
}
