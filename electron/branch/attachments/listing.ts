/** The files of a draft or a case as the window shows them. What a case has is what its events name. */
import { existsSync } from 'node:fs'
import type { Attachment } from '../../../domain/cases/events.ts'
import type { Lookup } from '../../../domain/filing/filing.ts'
import { marksIn } from '../../../domain/filing/marks.ts'
import { SYSTEM } from '../../../domain/journal/event.ts'
import { type Attached, crop, type Holder } from '../../contract.ts'
import { type Branch, newId, utcNow } from '../branch.ts'
import { caseOf } from '../projection.ts'
import { record } from '../record.ts'
import {
  attachmentsOf,
  attachmentWith,
  type HeldAttachment,
  hasUnseen,
  insertAttachment,
  markSeen,
} from '../store/attachments.ts'
import { fileOf, pageCodes, saveFile } from '../store/files.ts'
import { eventsOfCase } from '../store/journal.ts'
import { carriedNow, comingNow } from './carried.ts'
import { ownersLookup } from './owners.ts'
import { keptFile } from './places.ts'

/** Whoever lists a draft's files has them before him: from then on a registration takes them along. */
export function listAttachments(branch: Branch, holder: Holder): Attached[] {
  const lookup = ownersLookup(branch)
  if ('draft' in holder) {
    const { draft } = holder
    if (branch.session.current() && hasUnseen(branch.db, draft)) record(branch, () => markSeen(branch.db, draft))
    return attachmentsOf(branch.db, holder).map((row) => shownAttachment(branch, row, lookup))
  }
  const named = caseOf(branch, holder.case)?.attachments ?? []
  return named.map((one) => {
    const row = attachmentWith(branch.db, holder, one.sha256) ?? adopt(branch, holder.case, one)
    return row
      ? { ...shownAttachment(branch, row, lookup), carried: carriedNow(branch, one.sha256) }
      : absent(one, branch, holder.case)
  })
}

export function shownAttachment(branch: Branch, row: HeldAttachment, lookup = ownersLookup(branch)): Attached {
  const { id, sha256, name, kind, bytes, paper, turn, pages, state, why } = row
  const notes: Attached['notes'] = []
  if (row.other_kind) notes.push('otherKind')
  if (bearsOthersCode(row, lookup)) notes.push('otherCase')
  return {
    ...{ id, sha256, name, kind, bytes, paper, turn, pages, state, why, notes },
    crop: row.crop === null ? null : crop.parse(JSON.parse(row.crop)),
    from: row.origin,
    addedAt: row.at,
  }
}

/** It names somebody, and not the draft or case in which it lies. */
function bearsOthersCode(row: HeldAttachment, lookup: Lookup): boolean {
  const owners = pageCodes(row).flat().flatMap(marksIn).flatMap(lookup)
  const isHere = (owner: (typeof owners)[number]) =>
    'draft' in owner ? owner.draft === row.draft : owner.case === row.case_id
  return owners.length > 0 && !owners.some(isHere)
}

/**
 * A file that an event names and the disk has, but no row: after a restored backup, when headquarters gave the events back.
 */
function adopt(branch: Branch, caseId: string, named: Attachment): HeldAttachment | null {
  const { db } = branch
  if (!fileOf(db, named.sha256) && !existsSync(keptFile(branch, named.sha256))) return null
  const at = utcNow(branch)
  record(branch, () => {
    saveFile(db, { ...named, at })
    insertAttachment(db, {
      ...{
        id: newId(branch),
        sha256: named.sha256,
        draft: null,
        case_id: caseId,
        name: named.name,
        paper: named.paper,
      },
      ...{ turn: 0, crop: null, other_kind: 0, origin: 'window', seen: 1, by_person: SYSTEM, at },
    })
  })
  return attachmentWith(db, { case: caseId }, named.sha256)
}

/** Has no row, so its id is made of its hash and means nothing to any other call. */
function absent({ sha256, name, kind, bytes, paper }: Attachment, branch: Branch, caseId: string): Attached {
  const id = `${sha256.slice(0, 8)}-${sha256.slice(8, 12)}-8${sha256.slice(13, 16)}-8${sha256.slice(17, 20)}-${sha256.slice(20, 32)}`
  return {
    ...{ id, sha256, name, kind, bytes, paper, turn: 0, crop: null, pages: null, state: 'absent', why: null },
    ...takenInAt(branch, caseId, sha256),
    carried: comingNow(branch, sha256),
    notes: [],
    from: 'window',
    addedAt: utcNow(branch),
  }
}

/** The window whose event names the file first: there it lies. */
function takenInAt({ db }: Branch, caseId: string, sha256: string): Pick<Attached, 'at'> {
  const event = eventsOfCase(db, caseId).find(({ payload }) => JSON.stringify(payload)?.includes(`"${sha256}"`))
  return event && event.origin !== 'own' && event.letter ? { at: event.letter } : {}
}
