/**
 * A draft that its opener does not finish (gone home, retired) goes to a shift lead or manager, with a reason in the
 * journal. Until then nobody else writes in it, registers it or throws it away: it is one person's work under his name.
 */

import { may } from '../../../domain/people/permissions.ts'
import type { Person } from '../../../domain/people/person.ts'
import { isSaid } from '../../../domain/people/said.ts'
import type { Draft } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { append } from '../journal.ts'
import { record } from '../record.ts'
import type { NotRecorded } from '../storage.ts'
import { draftOf, giveDraft } from '../store/drafts.ts'

type Code = 'notSignedIn' | 'roleMayNot' | 'unknownDraft' | 'whyMissing'
type Taken = { ok: true } | NotRecorded | { ok: false; refusal: { code: Code } }
const refuse = (code: Code): Taken => ({ ok: false, refusal: { code } })

export const isOwn = (draft: Pick<Draft, 'by'>, person: Pick<Person, 'id'>): boolean => draft.by === person.id

/** A draft that is one's own already stays so: the same command again has no second effect. */
export function takeOverDraft(
  branch: Branch,
  { command, draft: id, why }: { command: string; draft: string; why: string },
): Taken {
  const person = branch.session.current()
  if (!person) return refuse('notSignedIn')
  const taken = record(branch, (): Taken => {
    const draft = draftOf(branch.db, id)
    if (!draft) return refuse('unknownDraft')
    if (isOwn(draft, person)) return { ok: true }
    if (!may(person, 'takeOverDraft')) return refuse('roleMayNot')
    if (!isSaid(why)) return refuse('whyMissing')
    const { label, by: from } = draft
    const payload = { command, draft: id, label, from, why: why.trim() }
    append(branch, [{ type: 'draftTakenOver', case: null, by: person.id, payload }])
    giveDraft(branch.db, id, person.id)
    return { ok: true }
  })
  if (taken.ok) branch.changed('drafts', 'exchange')
  return taken
}
