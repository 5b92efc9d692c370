/**
 * Every record of ours is written in one IMMEDIATE transaction: events, projection, print job and answer together or not
 * at all. Equipment that fails becomes a refusal; whatever else is thrown is a defect and goes up.
 */
import type { Branch } from './branch.ts'
import { noteHead } from './line.ts'
import { type NotRecorded, storageFailure } from './storage.ts'
import { sql } from './store/sql.ts'

/** Runs `work` in its transaction; a refusal that it returns has written nothing. */
export function record<Answer>(branch: Branch, work: () => Answer): Answer | NotRecorded {
  branch.faults.at('before-transaction')
  const transaction = branch.db.transaction(() => {
    const before = lastRow(branch)
    const answer = work()
    branch.faults.at('before-commit')
    return { answer, wrote: lastRow(branch) !== before }
  })
  let done: ReturnType<typeof transaction>
  try {
    done = transaction.immediate()
  } catch (error) {
    const why = storageFailure(error)
    if (why === null) throw error
    return { ok: false, refusal: { code: 'notRecorded', why } }
  }
  branch.faults.at('after-commit')
  if (done.wrote) {
    noteHead(branch)
    branch.committed()
  }
  return done.answer
}

/** Rows of the journal are never deleted, so its last row moves with each event. */
const lastRow = ({ db }: Branch): number =>
  sql<{ last: number }>(db, 'SELECT coalesce(max(rowid), 0) AS last FROM journal').get()?.last ?? 0

/** The answer that a command got before, as JSON; null when it has not run. */
export function answerTo(branch: Branch, key: { command: string } | { draft: string }): string | null {
  const row =
    'command' in key
      ? sql<{ answer: string }>(branch.db, 'SELECT answer FROM command WHERE id = ?').get(key.command)
      : sql<{ answer: string }>(branch.db, 'SELECT answer FROM command WHERE draft = ?').get(key.draft)
  return row?.answer ?? null
}

/** The case that a command was about; null when it has not run. */
export const caseOfCommand = ({ db }: Pick<Branch, 'db'>, command: string): string | null =>
  sql<{ case_id: string }>(db, 'SELECT case_id FROM command WHERE id = ?').get(command)?.case_id ?? null

/** The case that a draft has become (registered, or a visit of a case that was there); null while it has not. */
export const caseOfDraft = ({ db }: Pick<Branch, 'db'>, draft: string): string | null =>
  sql<{ case_id: string }>(db, 'SELECT case_id FROM command WHERE draft = ?').get(draft)?.case_id ?? null

/** Part of the command's own transaction. The same command twice breaks the table's key: it is a defect of the caller. */
export function keepAnswer(
  branch: Branch,
  command: { id: string; draft: string | null; case: string; at: string },
  answer: unknown,
): void {
  sql(branch.db, 'INSERT INTO command (id, draft, case_id, answer, at) VALUES (?, ?, ?, ?, ?)').run(
    ...[command.id, command.draft, command.case, JSON.stringify(answer), command.at],
  )
}
