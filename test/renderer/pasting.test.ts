import { expect, test } from 'vitest'
import { fitsInto, mostOf } from '../../renderer/intake/fields/pasting.ts'

test('a paste fits while it leaves the field within its limit; what it replaces and white space around it do not count', () => {
  expect(fitsInto(500, 0, 0, 'x'.repeat(500))).toBe(true)
  expect(fitsInto(500, 0, 0, 'x'.repeat(501))).toBe(false)
  expect(fitsInto(500, 400, 0, 'x'.repeat(101))).toBe(false)
  expect(fitsInto(500, 500, 500, ` ${'x'.repeat(500)}\n`)).toBe(true)
})

test('R-019 twenty megabytes are refused', () => {
  expect(fitsInto(32_000, 0, 0, 'RR473124829KZ\n'.repeat(1_500_000))).toBe(false)
})

test('a field that says no limit has one all the same', () => {
  expect(mostOf({ maxLength: 20, dataset: {} })).toBe(20)
  expect(mostOf({ maxLength: -1, dataset: { most: '2000' } })).toBe(2000)
  expect(mostOf({ maxLength: -1, dataset: {} })).toBe(100_000)
})
