// Numbers of outages and of papers taken in by hand: never mistaken for one another, never repeated.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseRegistered } from '../../domain/cases/events.ts'
import { fold } from '../../domain/cases/evolve.ts'
import { wantsRecovery } from '../../domain/cases/tell.ts'
import { numberPattern, readNumber } from '../../domain/journal/number.ts'
import { byHandObstacle } from '../../domain/outages/byHand.ts'
import { readOutageNumber, writeOutageNumber } from '../../domain/outages/number.ts'
import { readPaperNumber, writePaperNumber } from '../../domain/outages/paperNumber.ts'
import { primitives } from '../../trust/primitives.ts'
import { registrationPayload, uuid } from '../support/pen.ts'
import { NOW, NUMBER } from './outages.ts'

describe('numbers of outages and papers', () => {
  const parts = fc.record({
    branch: fc.constantFrom('0712', '000K7', 'A1B2C3D'),
    letter: fc.constantFrom('A', 'Z'),
    year: fc.integer({ min: 2026, max: 2125 }),
    serial: fc.integer({ min: 1, max: 20_000 }),
  })

  test('each is read back as it was written, with spaces, small letters and long dashes too', () => {
    fc.assert(
      fc.property(parts, fc.uuid(), fc.stringMatching(/^[0-9a-f]{32}$/), (place, command, line) => {
        const outage = writeOutageNumber(primitives, { ...place, command })
        const paper = writePaperNumber(primitives, { ...place, line }, place.serial)
        expect(readOutageNumber(` ${outage.toLowerCase().replaceAll('-', ' – ')}`)).toBe(outage)
        expect(readPaperNumber(paper.toLowerCase().replaceAll('-', ' — '))).toBe(paper)
      }),
    )
  })

  test('a paper number, an outage number and a case number are never taken for one another', () => {
    fc.assert(
      fc.property(parts, fc.uuid(), fc.stringMatching(/^[0-9a-f]{32}$/), (place, command, line) => {
        const outage = writeOutageNumber(primitives, { ...place, command })
        const paper = writePaperNumber(primitives, { ...place, line }, place.serial)
        expect(numberPattern.test(paper) || numberPattern.test(outage)).toBe(false)
        expect([readNumber(paper), readNumber(outage), readPaperNumber(outage), readOutageNumber(paper)]).toEqual([
          null,
          null,
          null,
          null,
        ])
      }),
    )
  })

  test('one wrong character is noticed', () => {
    const paper = writePaperNumber(primitives, { branch: '0712', letter: 'A', year: 2026, line: 'f'.repeat(32) }, 17)
    fc.assert(
      fc.property(fc.nat(paper.length - 1), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (at, letter) => {
        const wrong = paper.slice(0, at) + letter + paper.slice(at + 1)
        fc.pre(wrong !== paper)
        expect(readPaperNumber(wrong)).toBeNull()
      }),
    )
  })

  test('two lines print different numbers with the same serials: a cloned disk repeats none', () => {
    const place = { branch: '0712', letter: 'A', year: 2026 }
    const block = (line: string) =>
      Array.from({ length: 100 }, (_, i) => writePaperNumber(primitives, { ...place, line }, i + 1))
    const [one, other] = [block('a'.repeat(32)), block('b'.repeat(32))]
    expect(new Set([...one, ...other]).size).toBe(200)
  })
})

describe('papers taken in by hand', () => {
  const number = writePaperNumber(primitives, { branch: '0712', letter: 'A', year: 2026, line: 'a'.repeat(32) }, 1)
  const given = { now: Date.parse(NOW), withinDays: 30, usedBy: null }

  test('the number is one, the time has been, not too long ago, and no case has the number', () => {
    expect(byHandObstacle({ number, at: '2026-11-23T09:05:00.000Z' }, given)).toBeNull()
    expect(byHandObstacle({ number: '0712-A26-00418-7K4MX', at: NOW }, given)).toEqual({ code: 'paperNumberWrong' })
    expect(byHandObstacle({ number, at: '2026-11-23T09:05:00.001Z' }, given)).toEqual({ code: 'paperInFuture' })
    expect(byHandObstacle({ number, at: '2026-10-24T09:04:59.999Z' }, given)).toEqual({ code: 'paperTooOld', days: 30 })
    expect(byHandObstacle({ number, at: NOW }, { ...given, usedBy: '0712-A26-00001-XXXXX' })).toEqual({
      code: 'paperUsed',
      by: '0712-A26-00001-XXXXX',
    })
  })

  test('a case taken in by hand or joined to an outage carries the mark, any other does not', () => {
    const registered = (more: object) =>
      fold([
        {
          hash: 'h',
          fields: { case: uuid('case'), type: 'caseRegistered', at: NOW, by: uuid('clerk') },
          office: false,
          payload: caseRegistered.parse({ ...registrationPayload('x', 1), number: '0712-A26-00001-XXXXX', ...more }),
        },
      ])
    expect(registered({})?.marks).not.toContain('outage')
    expect(registered({ outage: NUMBER })).toMatchObject({ marks: ['incomplete', 'outage'], outage: NUMBER })
    expect(registered({ handTaken: { number, at: NOW } })?.marks).toEqual(['incomplete', 'outage'])
    const wish = registered({ outage: NUMBER, answers: { notify: true } })
    expect(wish && wantsRecovery(wish)).toBe(true)
    expect(
      [registered({ outage: NUMBER }), registered({ answers: { notify: true } })].map(
        (one) => one && wantsRecovery(one),
      ),
    ).toEqual([false, false])
  })
})
