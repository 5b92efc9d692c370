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
]
