/** What "n of m" beside a parked draft counts. */
import { expect, test } from 'vitest'
import { startingAnswers } from '../../domain/forms/answers.ts'
import { formOf } from '../../domain/forms/catalogue.ts'
import { progressOf } from '../../domain/forms/progress.ts'
import { joinedAnswers } from '../../domain/outages/join.ts'
import { shippedCatalogue } from '../support/catalogue.ts'

const catalogue = shippedCatalogue()

test('no form that was only opened has anything filled in, whatever stands there by itself', () => {
  for (const form of catalogue.forms)
    for (const speaks of ['kk', 'ru', 'en'] as const) {
      const joined = joinedAnswers(catalogue, form, 'S-2026-0001')
      const opened = { ...startingAnswers(catalogue, form, speaks), ...joined }
      expect(progressOf(catalogue, form, opened, joined).given, form.code).toBe(0)
    }
})

test('what somebody gives counts one by one, and an empty field does not', () => {
  const form = formOf(catalogue, 'ACC-DEREG')
  if (!form) throw new Error('no such form')
  const opened = startingAnswers(catalogue, form, 'ru')
  const { asked } = progressOf(catalogue, form, opened)
  expect(progressOf(catalogue, form, { ...opened, last_name: 'Сейітова' })).toEqual({ given: 1, asked })
  expect(progressOf(catalogue, form, { ...opened, last_name: 'Сейітова', first_name: '' })).toEqual({ given: 1, asked })
})

test('another choice than the usual one is somebody’s, and is counted', () => {
  const form = formOf(catalogue, 'COMPL-SERVICE')
  if (!form) throw new Error('no such form')
  const opened = startingAnswers(catalogue, form, 'ru')
  const key = Object.keys(opened).find((one) => opened[one] === 'complaint')
  if (!key) throw new Error('the form has no usual kind')
  expect(progressOf(catalogue, form, { ...opened, [key]: 'proposal' }).given).toBe(1)
})
