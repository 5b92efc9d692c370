/** Drafts: what was typed and is not registered yet. A draft lives until it is registered or discarded with a reason. */
import { type Draft, draft as draftSchema } from '../../contract.ts'
import { ownClock } from './journal.ts'
import { type Db, sql } from './sql.ts'

type Row = {
  id: string
  command: string
  label: string
  type: string
  form_version: number
  answers: string
  kept: string
  steps_done: string
  papers: string
  focus: string | null
  by_person: string
  opened_at: string
  saved_at: string
  step_reasons: string
  outage: string | null
  hand_taken: string | null
}

const read = (row: Row): Draft =>
  draftSchema.parse({
    id: row.id,
    command: row.command,
    label: row.label,
    type: row.type,
    formVersion: row.form_version,
    answers: JSON.parse(row.answers),
    kept: JSON.parse(row.kept),
    stepsDone: JSON.parse(row.steps_done),
    papers: JSON.parse(row.papers),
    focus: row.focus,
    by: row.by_person,
    openedAt: row.opened_at,
    savedAt: row.saved_at,
    stepReasons: JSON.parse(row.step_reasons),
    outage: row.outage,
    handTaken: row.hand_taken === null ? null : JSON.parse(row.hand_taken),
  })

/** Inserts the draft or replaces what was typed so far. */
export function saveDraft(db: Db, draft: Draft): void {
  sql<unknown, [Row]>(
    db,
    `INSERT INTO draft (id, command, label, type, form_version, answers, kept, steps_done, papers, focus, by_person, opened_at,
       saved_at, step_reasons, outage, hand_taken, calendar_upto)
     VALUES (@id, @command, @label, @type, @form_version, @answers, @kept, @steps_done, @papers,
       @focus, @by_person, @opened_at, @saved_at, @step_reasons, @outage, @hand_taken,
       (SELECT coalesce(max(rowid), 0) FROM journal))
     ON CONFLICT (id) DO UPDATE SET type = @type, form_version = @form_version, answers = @answers, kept = @kept,
       steps_done = @steps_done, papers = @papers, focus = @focus, saved_at = @saved_at, step_reasons = @step_reasons,
       outage = @outage, hand_taken = @hand_taken`,
  ).run({
    id: draft.id,
    command: draft.command,
    label: draft.label,
    type: draft.type,
    form_version: draft.formVersion,
    answers: JSON.stringify(draft.answers),
    kept: JSON.stringify(draft.kept),
    steps_done: JSON.stringify(draft.stepsDone),
    papers: JSON.stringify(draft.papers),
    focus: draft.focus,
    by_person: draft.by,
    opened_at: draft.openedAt,
    saved_at: draft.savedAt,
    step_reasons: JSON.stringify(draft.stepReasons),
    outage: draft.outage,
    hand_taken: draft.handTaken && JSON.stringify(draft.handTaken),
  })
}

export function draftOf(db: Db, id: string): Draft | null {
  const row = sql<Row>(db, 'SELECT * FROM draft WHERE id = ?').get(id)
  return row ? read(row) : null
}

/** The last row of the journal when the draft was opened; null for one of an earlier version, or none. */
export const calendarUpto = (db: Db, id: string): number | null =>
  sql<{ upto: number | null }>(db, 'SELECT calendar_upto AS upto FROM draft WHERE id = ?').get(id)?.upto ?? null

/** The latest first. */
export const allDrafts = (db: Db): Draft[] =>
  sql<Row>(db, 'SELECT * FROM draft ORDER BY saved_at DESC, id DESC').all().map(read)

export const countDrafts = (db: Db): number => sql<{ n: number }>(db, 'SELECT count(*) AS n FROM draft').get()?.n ?? 0

export const labelTaken = (db: Db, label: string): boolean =>
  sql(db, 'SELECT 1 FROM draft WHERE label = ?').get(label) !== undefined

/** From now on it is this person's. */
export const giveDraft = (db: Db, id: string, person: string): void =>
  void sql(db, 'UPDATE draft SET by_person = ? WHERE id = ?').run(person, id)

export const removeDraft = (db: Db, id: string) => void sql(db, 'DELETE FROM draft WHERE id = ?').run(id)

/**
 * Notes who threw a draft away and why, without what was typed, and which of this computer's own events was the last then:
 * a clock that is set moves neither before nor after a closing.
 */
export function logDiscard(db: Db, { id, label, type }: Draft, by: string, reason: string, at: string): void {
  sql(db, 'INSERT INTO discard VALUES (?, ?, ?, ?, ?, ?, ?)').run(id, label, type, by, reason, at, ownClock(db) ?? '')
}

export type Discard = { label: string; type: string; at: string }
/** Thrown away since the own event with this clock (HLC; empty: since the beginning), oldest first. */
export const discardsAfter = (db: Db, clock: string): Discard[] =>
  sql<Discard>(db, 'SELECT label, type, at FROM discard WHERE after_clock >= ? ORDER BY rowid').all(clock)

/** `before`: UTC text. */
export const forgetDiscards = (db: Db, before: string) => void sql(db, 'DELETE FROM discard WHERE at < ?').run(before)
