/** What becomes of a draft's files when the draft ends. */
import type { Attachment } from '../../../domain/cases/events.ts'
import { type Branch, utcNow } from '../branch.ts'
import { attachmentsOf, moveToCase, recordedAs, removeAttachmentsOf } from '../store/attachments.ts'
import { filedTo, updateTray } from '../store/tray.ts'
import { propose } from './filing.ts'

/** The files that a registration names: those that a person has had before him. */
export const attachmentsToRecord = (branch: Branch, draft: string): Attachment[] =>
  attachmentsOf(branch.db, { draft })
    .filter(({ seen }) => seen === 1)
    .map(recordedAs)

/**
 * After the registration (or the visit that the draft became), in its record. A sheet that came by its code in the last
 * moment and was never shown is not in the case: it is proposed for it in the tray.
 */
export function attachmentsToCase(branch: Branch, draft: string, id: string): void {
  const unseen = new Set(attachmentsOf(branch.db, { draft }).flatMap(({ seen, sha256 }) => (seen ? [] : [sha256])))
  moveToCase(branch.db, draft, id)
  for (const row of filedTo(branch.db, draft)) {
    if (row.sha256 !== null && unseen.has(row.sha256)) propose(branch, row, id)
    else settle(branch, row, 'registered')
  }
}

/** Thrown away with the draft; a sheet that nobody saw there waits in the tray again. */
export function attachmentsWithout(branch: Branch, draft: string): void {
  const unseen = new Set(attachmentsOf(branch.db, { draft }).flatMap(({ seen, sha256 }) => (seen ? [] : [sha256])))
  removeAttachmentsOf(branch.db, draft)
  for (const row of filedTo(branch.db, draft)) {
    if (row.sha256 !== null && unseen.has(row.sha256))
      updateTray(branch.db, { ...row, state: 'undecided', why: null, draft: null })
    else settle(branch, row, 'discarded')
  }
}

function settle(branch: Branch, row: Parameters<typeof updateTray>[1], how: string): void {
  const by = branch.session.current()?.id ?? null
  updateTray(branch.db, { ...row, state: 'settled', settled: how, settled_by: by, settled_at: utcNow(branch) })
}
