/** What is missing says of what, everywhere it is listed. */
import { expect, test } from 'vitest'
import { fieldsOf, formOf } from '../../domain/forms/catalogue.ts'
import { lackingIn, sayLacking } from '../../domain/forms/lacking.ts'
import type { Form, Language } from '../../domain/forms/schema.ts'
import { shippedCatalogue } from '../support/catalogue.ts'

const catalogue = shippedCatalogue()
const named = (code: string) => formOf(catalogue, code) as Form
const said = (form: Form, keys: string[], language: Language = 'ru', told: 'clerk' | 'customer' = 'clerk') =>
  lackingIn(catalogue, form, keys, told).map((group) => sayLacking(group, language))

test('a field stands with its section, and those of one section share it', () => {
  const keys = ['last_name', 'iin', 'id_number', 'track_no', 'post_date', 'signed_application']
  expect(said(named('TRACE-DOM'), keys)).toEqual([
    'Заявитель: фамилия, ИИН',
    'Документ, удостоверяющий личность: номер',
    'Почтовое отправление: трек-номер, дата отправки',
    'Подписанное заявление',
  ])
  expect(said(named('TRACE-DOM'), ['id_number'], 'kk')).toEqual(['Жеке басын куәландыратын құжат: нөмірі'])
  expect(said(named('TRACE-DOM'), ['id_number'], 'en')).toEqual(['Identity document: number'])
})

test('the customer is told in the words made for him; a key that the form no longer has stands for itself', () => {
  const form = named('TRACE-DOM')
  expect(said(form, ['id_number', 'track_no', 'gone'], 'ru', 'customer')).toEqual([
    'Номер удостоверения личности',
    'Почтовое отправление: трек-номер',
    'gone',
  ])
})

test('no two fields of one form are told alike, to the clerk or the customer, in any language', () => {
  for (const form of catalogue.forms)
    for (const told of ['clerk', 'customer'] as const)
      for (const language of ['kk', 'ru', 'en'] as const) {
        const names = fieldsOf(catalogue, form).map(({ key }) => said(form, [key], language, told).join())
        const twice = names.filter((name, i) => names.indexOf(name) !== i)
        expect([form.code, told, language, twice]).toEqual([form.code, told, language, []])
      }
})
