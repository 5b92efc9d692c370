/** The foot of the form offers the tick "so in the document" only where a wrong field has one. */
import { expect, test } from 'vitest'
import { wrongIn } from '../../renderer/intake/wrong.ts'
import { en, kk, ru } from '../../renderer/locales/index.ts'
import { check, named } from '../domain/checking.ts'

const wrong = (answers: Parameters<typeof check>[0]) => wrongIn(check(answers, named('COMPL-SERVICE')).findings)
const short = { text: 'хамство' }
const long = { text: 'а'.repeat(4001) }
const digit = { iin: '900315400127' }

test('a text too short or too long has no such tick, a wrong check digit has; none is wrong in an empty text', () => {
  expect(wrong({ text: '' })).toEqual({ fields: 0, keep: 'all' })
  expect(wrong(short)).toEqual({ fields: 1, keep: 'none' })
  expect(wrong(long)).toEqual({ fields: 1, keep: 'none' })
  expect(wrong(digit)).toEqual({ fields: 1, keep: 'all' })
  expect(wrong({ ...short, ...digit })).toEqual({ fields: 2, keep: 'some' })
})

test('what is said of a text too short names the way out that always is there, and what stands at the foot offers no other', () => {
  for (const [words, empty, tick] of [
    [kk, 'бос қалдырыңыз', 'құжатта солай'],
    [ru, 'оставьте поле пустым', 'так в документе'],
    [en, 'leave the field empty', 'so in the document'],
  ] as const) {
    expect(words.finding.text.tooShort).toContain(empty)
    expect(words.intake.errorsFix_other).not.toContain(tick)
    expect(words.intake.errorsSome_other).toContain(tick)
    expect(words.intake.errors_other).toContain(tick)
  }
})
