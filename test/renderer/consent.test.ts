// One command for one intention, so that an answer that was lost does not make a second consent.
import { expect, test } from 'vitest'
import { intention } from '../../renderer/consent/intention.ts'

test('a signature asked for again before anybody answered goes out under the same command; another wish, or an answer, begins anew', () => {
  let minted = 0
  const signing = intention(() => `command ${++minted}`)
  expect(signing.commandFor('sign')).toBe('command 1')
  expect(signing.commandFor('sign')).toBe('command 1')
  expect(signing.commandFor('take back')).toBe('command 2')
  expect(signing.commandFor('sign')).toBe('command 3')
  signing.answered()
  expect(signing.commandFor('sign')).toBe('command 4')
})
