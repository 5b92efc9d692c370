/** What the branch remembers of consents: who was asked, for what, and what came of it; never a code. */
import { type Confirmation, confirmation } from '../../../domain/cases/consent.ts'
import { type Db, sql } from '../store/sql.ts'

export type ConsentRow = {
  /** The request's id, or the command under which a signature was recorded. */
  id: string
  about: string
  case_id: string | null
  way: 'code' | 'signature'
  purpose: string
  what: string
  masked: string | null
  phone_mark: string | null
  paper: string | null
  by_person: string
  at: string
  expires_at: string | null
  attempts_left: number | null
  state: 'asked' | 'given' | 'attempts' | 'expired'
  /** JSON. */
  confirmation: string | null
  told: 0 | 1 | 2
}

export function saveConsent(db: Db, row: ConsentRow): void {
  sql<unknown, [ConsentRow]>(
    db,
    `INSERT INTO consent VALUES (@id, @about, @case_id, @way, @purpose, @what, @masked, @phone_mark, @paper, @by_person, @at,
       @expires_at, @attempts_left, @state, @confirmation, @told)
     ON CONFLICT (id) DO UPDATE SET attempts_left = @attempts_left, state = @state, confirmation = @confirmation, told = @told`,
  ).run(row)
}

/** In the order in which they were asked. */
export const consentsAbout = (db: Db, about: string): ConsentRow[] =>
  sql<ConsentRow>(db, 'SELECT * FROM consent WHERE about = ? ORDER BY at, id').all(about)

export const consentRow = (db: Db, id: string): ConsentRow | null =>
  sql<ConsentRow>(db, 'SELECT * FROM consent WHERE id = ?').get(id) ?? null

/** A signature that was ticked by mistake, before anything was registered. */
export const takeBackSignatures = (db: Db, about: string) =>
  void sql(db, `DELETE FROM consent WHERE about = ? AND way = 'signature' AND told = 0`).run(about)

/** What was never registered goes with the log of discarded drafts. `before`: UTC text. */
export const forgetConsents = (db: Db, before: string) =>
  void sql(
    db,
    'DELETE FROM consent WHERE at < ? AND case_id IS NULL AND about NOT IN (SELECT id FROM command) AND about NOT IN (SELECT command FROM draft)',
  ).run(before)

/** The case that it belongs to by now; null while the paper is not registered. */
export const caseOfConsent = (db: Db, { about, case_id }: Pick<ConsentRow, 'about' | 'case_id'>): string | null =>
  case_id ?? sql<{ case_id: string }>(db, 'SELECT case_id FROM command WHERE id = ?').get(about)?.case_id ?? null

export const confirmationOf = (row: ConsentRow): Confirmation | null =>
  row.confirmation === null ? null : confirmation.parse(JSON.parse(row.confirmation))
