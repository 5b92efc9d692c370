/**
 * What is typed and not registered yet. A draft gets its command when it is opened; it survives a lock, another customer
 * and a power cut, and goes only by being registered or by being thrown away with a reason.
 */
import type { z } from 'zod'
import { startingAnswers } from '../../domain/forms/answers.ts'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { Answers, Language } from '../../domain/forms/schema.ts'
import { joinedAnswers, startingOutage } from '../../domain/outages/join.ts'
import { may } from '../../domain/people/permissions.ts'
import type { contract, Draft } from '../contract.ts'
import { attachmentsWithout } from './attachments/drafts.ts'
import { type Branch, newId, utcNow } from './branch.ts'
import { draftLabel } from './draftLabel.ts'
import { formAt, keepForm } from './forms.ts'
import { openOutage } from './outages/reading.ts'
import { isOwn } from './people/takeOver.ts'
import { answerTo, record } from './record.ts'
import type { NotRecorded } from './storage.ts'
import { draftOf, labelTaken, logDiscard, removeDraft, saveDraft } from './store/drafts.ts'

type Refused<Code extends string> = { ok: false; refusal: { code: Code } }
const refuse = <Code extends string>(code: Code): Refused<Code> => ({ ok: false, refusal: { code } })

type Opened = { ok: true; draft: Draft } | NotRecorded | Refused<'notSignedIn' | 'unknownForm'>

/** Opens a draft with the form's own starting answers under those given. */
export function openDraft(
  branch: Branch,
  { type, answers, speaks }: { type: string; answers?: Answers | undefined; speaks?: Language | undefined },
): Opened {
  const person = branch.session.current()
  if (!person) return refuse('notSignedIn')
  const { catalogue } = branch.knowledge
  const form = formOf(catalogue, type)
  if (!form) return refuse('unknownForm')
  const opened = record(branch, (): Opened => {
    const at = utcNow(branch)
    const outage = startingOutage(catalogue, form, openOutage(branch.db)?.number ?? null)
    const draft: Draft = {
      ...freshName(branch),
      type,
      formVersion: form.version,
      answers: { ...startingAnswers(catalogue, form, speaks), ...joinedAnswers(catalogue, form, outage), ...answers },
      kept: [],
      stepsDone: [],
      stepReasons: {},
      outage,
      handTaken: null,
      papers: [],
      focus: null,
      by: person.id,
      openedAt: at,
      savedAt: at,
    }
    saveDraft(branch.db, draft)
    keepForm(branch, draft)
    return { ok: true, draft }
  })
  if (opened.ok) branch.changed('drafts')
  return opened
}

/** Two open drafts never bear one label. */
function freshName(branch: Branch): Pick<Draft, 'id' | 'command' | 'label'> {
  const { branch: code, letter } = branch.desk()
  for (;;) {
    const command = newId(branch)
    const label = draftLabel(code, letter, command)
    if (!labelTaken(branch.db, label)) return { id: newId(branch), command, label }
  }
}

type Typed = Pick<Draft, 'id' | 'type' | 'answers' | 'kept' | 'stepsDone' | 'papers' | 'focus'> &
  Partial<Pick<Draft, 'stepReasons' | 'outage' | 'handTaken'>> & { formVersion?: number | undefined }
type NotKept = 'notSignedIn' | 'unknownDraft' | 'alreadyRegistered' | 'notYours'
type Saved = { ok: true; savedAt: string } | NotRecorded | Refused<NotKept>

/**
 * Keeps what was typed so far, also by somebody who was retired while he typed: it waits for who takes it over. A change of type takes the answers along; without one the form stays the version it was.
 */
export function keepDraft(branch: Branch, typed: Typed): Saved {
  const person = branch.session.keeper()
  if (!person) return refuse('notSignedIn')
  const saved = record(branch, (): Saved => {
    if (answerTo(branch, { draft: typed.id }) !== null) return refuse('alreadyRegistered')
    const draft = draftOf(branch.db, typed.id)
    if (!draft) return refuse('unknownDraft')
    if (!isOwn(draft, person)) return refuse('notYours')
    const next: Draft = { ...draft, ...typed, formVersion: versionOf(branch, draft, typed), savedAt: utcNow(branch) }
    saveDraft(branch.db, next)
    keepForm(branch, next)
    return { ok: true, savedAt: next.savedAt }
  })
  if (saved.ok) branch.changed('drafts')
  return saved
}

/** Another type comes in the version the window shows, where it says so: a newer one may have come into force since. */
function versionOf(branch: Branch, draft: Draft, { type, formVersion }: Typed): number {
  if (type === draft.type) return draft.formVersion
  if (formVersion !== undefined && formAt(branch, { code: type, version: formVersion })) return formVersion
  return formOf(branch.knowledge.catalogue, type)?.version ?? draft.formVersion
}

type DiscardWish = z.infer<NonNullable<(typeof contract.drafts.discard)['~orpc']['inputSchema']>>

/** Throws a draft away, one's own or, as a lead, somebody else's; who, when and why stay in a log, what was typed does not. */
export function discardDraft(
  branch: Branch,
  { id, reason }: DiscardWish,
): { ok: true } | NotRecorded | Refused<'notSignedIn' | 'notYours'> {
  const person = branch.session.current()
  if (!person) return refuse('notSignedIn')
  const discarded = record(branch, (): { ok: true } | Refused<'notYours'> => {
    const draft = draftOf(branch.db, id)
    if (draft && !isOwn(draft, person) && !may(person, 'takeOverDraft')) return refuse('notYours')
    if (draft) {
      logDiscard(branch.db, draft, person.id, reason, utcNow(branch))
      attachmentsWithout(branch, id)
      removeDraft(branch.db, id)
    }
    return { ok: true }
  })
  if (discarded.ok) branch.changed('drafts', 'tray', 'attachments')
  return discarded
}
