/** The demo's text message stands beside the consent only as long as a phone would still show it. */
import { expect, test } from 'vitest'
import type { ConsentState } from '../../electron/contract.ts'
import { messageFor, messageOf } from '../../renderer/consent/message.ts'

const asked = (request: Partial<NonNullable<ConsentState['request']>> | null): ConsentState => ({
  wanted: null,
  request: request && {
    ...{ id: 'one', phone: 0, masked: '', expiresAt: '2026-11-23T05:00:00.000Z', attemptsLeft: 3 },
    ...request,
  },
  given: [],
  outdated: false,
})
const message = messageOf({ request: 'one', demoMessage: 'Код 123456' })

test('the message of the code that is asked for is shown', () => {
  expect(messageFor(asked({}), message)).toBe('Код 123456')
})

test.each([
  ['the phone was changed in the paper', asked({ phone: -1 })],
  ['another code was asked for', asked({ id: 'two' })],
  ['the code was given, or is over', asked(null)],
  ['nothing is known yet', undefined],
])('it is gone when %s', (_why, state) => {
  expect(messageFor(state, message)).toBeNull()
})

test('outside the demo there is none', () => {
  expect(messageOf({ request: 'one' })).toBeNull()
  expect(messageFor(asked({}), null)).toBeNull()
})
