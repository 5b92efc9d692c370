/** Which fields are asked and what is stored of the answers. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseAnswers, shownFields, startingAnswers } from '../../domain/forms/answers.ts'
import { fieldsOf, formOf } from '../../domain/forms/catalogue.ts'
import { checkAnswers } from '../../domain/forms/check.ts'
import { holds } from '../../domain/forms/conditions.ts'
import type { Answers, AnswerValue, Catalogue, Field, Form } from '../../domain/forms/schema.ts'
import { showAnswer } from '../../domain/forms/shown.ts'
import en from '../../renderer/locales/en/finding.json' with { type: 'json' }
import kk from '../../renderer/locales/kk/finding.json' with { type: 'json' }
import ru from '../../renderer/locales/ru/finding.json' with { type: 'json' }
import { shippedCatalogue } from '../support/catalogue.ts'

const catalogue = shippedCatalogue()
const dereg = formOf(catalogue, 'ACC-DEREG') as Form
const kz = { country: 'KZ' } as const
const context = { ...kz, today: '2026-11-23', kept: [] }
const textOf = (locale: Record<string, Record<string, string>>, code: string): string | undefined => {
  const [kind = '', rule = ''] = code.split('.')
  return locale[kind]?.[rule]
}
const stored = (answers: Record<string, unknown>, form = dereg) => normaliseAnswers(catalogue, form, answers, kz)

describe('hidden fields', () => {
  test('the login is not asked of a customer who does not remember it, and is not kept', () => {
    const answers = { account_login: 'gulnar', account_unknown: true }
    expect(shownFields(catalogue, dereg, answers).map((field) => field.key)).not.toContain('account_login')
    expect(stored(answers)).toEqual({ account_unknown: true })
  })

  test('an answer that hides a field takes along what that field had shown', () => {
    const answers = { rep_used: false, rep_basis: 'poa', rep_doc_no: '17', rep_full_name: 'Ким Вера' }
    expect(stored(answers)).toEqual({ rep_used: false })
  })

  test('an organisation is asked its name and BIN and no IIN; a person the other way round', () => {
    const keys = (applicant_kind: string) => shownFields(catalogue, dereg, { applicant_kind }).map((field) => field.key)
    expect(keys('organisation')).toEqual(expect.arrayContaining(['org_name', 'bin', 'last_name']))
    expect(keys('organisation')).not.toContain('iin')
    expect(keys('person')).toEqual(expect.arrayContaining(['iin', 'birth_date']))
    expect(keys('person')).not.toContain('bin')
  })

  test('after a change of type the answers go along, as far as the new form asks them', () => {
    const change = formOf(catalogue, 'ACC-CHANGE') as Form
    const answers = { last_name: 'Сейітова', account_login: '+77751234567', recovery_tried: ['in_app'] }
    expect(stored(answers, change)).toEqual({ last_name: 'Сейітова', account_login: '+77751234567' })
  })
})

describe('stored forms', () => {
  test.each<[string, unknown, AnswerValue | undefined]>([
    ['phone', '8 (701) 123-45-67', '+77011234567'],
    ['account_login', '8 775 123 45 67', '+77751234567'],
    ['account_login', ' gulnar_90 ', 'gulnar_90'],
    ['iin', '900315 400126', '900315400126'],
    ['iin', '900315 300124', '900315300124'],
    ['birth_date', '15.03.1990', '1990-03-15'],
    ['last_name', '  Сейітова\u00a0 ', 'Сейітова'],
    ['id_number', 'n 1234-5678', 'N1234-5678'],
    ['post_address', 'Жастар\u202e к-сі\u0000 48', 'Жастар к-сі 48'],
    ['org_name', 'Йод'.normalize('NFD'), 'Йод'],
    ['recovery_tried', ['chat', ' ', 'chat', 'in_app'], ['chat', 'in_app']],
    ['patronymic', '   ', undefined],
    ['recovery_tried', [], undefined],
    ['id_seen', 'yes', undefined],
    ['phone', 77011234567, undefined],
  ])('%s: %j → %j', (key, typed, kept) => {
    const answers = stored({ applicant_kind: key === 'org_name' ? 'organisation' : 'person', [key]: typed })
    expect(answers[key]).toEqual(kept)
    expect(Object.hasOwn(answers, key)).toBe(kept !== undefined)
  })

  test('a form opens with its defaults, all of them shown', () => {
    expect(startingAnswers(catalogue, dereg, 'kk')).toEqual({
      applicant_kind: 'person',
      rep_used: false,
      id_kind: 'kz_id',
      account_system: 'postkz_app',
      answer_lang: 'kk',
      answer_channel: 'sms',
    })
  })
})

/** Anything a window, a scanner or an old draft might send: near-right values, wrong shapes, foreign keys. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '8 701 123 45 67',
    '900315400126',
    '050229600122',
    'RR123456785KZ',
    '1 234,5',
    '31.02.2026',
    '2026-11-23',
  ),
  fc.constantFrom(
    '2026-11-23T10:47',
    '2026-11',
    'kz86125kzt5004100100',
    'жоқ',
    '-',
    'a\u0301',
    '\ud800',
    'ß@x',
    ' 040 000 ',
  ),
)
const anyValue = fc.oneof(
  anyText,
  fc.boolean(),
  fc.double(),
  fc.integer(),
  fc.array(anyText, { maxLength: 4 }),
  fc.array(fc.dictionary(anyText, anyText, { maxKeys: 3 }), { maxLength: 3 }),
  fc.constantFrom(null, undefined, {}),
)
/** Mostly fitting answers to the fields of a form, some wrong, some to fields of other forms. */
function answersTo(form: Form, of: Catalogue): fc.Arbitrary<Record<string, unknown>> {
  const fitting = (field: Field): fc.Arbitrary<unknown> => {
    const { type } = field
    if (type.kind === 'bool') return fc.boolean()
    if (type.kind === 'choice' || type.kind === 'choices') {
      const codes = of.lists.find((list) => list.key === type.list)?.values.map((value) => value.code) ?? []
      return type.kind === 'choice' ? fc.constantFrom(...codes) : fc.subarray(codes)
    }
    if (type.kind === 'table') {
      const columns = Object.fromEntries(type.columns.map((column) => [column.key, anyText]))
      return fc.array(fc.record(columns, { requiredKeys: [] }), { maxLength: 3 })
    }
    if (type.kind === 'list' || type.kind === 'files') return fc.array(anyText, { maxLength: 3 })
    return anyText
  }
  const model = Object.fromEntries(
    fieldsOf(of, form).map((field) => [
      field.key,
      fc.oneof({ arbitrary: fitting(field), weight: 5 }, { arbitrary: anyValue, weight: 1 }),
    ]),
  )
  const strange = fc.dictionary(fc.constantFrom('constructor', '__proto__', 'track_no', 'nobody'), anyValue)
  return fc
    .tuple(fc.record(model, { requiredKeys: [] }), strange)
    .map(([answers, more]) => Object.assign(Object.create(null), more, answers))
}
const anyCase = fc
  .constantFrom(...catalogue.forms.map((form) => form.code))
  .chain((code) => fc.tuple(fc.constant(code), answersTo(formOf(catalogue, code) as Form, catalogue)))

describe('over any answers to any form', () => {
  test('storing twice stores the same', () => {
    fc.assert(
      fc.property(anyCase, ([code, answers]) => {
        const form = formOf(catalogue, code) as Form
        const once = stored(answers, form)
        expect(stored(once, form)).toEqual(once)
      }),
      { numRuns: 300 },
    )
  })

  test('the answer of a hidden field, or to no field of the form, is never stored', () => {
    fc.assert(
      fc.property(anyCase, ([code, answers]) => {
        const form = formOf(catalogue, code) as Form
        const kept = stored(answers, form)
        const shown = new Set(shownFields(catalogue, form, kept).map((field) => field.key))
        for (const key of Object.keys(kept)) expect(shown).toContain(key)
        for (const field of fieldsOf(catalogue, form))
          if (field.when && !holds(field.when, kept)) expect(Object.hasOwn(kept, field.key)).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  test('checking never fails; what is missing is asked and not answered; every finding has its text in three languages', () => {
    fc.assert(
      fc.property(anyCase, ([code, answers]) => {
        const form = formOf(catalogue, code) as Form
        const { findings, missing } = checkAnswers(catalogue, form, answers as Answers, context)
        const kept = stored(answers, form)
        const shown = new Set(shownFields(catalogue, form, kept).map((field) => field.key))
        for (const key of missing) {
          expect(shown).toContain(key)
          expect(kept[key] === undefined || kept[key] === false).toBe(true)
        }
        for (const finding of findings) {
          expect(shown).toContain(finding.field)
          if (finding.code !== 'rule')
            for (const locale of [kk, ru, en]) expect(textOf(locale, finding.code)).toBeTruthy()
        }
      }),
      { numRuns: 300 },
    )
  })

  test('everything stored can be shown in three languages, never as “undefined” or “null”', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom('kk', 'ru', 'en'), ([code, answers], language) => {
        const form = formOf(catalogue, code) as Form
        const kept = stored(answers, form)
        for (const field of fieldsOf(catalogue, form)) {
          const { text } = showAnswer(catalogue, field, kept[field.key], language)
          if (kept[field.key] === undefined) expect(text).toBe('')
          else expect(text).not.toBe('')
          expect(text).not.toContain('undefined')
        }
      }),
      { numRuns: 200 },
    )
  })
})
