/**
 * A customer's own yes: a one-time code from his phone, or his signature in front of the clerk. What is switched on, paid
 * or changed in his name goes nowhere without it, and no reason stands in for it (R-044, rule 6 of the catalogue).
 * A consent counts for one paper and for what that paper asked when it was given. Codes themselves are in no record.
 */
import { z } from 'zod'
import { answerTo, holds } from '../forms/conditions.ts'
import { isFromRecords } from '../forms/fromRecords.ts'
import type { Answers, ConsentRule, Form } from '../forms/schema.ts'
import { canonical, type Json } from '../journal/canonical.ts'
import type { Primitives, Sign } from '../journal/primitives.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
/** E.164, as phones are stored. */
export const phoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/)

/** What a case waits for; frozen with its registration. */
export const consentWanted = z.strictObject({
  ways: z.array(z.enum(['code', 'signature'])).min(1),
  /** `whatOf`: a consent to anything else does not count. */
  what: hash,
  /** `phoneMark` of each number that must answer. Empty where the paper names none: then there is nobody to ask by code. */
  phones: z.array(hash),
})
export type ConsentWanted = z.infer<typeof consentWanted>

/** What headquarters says of a code that came back right. The phone is masked, beside a mark that its number can be held against. */
export const confirmationBody = z.strictObject({
  v: z.literal(1),
  request: z.uuid(),
  /** The command of the registration, minted when the form was opened. */
  about: z.uuid(),
  /** Code of the form. */
  purpose: z.string(),
  what: hash,
  phone: hash,
  masked: z.string(),
  /** UTC. */
  at: z.iso.datetime(),
})
export type ConfirmationBody = z.infer<typeof confirmationBody>
export const confirmation = z.strictObject({ body: confirmationBody, signature: z.string() })
export type Confirmation = z.infer<typeof confirmation>

const text = (body: ConfirmationBody) => `okno-consent-1\n${canonical(body)}`
export const confirm = (body: ConfirmationBody, sign: Sign): Confirmation => ({ body, signature: sign(text(body)) })
/** Whether headquarters said so: anybody with its public key can see it, with no network. */
export const isConfirmed = (primitives: Primitives, { body, signature }: Confirmation, hqKey: string): boolean =>
  primitives.verify(hqKey, text(body), signature)

const seen = {
  command: z.uuid(),
  /** Id of the person in front of whom it was given; of a signature he may not be the one who accepts the case. */
  seenBy: z.uuid(),
}
export const consentGiven = z.discriminatedUnion('way', [
  z.strictObject({ ...seen, way: z.literal('code'), confirmation }),
  z.strictObject({
    ...seen,
    way: z.literal('signature'),
    purpose: z.string(),
    what: hash,
    /** Key of the signed paper in the form, kind `application`. */
    paper: z.string(),
    /** UTC. */
    at: z.iso.datetime(),
  }),
])
export type ConsentGiven = z.infer<typeof consentGiven>

/** A code that was asked for, or that came to nothing: what for, whose phone, when. `at` is UTC. */
const asked = { command: z.uuid(), request: z.uuid(), purpose: z.string(), masked: z.string(), at: z.iso.datetime() }
export const codeRequested = z.strictObject(asked)
export const codeFailed = z.strictObject({ ...asked, why: z.enum(['attempts', 'expired']) })

/** A case's consents as its events make them. */
export type Consent = { wanted: ConsentWanted | null; given: ConsentGiven[] }

/** The first of the form's rules that holds for these answers; null where the paper needs no consent. */
export const consentRuleOf = (form: Form, answers: Answers): ConsentRule | null =>
  form.consent.find(({ when }) => !when || holds(when, answers)) ?? null

/** The numbers that are asked: all in the first of the rule's fields that holds a phone. E.164; empty where none does. */
export function phonesFor({ to = [] }: ConsentRule, answers: Answers): string[] {
  for (const key of to) {
    const phones = [answerTo(answers, key)].flat().filter((one) => phoneNumber.safeParse(one).success)
    if (phones.length > 0) return [...new Set(phones as string[])]
  }
  return []
}

/**
 * What is agreed to: the type and everything that the paper asks for. Whoever changes a word of it afterwards asks again.
 * What the branch fills in from its records is nobody's word: a case that a colleague registers meanwhile undoes no yes.
 */
export function whatOf(sha256: Primitives['sha256'], form: Form, answers: Answers): string {
  const own = form.fields.flatMap(({ key, type }) => {
    const value = isFromRecords(type) ? undefined : answerTo(answers, key)
    return value === undefined ? [] : [[key, value]]
  })
  const agreed: Json = { type: form.code, answers: Object.fromEntries(own) as Json }
  return sha256(`okno-consent-what-1\n${canonical(agreed)}`)
}

/** Ties a confirmation to a number without naming it. It hides nothing from who can try all numbers; the answers name it anyway. */
export const phoneMark = (sha256: Primitives['sha256'], about: string, phone: string): string =>
  sha256(`okno-consent-phone-1\n${about}\n${phone}`)

/** `+7••••••4567`: enough for the customer to know his number, too little to call it. */
export const maskPhone = (phone: string): string => `${phone.slice(0, 2)}${'•'.repeat(6)}${phone.slice(-4)}`

/** What the case waits for. `about`: the registration's command. */
export function wantedOf(
  sha256: Primitives['sha256'],
  form: Form,
  answers: Answers,
  about: string,
): ConsentWanted | null {
  const rule = consentRuleOf(form, answers)
  if (!rule) return null
  const phones = rule.ways.includes('code') ? phonesFor(rule, answers) : []
  return {
    ways: rule.ways,
    what: whatOf(sha256, form, answers),
    phones: phones.map((phone) => phoneMark(sha256, about, phone)),
  }
}

/** What a code was for that takes a case back: no form is called so, their codes have two parts. */
export const WITHDRAWAL = 'WITHDRAWAL'

/**
 * What a code takes back: this case and no other, under the number that the message names to the customer. Headquarters
 * makes it itself, so what it confirms is what it wrote to him.
 */
export const whatWithdrawn = (sha256: Primitives['sha256'], command: string, number: string): string =>
  sha256(`okno-withdrawal-1\n${command}\n${number}`)

/** The applicant's own numbers, E.164: nobody else of the paper takes it back. */
export const applicantPhones = (answers: Answers): string[] => {
  const phones = ['phone', 'phone_alt'].map((key) => answerTo(answers, key))
  return [...new Set(phones.flatMap((one) => phoneNumber.safeParse(one).data ?? []))]
}

/** Whether the code was asked for to take this case back, and not to agree to anything. */
export const saysWithdrawn = ({ command }: { command: string }, { body }: Confirmation): boolean =>
  body.about === command && body.purpose === WITHDRAWAL

/** Whether this consent is one to this paper, in a way that its form allows. */
export function fits(wanted: ConsentWanted, paper: { type: string; command: string }, given: ConsentGiven): boolean {
  if (!wanted.ways.includes(given.way)) return false
  switch (given.way) {
    case 'code': {
      const { about, purpose, what, phone } = given.confirmation.body
      return about === paper.command && purpose === paper.type && what === wanted.what && wanted.phones.includes(phone)
    }
    case 'signature':
      return given.purpose === paper.type && given.what === wanted.what
    default:
      return given satisfies never
  }
}

/**
 * Whether nothing is wanting: a signature, or a code from every number. `acceptor`: his own word that he saw somebody sign
 * does not count for him, a code counts whoever typed it.
 */
export function consentStands({ wanted, given }: Consent, acceptor: string | null = null): boolean {
  if (wanted === null) return true
  if (given.some((one) => one.way === 'signature' && one.seenBy !== acceptor)) return true
  const answered = given.flatMap((one) => (one.way === 'code' ? [one.confirmation.body.phone] : []))
  return wanted.phones.length > 0 && wanted.phones.every((phone) => answered.includes(phone))
}

/** Keys of the form's papers that a customer signs. */
export const signedPapersOf = ({ papers }: Form): string[] =>
  [...papers.required, ...papers.optional].filter(({ kind }) => kind === 'application').map(({ key }) => key)
