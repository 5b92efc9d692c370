// What is counted, and in which order: slices, reasons of the forms, the usual day.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import shipped from '../../data/rules.json' with { type: 'json' }
import { weekday } from '../../domain/calendar/days.ts'
import { inOrder } from '../../domain/reports/counts.ts'
import { periodOf, periods } from '../../domain/reports/period.ts'
import { reasonFields, reasonsOf, reasonWords, wholeReason } from '../../domain/reports/reasons.ts'
import { behind, dimensions, narrowed, type Slice, slice } from '../../domain/reports/slice.ts'
import { hoursShown, usualHours, weekdaysBefore } from '../../domain/reports/usual.ts'
import { shippedCatalogue } from '../support/catalogue.ts'

const catalogue = shippedCatalogue()
const named = shipped.reports.reasonFields
const formOf = (code: string) => {
  const form = catalogue.forms.find((one) => one.code === code)
  if (!form) throw new Error(code)
  return form
}

test('every field named as a reason stands in a form, and every form that asks by a list has a reason', () => {
  const all = new Set(catalogue.forms.flatMap(({ fields }) => fields.map(({ key }) => key)))
  expect(named.filter((key) => !all.has(key))).toEqual([])
  const asks = catalogue.forms.filter(({ fields }) => fields.some(({ type }) => type.kind.startsWith('choice')))
  expect(asks.filter((form) => reasonFields(form, named).length === 0)).toEqual([])
})

test('R-043 a charge that is missing from the utility bill is a reason of its own, with its own words', () => {
  const reason = 'SVC-BILL/bill_problem/not_in_utility_bill'
  const form = formOf('SVC-BILL')
  expect(reasonsOf(catalogue, form, { bill_problem: ['not_in_utility_bill', 'wrong_sum'] }, named)).toEqual([
    reason,
    'SVC-BILL/bill_problem/wrong_sum',
  ])
  const words = reasonWords(catalogue, reason)
  expect(words?.value.ru).toBe('Счёт не включён в коммунальную квитанцию')
  expect(words?.type).toEqual(form.short)
})

test('R-049 only codes of the list are counted: whatever else stands in the field is left out', () => {
  const form = formOf('ACC-DEREG')
  for (const value of ['Қасымова Айгүл', '900315400126', ['+77011234567'], [{ a: 'b' }], true, 7])
    expect(reasonsOf(catalogue, form, { dereg_reason: value } as never, named)).toEqual([])
  expect(reasonsOf(catalogue, form, { dereg_reason: 'recovery_loop' }, named)).toEqual([
    'ACC-DEREG/dereg_reason/recovery_loop',
  ])
})

test('a form whose reason nobody named is counted by its first choice; one that was renamed has none', () => {
  const form = formOf('NUM-PORT')
  expect(reasonFields(form, named).map(({ key }) => key)).toEqual(['donor'])
  expect(reasonFields(form, ['recipient']).map(({ key }) => key)).toEqual(['recipient'])
  expect(reasonWords(catalogue, 'NO-FORM/x/y')).toBeNull()
  expect(reasonWords(catalogue, 'SVC-BILL/bill_problem/gone')).toBeNull()
})

const base: Slice = { from: '2026-11-01', to: '2026-11-23', parts: [{ by: 'type', value: 'SVC-BILL' }] }

test('a bar of the open ones stands for cases of any time, every other bar for those of its period', () => {
  expect(behind(base, 'hour', '09')).toEqual({
    ...{ from: '2026-11-01', to: '2026-11-23' },
    parts: [
      { by: 'type', value: 'SVC-BILL' },
      { by: 'hour', value: '09' },
    ],
  })
  expect(behind(base, 'due', 'overdue')).toEqual({
    ...{ from: null, to: null },
    parts: [
      { by: 'type', value: 'SVC-BILL' },
      { by: 'open', value: 'open' },
      { by: 'due', value: 'overdue' },
    ],
  })
  expect(narrowed(base, 'type', 'ACC-DEREG').parts).toEqual([{ by: 'type', value: 'ACC-DEREG' }])
  expect(narrowed(base, 'type', null).parts).toEqual([])
  // Of two reasons both must hold: a case may have several.
  const wrong = narrowed(base, 'reason', 'SVC-BILL/bill_problem/wrong_sum')
  expect(behind(wrong, 'reason', 'SVC-BILL/bill_problem/other').parts).toHaveLength(3)
  expect(behind(wrong, 'reason', 'SVC-BILL/bill_problem/wrong_sum')).toEqual(wrong)
})

test('a slice is days and codes: anything else is no slice', () => {
  expect(slice.safeParse(base).success).toBe(true)
  expect(slice.safeParse({ ...base, from: '2026-11-31' }).success).toBe(false)
  expect(slice.safeParse({ ...base, parts: [{ by: 'applicant', value: 'Қасымова' }] }).success).toBe(false)
  expect(slice.safeParse({ ...base, text: 'true' }).success).toBe(false)
})

test('periods end today, weeks begin on Monday', () => {
  const day = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(day, (date) => {
      const today = date.toISOString().slice(0, 10)
      for (const one of periods) expect(periodOf(one, today).to).toBe(today)
      expect(weekday(periodOf('week', today).from)).toBe(1)
      const starts = periods.map((one) => periodOf(one, today).from)
      expect(starts[0]).toBe(today)
      expect(starts.every((from) => from <= today)).toBe(true)
      expect(periodOf('month', today).from.slice(0, 7)).toBe(today.slice(0, 7))
    }),
    { seed: 712 },
  )
})

test('bars keep every figure and stand in the order of their chart', () => {
  const bars = (...keys: string[]) => keys.map((key, i) => ({ key, count: i + 1 }))
  expect(inOrder('age', bars('31', '4-7', '0-1', '16-30')).map(({ key }) => key)).toEqual(['0-1', '4-7', '16-30', '31'])
  expect(inOrder('due', bars('inTime', 'overdue')).map(({ key }) => key)).toEqual(['overdue', 'inTime'])
  expect(inOrder('type', bars('A', 'B')).map(({ key }) => key)).toEqual(['B', 'A'])
  expect(inOrder('hour', bars('10', '09')).map(({ key }) => key)).toEqual(['09', '10'])
  expect(inOrder('stage', bars('closed', 'queued', 'in_review')).map(({ key }) => key)).toEqual([
    ...['in_review', 'queued', 'closed'],
  ])
  expect(new Set(dimensions).size).toBe(dimensions.length)
})

test('the usual day is the mean of days with anybody at the counter; without such a day nothing is usual', () => {
  expect(usualHours([])).toBeNull()
  const usual = usualHours([
    { day: '2026-11-16', hour: '09', count: 4 },
    { day: '2026-11-16', hour: '10', count: 1 },
    { day: '2026-11-09', hour: '09', count: 1 },
  ])
  expect(usual?.days).toBe(2)
  expect(Object.fromEntries(usual?.hours ?? [])).toEqual({ '09': 2.5, '10': 0.5 })
  expect(hoursShown(['11', '09', ''])).toEqual(['09', '10', '11'])
  expect(hoursShown([])).toEqual([])
  expect(weekdaysBefore('2026-01-05', 2)).toEqual(['2025-12-29', '2025-12-22'])
})

test('a paper and a reason of one name are said once', () => {
  expect(wholeReason('Счета', 'не моя покупка')).toBe('Счета: не моя покупка')
  expect(wholeReason('Жалоба', 'жалоба')).toBe('Жалоба')
  const complaint = reasonWords(catalogue, 'COMPL-SERVICE/kind/complaint')
  if (!complaint) throw new Error('no such reason')
  for (const language of ['kk', 'ru', 'en'] as const)
    expect(wholeReason(complaint.type[language], complaint.value[language])).not.toContain(':')
})
