/** The procedure nobody knew: cancelling an app registration, as the clerk and the customer see it. */
import { describe, expect, test } from 'vitest'
import { startingAnswers } from '../../domain/forms/answers.ts'
import { fieldsOf, formOf } from '../../domain/forms/catalogue.ts'
import { checkAnswers } from '../../domain/forms/check.ts'
import { holds } from '../../domain/forms/conditions.ts'
import { sentenceToSay, stepsFor } from '../../domain/forms/procedure.ts'
import type { Answers, Form, Language } from '../../domain/forms/schema.ts'
import { fillSentence } from '../../domain/forms/sentence.ts'
import { showAnswer } from '../../domain/forms/shown.ts'
import { shippedCatalogue } from '../support/catalogue.ts'

const catalogue = shippedCatalogue()
const form = formOf(catalogue, 'ACC-DEREG') as Form
const keys = (answers: Answers) => stepsFor(form, answers).map((step) => step.key)
const shown = (key: string, value: Answers[string], language: Language) => {
  const field = fieldsOf(catalogue, form).find((one) => one.key === key)
  if (!field) throw new Error(`no field ${key}`)
  return showAnswer(catalogue, field, value, language)
}

describe('the procedure', () => {
  test('R-003 opens with “yes, we accept this here” and its basis, the operator’s own rule', () => {
    const { say, basis } = form.procedure.accept
    expect(say).toEqual({ kk: 'Иә, осында қабылдаймыз', ru: 'Да, принимаем здесь', en: 'Yes, we accept this here' })
    expect(basis).toMatchObject({ kind: 'operator', checkedOn: '2026-10-14' })
  })

  test('has eight steps before anything is known', () => {
    expect(keys({})).toEqual(['say', 'identity', 'login', 'change', 'pending', 'code', 'print', 'register'])
  })

  /** How a clerk would send somebody there; the words of `mistakes` that forbid it are not a step. */
  const ways: Record<string, RegExp> = {
    in_app: /в приложении|қосымшада|in the app/i,
    call_centre: /контакт-центр|горяч|байланыс орталығ|жедел желі|call centre|hotline/i,
    chat: /(^|[^\p{L}])(чат|chat)/iu,
  }
  const tried = Object.keys(ways)
  const subsets = Array.from({ length: 2 ** tried.length }, (_, bits) =>
    tried.filter((_way, i) => (bits >> i) % 2 === 1),
  )
  const reasons = catalogue.lists.find((list) => list.key === 'dereg_reason')?.values.map((value) => value.code) ?? []

  test('R-006 never tells the customer to do again what was tried', () => {
    expect(reasons.length).toBe(6)
    for (const recovery_tried of subsets)
      for (const dereg_reason of reasons)
        for (const step of stepsFor(form, { recovery_tried, dereg_reason }))
          for (const way of recovery_tried)
            for (const text of Object.values(step.text)) expect(text).not.toMatch(ways[way] as RegExp)
  })

  test('R-006 restoring access is not offered to whoever went to a branch for it or needs no account', () => {
    expect(keys({ recovery_tried: ['in_app', 'call_centre'] })).toContain('change')
    expect(keys({ recovery_tried: ['branch'] })).not.toContain('change')
    expect(keys({ dereg_reason: 'no_longer_needed' })).not.toContain('change')
    expect(form.procedure.steps.find((step) => step.key === 'change')?.changeTo).toBe('ACC-CHANGE')
  })

  test('where the old number is gone the shift lead confirms the person, and no code is asked', () => {
    for (const answers of [
      { dereg_reason: 'phone_changed' },
      { dereg_reason: 'holder_died' },
      { account_unknown: true },
    ]) {
      expect(keys(answers)).toContain('code_lead')
      expect(keys(answers)).not.toContain('code')
    }
  })

  test('suspected misuse is a matter of security and says so in a step', () => {
    expect(form.security && holds(form.security, { dereg_reason: 'suspected_misuse' })).toBe(true)
    expect(form.security && holds(form.security, { dereg_reason: 'forgot_password' })).toBe(false)
    expect(keys({ dereg_reason: 'suspected_misuse' })).toContain('misuse')
  })

  test('the term is the operator’s rule and nowhere called law', () => {
    expect(form.answer).toHaveLength(1)
    expect(form.answer[0]).toMatchObject({ amount: 10, unit: 'calendar_days', basis: { kind: 'operator' } })
    expect(form.answer[0]?.basis.text.ru).toContain('не закон')
    expect(form.answer[0]?.basis.text.kk).toContain('заң емес')
  })
})

describe('the form', () => {
  test('R-004 leaves at most twelve fields to fill by hand, the rest have defaults', () => {
    const answers = startingAnswers(catalogue, form, 'ru')
    const { missing } = checkAnswers(catalogue, form, answers, { country: 'KZ', today: '2026-11-23', kept: [] })
    expect(missing.length).toBeGreaterThan(0)
    expect(missing.length).toBeLessThanOrEqual(12)
  })

  test('rows of the screen fill twelve columns: surname, name, patronymic; IIN, birth date, phone', () => {
    const spans = new Map(fieldsOf(catalogue, form).map((field) => [field.key, field.span]))
    const row = (...names: string[]) => names.map((name) => spans.get(name))
    expect(row('last_name', 'first_name', 'patronymic')).toEqual([4, 3, 5])
    expect(row('iin', 'birth_date', 'phone')).toEqual([4, 3, 5])
    expect(row('account_system', 'account_login')).toEqual([5, 7])
    expect(row('register_again', 'pending_items', 'new_phone')).toEqual([5, 4, 3])
    expect(row('answer_lang', 'answer_channel', 'pd_consent')).toEqual([4, 5, 3])
  })
})

describe('the words on the paper', () => {
  test('what was filled in stands apart from the printed words, an empty gap stays to write on', () => {
    const pieces = fillSentence(form.request.ru, () => '')
    expect(pieces).toEqual([
      { text: 'Прошу отменить мою регистрацию ' },
      { text: '', name: 'account_system' },
      { text: '.' },
    ])
  })

  test('the sentence to the customer has the number and the day', () => {
    const known = { number: '0712-A26-00418-7K4MX', answerBy: '3 декабря' }
    expect(sentenceToSay(form, 'ru', known)).toContain('Ваш номер — 0712-A26-00418-7K4MX. Ответ — до 3 декабря.')
    for (const language of ['kk', 'ru', 'en'] as const)
      expect(sentenceToSay(form, language, known)).not.toMatch(/[{}[\]]/)
  })
})

describe('answers in words', () => {
  test.each<[string, Answers[string], Language, string]>([
    ['dereg_reason', 'recovery_loop', 'ru', 'Восстановление идёт по кругу'],
    ['recovery_tried', ['in_app', 'call_centre'], 'ru', 'Восстановление в приложении; Контакт-центр'],
    ['register_again', true, 'kk', 'Иә'],
    ['register_again', false, 'en', 'No'],
    ['birth_date', '1990-03-15', 'kk', '15.03.1990'],
    ['iin', '900315400126', 'ru', '900315 400126'],
    ['id_number', '012345417', 'ru', '••••••417'],
    ['account_login', 'gulnar_90', 'ru', 'gulnar_90'],
    ['dereg_reason', 'a_code_of_last_year', 'ru', 'a_code_of_last_year'],
  ])('%s %j in %s: %s', (key, value, language, text) => {
    expect(shown(key, value, language).text).toBe(text)
  })

  test('a chip takes the short word; of a document only the last characters may be read out', () => {
    expect(shown('recovery_tried', ['in_app', 'chat'], 'ru').short).toBe('В приложении, Чат')
    expect(shown('id_number', '012345417', 'ru').short).toBe('417')
    expect(shown('id_number', '417', 'ru')).toEqual({ text: '•••', short: '' })
  })
})
