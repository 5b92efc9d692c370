import { expect, test } from 'vitest'
import { fromWhere, soMany } from '../../renderer/kazakh.ts'

test.each([
  ['09:12', '09:12-ден'],
  ['09:40', '09:40-тан'],
  ['14:05', '14:05-тен'],
  ['14:30', '14:30-дан'],
  ['16:10', '16:10-нан'],
  ['09:00', '09:00-ден'],
  ['21.11 10:36', '21.11 10:36-дан'],
  ['47', '47-ден'],
  ['80', '80-нен'],
  ['100', '100-ден'],
  ['1000', '1000-нан'],
])('the ending after a number follows the sound of its last word: %s', (number, expected) => {
  expect(fromWhere(number)).toBe(expected)
})

test.each([
  ['18', '18-і'],
  ['6', '6-сы'],
  ['7', '7-сі'],
  ['9', '9-ы'],
  ['20', '20-сы'],
  ['30', '30-ы'],
  ['300', '300-і'],
])('so many of them: %s', (number, expected) => {
  expect(soMany(number)).toBe(expected)
})
