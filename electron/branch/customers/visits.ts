/** The customer came again with the same matter: the visit joins the old case, and the draft goes, in one record. */

import { decide } from '../../../domain/cases/decide.ts'
import { newIn } from '../../../domain/cases/visits.ts'
import { timesCame } from '../../../domain/customers/repeats.ts'
import { normaliseAnswers } from '../../../domain/forms/answers.ts'
import type { Person } from '../../../domain/people/person.ts'
import type { VisitNoting } from '../../contract.ts'
import { attachmentsToCase, attachmentsToRecord } from '../attachments/drafts.ts'
import { type Branch, utcNow } from '../branch.ts'
import { formMadeWith } from '../forms.ts'
import { append } from '../journal.ts'
import { isOwn } from '../people/takeOver.ts'
import { caseOf, project } from '../projection.ts'
import { answerTo, keepAnswer, record } from '../record.ts'
import { draftOf, logDiscard, removeDraft } from '../store/drafts.ts'
import { earlierCases } from './repeats.ts'

export type VisitWish = { case: string; command: string; words: string; draft: string }
const refuse = <Code extends string>(code: Code) => ({ ok: false as const, refusal: { code } })

/** Notes a visit on a case that was offered for this draft. The same command again has no second effect. */
export function noteVisit(branch: Branch, wish: VisitWish): VisitNoting {
  const person = branch.session.current()
  if (!person) return refuse('notSignedIn')
  const noted = record(
    branch,
    (): VisitNoting =>
      answerTo(branch, { command: wish.command }) === null ? note(branch, wish, person) : { ok: true },
  )
  if (noted.ok) branch.changed('cases', 'drafts', 'exchange', 'attachments', 'tray')
  return noted
}

function note(branch: Branch, wish: VisitWish, person: Person): VisitNoting {
  const { db, knowledge } = branch
  const draft = draftOf(db, wish.draft)
  const form = draft && formMadeWith(branch, draft)
  if (!draft || !form) return refuse('unknownDraft')
  if (!isOwn(draft, person)) return refuse('notYours')
  const state = caseOf(branch, wish.case)
  if (!state) return refuse('notRegistered')
  const answers = normaliseAnswers(knowledge.catalogue, form, draft.answers, { country: knowledge.profile.country })
  const { matter } = earlierCases(branch, form, answers)
  // What was typed since may be somebody else's: a visit never joins a stranger's case.
  if (!matter.some(({ row }) => row.id === wish.case)) return refuse('otherMatter')
  const decision = decide(
    state,
    {
      do: 'noteVisit',
      command: wish.command,
      type: draft.type,
      words: wish.words,
      newAnswers: newIn(answers, state.answers),
      papers: draft.papers,
      attachments: attachmentsToRecord(branch, draft.id),
      window: branch.desk().letter,
    },
    { person, repeats: { before: timesCame(matter.map(({ row }) => row)), rule: knowledge.rules.repeats } },
  )
  if (!decision.ok) throw new Error(`a visit cannot be refused with ${decision.refusal.code}`)
  append(branch, decision.events)
  project(branch, wish.case)
  const at = utcNow(branch)
  attachmentsToCase(branch, draft.id, wish.case)
  logDiscard(db, draft, person.id, 'duplicate', at)
  removeDraft(db, draft.id)
  keepAnswer(branch, { id: wish.command, draft: null, case: wish.case, at }, { ok: true })
  return { ok: true }
}
