/**
 * A one-time code, from asking to its answer. Only headquarters sends and judges codes; here one passes through and is
 * kept nowhere. Without the network nothing is asked and nothing is skipped: the case is taken in and waits for it.
 */
import { type Confirmation, isConfirmed, maskPhone, WITHDRAWAL } from '../../../domain/cases/consent.ts'
import { language } from '../../../domain/forms/schema.ts'
import type { Certificate } from '../../../domain/journal/certificate.ts'
import type { Person } from '../../../domain/people/person.ts'
import { primitives } from '../../../trust/primitives.ts'
import type { CheckedCode, RequestedCode } from '../../contract.ts'
import { type Branch, newId, utcNow } from '../branch.ts'
import type { Link } from '../courier/link.ts'
import { record } from '../record.ts'
import { certificateOf } from '../store/certificates.ts'
import { setting } from '../store/settings.ts'
import { settle } from './recording.ts'
import { type ConsentRow, caseOfConsent, consentRow } from './store.ts'
import { type Of, subjectOf } from './subject.ts'
import { withdraw } from './withdrawing.ts'

const refuse = <Code extends string>(code: Code) => ({ ok: false as const, refusal: { code } })

type Way = { link: Link; sender: Certificate }
/** The way to headquarters, as far as this computer knows of one. */
function wayToHq(branch: Branch): Way | null {
  const sender = certificateOf(branch.db, branch.desk().device)
  return branch.link && sender ? { link: branch.link, sender } : null
}

/** Sends a code to the n-th of the numbers that the paper names. */
export async function requestCode(branch: Branch, { of, phone: n }: { of: Of; phone: number }): Promise<RequestedCode> {
  const person = branch.session.current()
  if (!person) return refuse('notSignedIn')
  const subject = subjectOf(branch, of)
  if (!subject) return refuse('unknownSubject')
  // Before anything goes out: a customer gets no code for a case that nobody may accept any more.
  if (!subject.asks) return refuse('notTaken')
  const { wanted, about, form, answers, purpose, withdraws } = subject
  const phone = subject.phones[n]
  if (!wanted?.ways.includes('code') || !phone) return refuse('noPhone')
  const way = wayToHq(branch)
  if (!way) return refuse('deferred')
  const request = newId(branch)
  const answer = await way.link.code(way.sender, {
    request,
    about,
    phone: phone.phone,
    form: { code: form.code, version: form.version },
    what: wanted.what,
    ...(withdraws !== null && { withdraws }),
    language: language.catch('kk').parse(answers.answer_lang),
  })
  if (!answer.ok) return refuse(answer.why === 'busy' || answer.why === 'unreachable' ? 'deferred' : 'turnedAway')
  if (!answer.value.ok) return refuse(answer.value.refusal === 'used' ? 'later' : answer.value.refusal)
  const { expiresAt, attempts, demoMessage } = answer.value
  const row: ConsentRow = {
    ...{ id: request, about, case_id: subject.case, way: 'code', purpose, what: wanted.what, paper: null },
    ...{ masked: maskPhone(phone.phone), phone_mark: phone.mark, by_person: person.id, at: utcNow(branch) },
    ...{ expires_at: expiresAt, attempts_left: attempts, state: 'asked', confirmation: null, told: 0 },
  }
  const kept = keep(branch, row, person)
  if (!kept.ok) return kept
  return { ok: true, request, ...(branch.demo && demoMessage !== undefined && { demoMessage }) }
}

/** Gives headquarters the code that the customer said. */
export async function checkCode(
  branch: Branch,
  { request, code }: { request: string; code: string },
): Promise<CheckedCode> {
  const person = branch.session.current()
  if (!person) return refuse('notSignedIn')
  const row = consentRow(branch.db, request)
  if (row?.way !== 'code') return refuse('unknownRequest')
  if (row.state === 'given') return { ok: true }
  const way = wayToHq(branch)
  if (!way) return refuse('deferred')
  const answer = await way.link.checkCode(way.sender, request, code)
  if (!answer.ok) return refuse(answer.why === 'busy' || answer.why === 'unreachable' ? 'deferred' : 'turnedAway')
  const said = answer.value
  if (said.ok) {
    if (!isAbout(branch, said.confirmation, row)) return refuse('turnedAway')
    return keep(branch, { ...row, state: 'given', confirmation: JSON.stringify(said.confirmation) }, person)
  }
  if (said.refusal === 'wrongCode') {
    const { attemptsLeft } = said
    const kept = keep(branch, { ...row, attempts_left: attemptsLeft }, person)
    return kept.ok ? { ok: false, refusal: { code: 'wrongCode', attemptsLeft } } : kept
  }
  const kept = keep(
    branch,
    { ...row, attempts_left: 0, state: said.refusal === 'noAttemptsLeft' ? 'attempts' : 'expired' },
    person,
  )
  return kept.ok ? refuse(said.refusal) : kept
}

/** Headquarters' own word, and about what was asked here. */
function isAbout({ db }: Branch, confirmation: Confirmation, row: ConsentRow): boolean {
  const hqKey = setting(db, 'hqKey')
  const { request, about, purpose, what, phone } = confirmation.body
  return (
    hqKey !== null &&
    isConfirmed(primitives, confirmation, hqKey) &&
    request === row.id &&
    about === row.about &&
    purpose === row.purpose &&
    what === row.what &&
    phone === row.phone_mark
  )
}

/**
 * Records what became of the question, in the case's journal where there is a case. While headquarters was asked, another
 * answer may have come or the paper may have been registered: what the row says by now decides what is still to be told.
 */
function keep(branch: Branch, row: ConsentRow, person: Person) {
  const kept = record(branch, () => {
    const now = consentRow(branch.db, row.id)
    // What has come to its end is not opened again by an answer that was slower.
    if (now?.state === 'given' || (now && now.state !== 'asked' && row.state === 'asked')) return { ok: true as const }
    const become = row.purpose === WITHDRAWAL ? withdraw : settle
    const refusal = become(branch, { ...row, told: now?.told ?? row.told }, person)
    return refusal ? refuse('notTaken') : { ok: true as const }
  })
  if (kept.ok)
    branch.changed('consents', ...(caseOfConsent(branch.db, row) === null ? [] : (['cases', 'exchange'] as const)))
  return kept
}
