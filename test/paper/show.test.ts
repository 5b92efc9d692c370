/** An answer that could not be read stands on the paper as it was typed: whole, and never as another one. */
import { expect, test } from 'vitest'
import type { Field, FieldType } from '../../domain/forms/schema.ts'
import { day } from '../../domain/forms/shown.ts'
import { applicationHtml } from '../../paper/application.ts'
import { showAnswer, showMoney } from '../../paper/show.ts'
import { branch, catalogue } from './model.ts'

const three = { kk: 'x', ru: 'x', en: 'x' }
const shown = (type: FieldType, value: string | string[]) => {
  const field: Field = { key: 'x', label: three, type, required: 'no', span: 6 }
  return showAnswer(field, value, { catalogue, branch, language: 'ru' }).join()
}

test.each<[FieldType, string, string]>([
  [{ kind: 'date' }, '1990-03-15', '15.03.1990'],
  [{ kind: 'date' }, '35 марта 1990', '35 марта 1990'],
  [{ kind: 'date' }, '15-03-1990 г.', '15-03-1990 г.'],
  [{ kind: 'datetime' }, '2026-11-22T09:30', '22.11.2026 09:30'],
  [{ kind: 'datetime' }, '22.11.2026', '22.11.2026'],
  [{ kind: 'month' }, '2026-05', '05.2026'],
  [{ kind: 'month' }, '11-12-13', '11-12-13'],
  [{ kind: 'money' }, '5000.00', '5\u00a0000\u00a0₸'],
  [{ kind: 'money' }, '5.000', '5.000'],
])('%j %s reads «%s»', (type, value, words) => expect(shown(type, value)).toBe(words))

test('a list of moments, and the same words on the screen', () => {
  expect(shown({ kind: 'list', of: 'datetime', max: 5 }, ['2026-11-22T09:30', 'вчера вечером, в 9'])).toBe(
    '22.11.2026 09:30,вчера вечером, в 9',
  )
  for (const typed of ['35 марта 1990', 'Thursday 5', '15-03-1990']) expect(day(typed)).toBe(typed)
  expect(showMoney('5 тыс', 'KZT', 'ru')).toBe('5 тыс')
})

test('a date with an error keeps its year on the application', () => {
  const answers = { last_name: 'Ким', birth_date: '35 марта 1990', post_date: '35 ноября 2026' }
  const model = { catalogue, branch, window: 'A', type: 'TRACE-DOM', formVersion: 1, label: 'D-0712A-K4MX' }
  const html = applicationHtml(
    { ...model, language: 'ru', answers, printedAt: '2026-11-23T05:00:00.000Z' },
    { nonce: 'n' },
  )
  expect(html).toContain('35 ноября 2026')
})
