/** Everything the slip shows, read from committed events only: there is no other way to a receipt. */
import { language } from '../../domain/forms/schema.ts'
import type { Receipt } from '../contract.ts'
import type { Branch } from './branch.ts'
import { caseOf, registrationOf } from './projection.ts'
import { eventsOfCase, sealAfter } from './store/journal.ts'

/** The receipt of a case, or null while its registration is not held. */
export function receiptOf(branch: Pick<Branch, 'db'>, id: string): Receipt | null {
  const { db } = branch
  const found = caseOf(branch, id)
  if (!found) return null
  const { event, payload } = registrationOf(eventsOfCase(db, id))
  const seal = sealAfter(db, event)
  return {
    case: id,
    number: payload.number,
    type: payload.type,
    formVersion: payload.formVersion,
    acceptedAt: event.fields.at,
    acceptedBy: payload.acceptedBy,
    window: payload.window,
    answer: payload.answer,
    answerLanguage: language.catch('kk').parse(payload.answers.answer_lang),
    papers: payload.papers,
    missing: payload.missing,
    qr: ['okno', 1, payload.number, event.line, seal.seq, seal.hash, seal.signature].join(':'),
    copies: 1,
    printed: found.slips,
  }
}
