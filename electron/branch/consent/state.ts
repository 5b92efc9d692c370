/** How far the consent to a paper or a case has come, as the window shows it. */
import { consentStands, fits, maskPhone } from '../../../domain/cases/consent.ts'
import { readPhone } from '../../../domain/identifiers/phone.ts'
import { signature } from '../../../domain/people/person.ts'
import type { ConsentState } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { personOf } from '../store/people.ts'
import { consentsAbout } from './store.ts'
import { type Of, subjectOf } from './subject.ts'

export function consentState(branch: Branch, of: Of): ConsentState | null {
  const subject = subjectOf(branch, of)
  if (!subject) return null
  const { wanted, about, form, phones, purpose } = subject
  if (wanted === null || subject.ended) return { wanted: null, request: null, given: [], outdated: false }
  const paper = { type: form.code, command: about }
  const given = subject.given.filter((one) => fits(wanted, paper, one))
  const answered = given.flatMap((one) => (one.way === 'code' ? [one.confirmation.body.phone] : []))
  const open = consentsAbout(branch.db, about).findLast((row) => row.way === 'code' && row.purpose === purpose)
  return {
    wanted: {
      ways: wanted.ways,
      phones: phones.map(({ phone, mark }) => ({
        masked: maskPhone(phone),
        shown: readPhone(phone, branch.knowledge.profile.country).shown,
        answered: answered.includes(mark),
      })),
      stands: consentStands({ wanted, given }),
      papers: subject.signedPapers,
      papersTaken: subject.signedPapers.filter((key) => subject.papers.includes(key)),
    },
    request:
      open?.state === 'asked' && open.masked !== null && open.expires_at !== null && open.what === wanted.what
        ? {
            id: open.id,
            phone: phones.findIndex(({ mark }) => mark === open.phone_mark),
            masked: open.masked,
            expiresAt: open.expires_at,
            attemptsLeft: open.attempts_left ?? 0,
          }
        : null,
    given: given.map((one) => ({
      way: one.way,
      at: one.way === 'code' ? one.confirmation.body.at : one.at,
      masked: one.way === 'code' ? one.confirmation.body.masked : null,
      paper: one.way === 'signature' ? one.paper : null,
      seenBy: nameOf(branch, one.seenBy),
    })),
    outdated: given.length < subject.given.length,
  }
}

function nameOf({ db }: Branch, id: string): string {
  const person = personOf(db, id)
  return person ? signature(person) : id
}
