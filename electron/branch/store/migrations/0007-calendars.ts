/** Version 7: the operator's calendar. Its changes are events; the index finds them without reading the whole journal. */
import type { Migration } from './migration.ts'

export const calendars: Migration = {
  version: 7,
  sql: `
CREATE INDEX journal_calendar ON journal (clock, line, seq, hash) WHERE type = 'calendarChanged';
`,
}
