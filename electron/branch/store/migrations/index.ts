/** The migrations in their order. One that has shipped is never edited: a change is the next number. */
import { first } from './0001-first.ts'
import { formVersions } from './0002-form-versions.ts'
import type { Migration } from './migration.ts'

export const migrations: readonly Migration[] = [first, formVersions]
