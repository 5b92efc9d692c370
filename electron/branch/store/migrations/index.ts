/** The migrations in their order. One that has shipped is never edited: a change is the next number. */
import { first } from './0001-first.ts'
import { formVersions } from './0002-form-versions.ts'
import { draftMore } from './0003-draft-more.ts'
import { attachments } from './0004-attachments.ts'
import { outages } from './0005-outages.ts'
import { customers } from './0006-customers.ts'
import { calendars } from './0007-calendars.ts'
import { searches } from './0008-searches.ts'
import { consents } from './0009-consents.ts'
import { names } from './0010-names.ts'
import { hub } from './0011-hub.ts'
import { people } from './0012-people.ts'
import { lifecycle } from './0013-lifecycle.ts'
import { clocks } from './0014-clocks.ts'
import { shift } from './0015-shift.ts'
import { review } from './0016-review.ts'
import { record } from './0017-record.ts'
import { reports } from './0018-reports.ts'
import { named } from './0019-named.ts'
import { discards } from './0020-discards.ts'
import { retention } from './0021-retention.ts'
import { protocol } from './0022-protocol.ts'
import { feed } from './0023-feed.ts'
import { files } from './0024-files.ts'
import { acknowledgedAt } from './0025-acknowledged.ts'
import { leaner } from './0026-leaner.ts'
import { caseWords } from './0027-case-words.ts'
import type { Migration } from './migration.ts'

export const migrations: readonly Migration[] = [
  first,
  formVersions,
  draftMore,
  attachments,
  outages,
  customers,
  calendars,
  searches,
  consents,
  names,
  hub,
  people,
  lifecycle,
  clocks,
  shift,
  review,
  record,
  reports,
  named,
  discards,
  retention,
  protocol,
  feed,
  files,
  acknowledgedAt,
  leaner,
  caseWords,
]
