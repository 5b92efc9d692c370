// What stands between a customer and the next one: until the slip is out or its stand-in was written, Enter does not leave.
import { expect, test } from 'vitest'
import { awaitsFirstPrint, expectFirstPrint, takeFirstPrint } from '../../renderer/receipt/firstPrint.ts'
import { lackOf } from '../../renderer/receipt/proof.ts'

test('a slip on its way is waited for from the first moment on, also the one that was not begun yet', () => {
  expectFirstPrint('a')
  expect(awaitsFirstPrint('a')).toBe(true)
  takeFirstPrint('a')
  expect(awaitsFirstPrint('a')).toBe(false)
  for (const written of [false, true]) expect(lackOf('printing', 0, written)).toBe('printing')
})

test('without a slip, or when nobody knows whether it came out, one by hand is asked for; a printed one asks for nothing', () => {
  for (const state of ['none', 'noPrinter', 'printerStopped', 'failed', 'uncertain'] as const) {
    expect(lackOf(state, 0, false)).toBe('byHand')
    expect(lackOf(state, 0, true)).toBe(null)
    expect(lackOf(state, 1, false)).toBe(null)
  }
  expect(lackOf('printed', 0, false)).toBe(null)
})
