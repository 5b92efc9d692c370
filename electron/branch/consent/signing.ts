/** The customer signs in front of the clerk, on a paper that stays here. Who saw it is written down, and does not accept the case. */
import type { ConsentGiven } from '../../../domain/cases/consent.ts'
import type { Signed } from '../../contract.ts'
import { type Branch, utcNow } from '../branch.ts'
import { record } from '../record.ts'
import { settle } from './recording.ts'
import { type ConsentRow, consentRow, takeBackSignatures } from './store.ts'
import { type Of, subjectOf } from './subject.ts'

const refuse = <Code extends string>(code: Code) => ({ ok: false as const, refusal: { code } })

/**
 * Records a signature, or takes one back that is in no journal yet. `command` is minted by the window once per intention:
 * the same again is answered as before and records nothing.
 */
export function signConsent(
  branch: Branch,
  { of, signed, paper, command }: { of: Of; signed: boolean; paper: string; command: string },
): Signed {
  const person = branch.session.current()
  if (!person) return refuse('notSignedIn')
  const answer = record(branch, (): Signed => {
    const subject = subjectOf(branch, of)
    if (!subject) return refuse('unknownSubject')
    const { wanted, about, form } = subject
    if (!signed) {
      takeBackSignatures(branch.db, about)
      return { ok: true }
    }
    if (!wanted?.ways.includes('signature')) return refuse('notTaken')
    if (!subject.signedPapers.includes(paper) || !subject.papers.includes(paper)) return refuse('nothingSigned')
    const { what } = wanted
    const isThis = (one: ConsentGiven) =>
      one.way === 'signature' && one.command === command && one.what === what && one.paper === paper
    if (subject.given.some(isThis)) return { ok: true }
    // A signature given to other words before makes room for this one.
    if (subject.case === null) takeBackSignatures(branch.db, about)
    if (consentRow(branch.db, command)) return refuse('notTaken')
    const row: ConsentRow = {
      ...{ id: command, about, case_id: subject.case, way: 'signature', purpose: form.code, what, paper },
      ...{ masked: null, phone_mark: null, by_person: person.id, at: utcNow(branch), expires_at: null },
      ...{ attempts_left: null, state: 'given', confirmation: null, told: 0 },
    }
    return settle(branch, row, person) ? refuse('notTaken') : { ok: true }
  })
  if (answer.ok) branch.changed('consents', ...('case' in of ? (['cases', 'exchange'] as const) : []))
  return answer
}
