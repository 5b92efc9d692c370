/**
 * How a file that lies safely on the disk comes to belong to a draft or a case. To a draft it is a row. To a registered
 * case it is an event in the name of a person, and the row beside it. The same content joins once. All of it happens inside
 * the caller's record; the file was there before.
 */
import { decide } from '../../../domain/cases/decide.ts'
import type { Person } from '../../../domain/people/person.ts'
import type { Holder } from '../../contract.ts'
import { type Branch, newId, utcNow } from '../branch.ts'
import { append } from '../journal.ts'
import { caseOf, project } from '../projection.ts'
import { answerTo, keepAnswer } from '../record.ts'
import {
  type AttachmentRow,
  attachmentWith,
  type HeldAttachment,
  insertAttachment,
  type Origin,
  recordedAs,
} from '../store/attachments.ts'
import { draftOf } from '../store/drafts.ts'

export type Joining = {
  sha256: string
  name: string
  paper: string | null
  otherKind: boolean
  origin: Origin
  /** Whether a person has it before him; by its own code it comes unseen. */
  seen: boolean
  /** A person's id, or `SYSTEM`. */
  by: string
}

type Gone = { ok: false; refusal: { code: 'unknownDraft' | 'unknownCase' | 'alreadyRegistered' } }
export type Joined = { ok: true; repeated: boolean; attachment: HeldAttachment } | Gone
const gone = (code: Gone['refusal']['code']): Gone => ({ ok: false, refusal: { code } })

/** Why nothing can join this draft or case, or null when it can. */
export function obstacle(branch: Branch, to: Holder): Gone | null {
  if ('case' in to) return caseOf(branch, to.case) ? null : gone('unknownCase')
  if (draftOf(branch.db, to.draft)) return null
  return gone(answerTo(branch, { draft: to.draft }) === null ? 'unknownDraft' : 'alreadyRegistered')
}

export function joinDraft(branch: Branch, draft: string, joining: Joining): Joined {
  const stopped = obstacle(branch, { draft })
  if (stopped) return stopped
  const there = attachmentWith(branch.db, { draft }, joining.sha256)
  if (there) return { ok: true, repeated: true, attachment: there }
  return { ok: true, repeated: false, attachment: insert(branch, { draft, case_id: null }, joining) }
}

/** `command`: the same one again has no second effect. */
export function joinCase(branch: Branch, id: string, joining: Joining, command: string, person: Person): Joined {
  const stopped = obstacle(branch, { case: id })
  if (stopped) return stopped
  const there = attachmentWith(branch.db, { case: id }, joining.sha256)
  const attachment = there ?? insert(branch, { draft: null, case_id: id }, joining)
  if (answerTo(branch, { command }) !== null) return { ok: true, repeated: true, attachment }
  const facts = { person }
  const decision = decide(
    caseOf(branch, id),
    { do: 'addAttachment', command, attachment: recordedAs(attachment) },
    facts,
  )
  if (!decision.ok) {
    // Another computer may have added it already: then only the file itself was missing here.
    if (decision.refusal.code === 'alreadyAttached') return { ok: true, repeated: true, attachment }
    throw new Error(`a file cannot be refused by its case with ${decision.refusal.code}`)
  }
  append(branch, decision.events)
  project(branch, id)
  keepAnswer(branch, { id: command, draft: null, case: id, at: utcNow(branch) }, { ok: true })
  return { ok: true, repeated: false, attachment }
}

function insert(
  branch: Branch,
  holder: Pick<AttachmentRow, 'draft' | 'case_id'>,
  { sha256, name, paper, otherKind, origin, seen, by }: Joining,
): HeldAttachment {
  insertAttachment(branch.db, {
    id: newId(branch),
    sha256,
    ...holder,
    name,
    paper,
    turn: 0,
    crop: null,
    other_kind: otherKind ? 1 : 0,
    origin,
    seen: seen ? 1 : 0,
    by_person: by,
    at: utcNow(branch),
  })
  const of = holder.draft === null ? { case: holder.case_id ?? '' } : { draft: holder.draft }
  const row = attachmentWith(branch.db, of, sha256)
  if (!row) throw new Error('a row that was just written is not there')
  return row
}
