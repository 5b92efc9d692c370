/** What people do with files that a draft or case has: look at them another way, say what they show, take them out again. */
import type { Crop, Turn } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { record } from '../record.ts'
import { seesHolder } from '../sight.ts'
import type { NotRecorded } from '../storage.ts'
import { attachmentRow, type HeldAttachment, removeAttachment, saveLook, savePaper } from '../store/attachments.ts'
import { filedTo, updateTray } from '../store/tray.ts'
import { refuse } from './incoming.ts'

type Refused<Code extends string> = { ok: false; refusal: { code: Code } }
type Kept = { ok: true } | NotRecorded | Refused<'notSignedIn' | 'unknownAttachment'>
type KeptOfDraft = Kept | Refused<'alreadyRegistered'>

/** Never touches the file. */
export const lookAt = (branch: Branch, look: { id: string; turn: Turn; crop: Crop | null }): Kept =>
  change(branch, look.id, (row): Kept => {
    saveLook(branch.db, row.id, look)
    return { ok: true }
  })

export const sayPaper = (branch: Branch, { id, paper }: { id: string; paper: string | null }): KeptOfDraft =>
  change(branch, id, (row): KeptOfDraft => {
    if (row.draft === null) return refuse({ code: 'alreadyRegistered' })
    savePaper(branch.db, row.id, paper)
    return { ok: true }
  })

/** The file itself goes at a later start, when nobody refers to it any more. */
export const takeOut = (branch: Branch, { id }: { id: string }): KeptOfDraft =>
  change(branch, id, (row): KeptOfDraft => {
    if (row.draft === null) return refuse({ code: 'alreadyRegistered' })
    removeAttachment(branch.db, row.id)
    // A sheet that came by its own code lies in the tray again: the paper itself is still somewhere in the pile.
    for (const sheet of filedTo(branch.db, row.draft))
      if (sheet.sha256 === row.sha256) updateTray(branch.db, { ...sheet, state: 'undecided', why: null, draft: null })
    return { ok: true }
  })

function change<Answer extends KeptOfDraft>(
  branch: Branch,
  id: string,
  work: (row: HeldAttachment) => Answer,
): Answer | NotRecorded | Refused<'notSignedIn' | 'unknownAttachment'> {
  if (!branch.session.current()) return refuse({ code: 'notSignedIn' })
  const answer = record(branch, () => {
    const row = attachmentRow(branch.db, id)
    return row && seesHolder(branch, row) ? work(row) : refuse({ code: 'unknownAttachment' as const })
  })
  if (answer.ok) branch.changed('attachments', 'tray')
  return answer
}
