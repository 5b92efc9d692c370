/** Answers to a form as it is shipped, and what the check says of them on 23 November 2026. */
import { checkAnswers } from '../../domain/forms/check.ts'
import type { Answers, Catalogue, Field, FieldType, Form } from '../../domain/forms/schema.ts'
import { formIn, shippedCatalogue } from '../support/catalogue.ts'

export const catalogue = shippedCatalogue()
export const named = (code: string) => formIn(catalogue, code)
export const dereg = named('ACC-DEREG')
export const today = '2026-11-23'
export const check = (answers: Answers, form = dereg, kept: string[] = [], of = catalogue) =>
  checkAnswers(of, form, answers, { country: 'KZ', today, kept })
export const codes = (answers: Answers, form = dereg, kept: string[] = [], of = catalogue) =>
  check(answers, form, kept, of).findings.map(({ field, code, level }) => `${field} ${code} ${level}`)

export const gulnar: Answers = {
  applicant_kind: 'person',
  last_name: 'Сейітова',
  first_name: 'Гүлнар',
  iin: '900315400126',
  phone: '+77011234567',
  rep_used: false,
  id_kind: 'kz_id',
  id_number: '012345417',
  id_seen: true,
  account_system: 'postkz_app',
  account_login: '+77751234567',
  dereg_reason: 'recovery_loop',
  register_again: true,
  pending_items: false,
  answer_lang: 'kk',
  answer_channel: 'sms',
  pd_consent: true,
}

/** A form with the one field to look at, beside the blocks of a real one. */
export function formWith(type: FieldType, more: Partial<Field> = {}): { of: Catalogue; form: Form } {
  const text = { kk: 'а', ru: 'б', en: 'c' }
  const field: Field = { key: 'seen', label: text, type, required: 'no', span: 4, ...more }
  const form: Form = { ...structuredClone(dereg), fields: [...dereg.fields, field] }
  return { of: { ...catalogue, forms: [form] }, form }
}
