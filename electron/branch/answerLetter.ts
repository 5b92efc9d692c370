/**
 * The answer to a customer, for paper, from what is stored. Who answered has the role that he had then; what the program did
 * has no name. Each making of it is a look and stands in the log before anybody gets it.
 */
import { answerStands, type Case } from '../../domain/cases/case.ts'
import { titleFor } from '../../domain/forms/terms.ts'
import { SYSTEM } from '../../domain/journal/event.ts'
import { applicantOf } from '../../domain/people/applicant.ts'
import { signature } from '../../domain/people/person.ts'
import type { LetterAnswer } from '../contract.ts'
import type { Branch } from './branch.ts'
import { noteLook } from './customers/looks.ts'
import { formMadeWith } from './forms.ts'
import { personThen } from './people/projection.ts'
import { caseOf } from './projection.ts'
import { caseRecord } from './store/cases.ts'
import { eventsOfCase } from './store/journal.ts'
import { officerThen } from './store/officers.ts'

type Letter = Extract<LetterAnswer, { ok: true }>['letter']
type Answer = NonNullable<Case['answer']>
const refuse = (code: 'notSignedIn' | 'unknownCase' | 'notAnswered'): LetterAnswer => ({ ok: false, refusal: { code } })

export function answerLetterOf(branch: Branch, id: string): LetterAnswer {
  if (!branch.session.current()) return refuse('notSignedIn')
  const row = caseRecord(branch.db, id)
  const found = caseOf(branch, id)
  if (!row || !found) return refuse('unknownCase')
  if (!found.answer || !answerStands(found.state)) return refuse('notAnswered')
  if (!noteLook(branch, { what: 'letter', case_id: id, number: row.number, reason: 'case' }))
    return { ok: false, refusal: { code: 'notRecorded', why: 'other' } }
  const { outcome, text, language, ground, sum, outsideBody, office, at } = found.answer
  const form = formMadeWith(branch, found)
  return {
    ok: true,
    letter: {
      number: row.number,
      type: row.type,
      formVersion: found.formVersion,
      acceptedOn: row.accepted_on,
      applicant: applicantOf(found.answers),
      address: addressOf(found),
      matter: form ? titleFor(form, found.answers).title : { kk: row.type, ru: row.type, en: row.type },
      answer: {
        ...{ outcome, text, language, ground, office, at },
        ...{ sum: sum ?? null, outsideBody: outsideBody ?? null, by: whoAnswered(branch, found, found.answer) },
      },
    },
  }
}

function whoAnswered({ db }: Branch, { id, officer }: Case, { by, event, office }: Answer): Letter['answer']['by'] {
  const clock = by === SYSTEM ? null : eventsOfCase(db, id).find(({ hash }) => hash === event)?.fields.clock
  if (!clock) return null
  const person = (office === 'hq' ? officerThen : personThen)(db, by, clock)
  if (person) return { name: signature(person), role: person.role }
  // By whom it was taken into work, where headquarters has not named him.
  return officer?.id === by ? { name: officer.name, role: null } : null
}

/** Where the customer asked for a letter, and only then. */
function addressOf({ answers }: Case): string | null {
  if (answers.answer_channel !== 'letter') return null
  const parts = [answers.postcode, answers.post_address].map((part) => (typeof part === 'string' ? part.trim() : ''))
  return parts.filter(Boolean).join(', ') || null
}
