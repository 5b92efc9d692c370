import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import shippedRules from '../../data/rules.json' with { type: 'json' }
import { caseless, caseRegistered, payloads } from '../../domain/cases/events.ts'
import { fold } from '../../domain/cases/evolve.ts'
import { wantsRecovery } from '../../domain/cases/tell.ts'
import { numberPattern, readNumber } from '../../domain/journal/number.ts'
import { byHandObstacle } from '../../domain/outages/byHand.ts'
import { decideOutage, type OutageCommand, type OutageFacts } from '../../domain/outages/decide.ts'
import { type Bulletin, bulletin, outageOpened } from '../../domain/outages/events.ts'
import { readOutageNumber, writeOutageNumber } from '../../domain/outages/number.ts'
import { foldOutage, minutesOf, type Outage, type OutageEvent } from '../../domain/outages/outage.ts'
import { readPaperNumber, writePaperNumber } from '../../domain/outages/paperNumber.ts'
import { monthOf, monthReport } from '../../domain/outages/report.ts'
import { outageRules } from '../../domain/outages/times.ts'
import type { Person } from '../../domain/people/person.ts'
import { primitives } from '../../trust/primitives.ts'
import { registrationPayload, uuid } from '../support/pen.ts'

const person = (role: Person['role']): Person => ({
  id: uuid(role),
  lastName: 'Ким',
  firstName: 'Виктория',
  patronymic: '',
  role,
})
const NOW = '2026-11-23T09:05:00.000Z'
const NUMBER = writeOutageNumber(primitives, {
  branch: '0712',
  letter: 'A',
  year: 2026,
  serial: 3,
  command: uuid('opening'),
})
const facts = (role: Person['role'] = 'shift_lead', now = NOW): OutageFacts => ({
  person: person(role),
  now,
  place: { branch: '0712', window: 'A', serial: 3, number: NUMBER },
  bounds: { sinceWithinDays: 30, newsWithinDays: 7 },
})
const said: Bulletin = {
  what: 'Мобильді қосымша мен беру кодтары істемейді',
  text: 'Қосымша уақытша істемейді. Жөнелтілімдер сақтаулы.',
  source: 'бас кеңсе, хабарлама № 14',
  nextNewsAt: '2026-11-23T11:00:00.000Z',
  cause: null,
}
const opening = (more: Partial<Bulletin> = {}): OutageCommand => ({
  do: 'openOutage',
  command: uuid('opening'),
  since: '2026-11-23T04:10:00.000Z',
  said: { ...said, ...more },
})
const update = (more: Partial<Bulletin> = {}): OutageCommand => ({
  do: 'updateOutage',
  command: uuid('update'),
  number: NUMBER,
  said: { ...said, ...more },
})
const closing = (endedAt = '2026-11-23T09:00:00.000Z'): OutageCommand => ({
  do: 'closeOutage',
  command: uuid('closing'),
  number: NUMBER,
  endedAt,
})

/** What a row of commands makes of an outage; refused ones change nothing. */
function madeBy(commands: readonly OutageCommand[], given = facts()): { state: Outage | null; events: OutageEvent[] } {
  const events: OutageEvent[] = []
  for (const command of commands) {
    const decision = decideOutage(foldOutage(events), command, given)
    if (!decision.ok) continue
    for (const { type, by, payload } of decision.events) events.push({ fields: { type, at: given.now, by }, payload })
  }
  return { state: foldOutage(events), events }
}
const code = (state: Outage | null, command: OutageCommand, given = facts()) => {
  const decision = decideOutage(state, command, given)
  return decision.ok ? 'done' : decision.refusal.code
}

describe('the outage card', () => {
  test('R-013 five fields open it: what, since when, the official text, its source, when the next news comes', () => {
    const { state } = madeBy([opening()])
    expect(state).toMatchObject({
      ...said,
      number: NUMBER,
      since: '2026-11-23T04:10:00.000Z',
      bulletin: 1,
      endedAt: null,
    })
    const {
      command: _,
      cause: __,
      number: ___,
      branch: ____,
      window: _____,
      serial: ______,
      signature: _______,
      ...asked
    } = outageOpened.shape
    expect(Object.keys(asked).sort()).toEqual(['nextNewsAt', 'since', 'source', 'text', 'what'])
  })

  test('R-013 a clerk opens, changes and closes nothing; shift lead and manager do', () => {
    const { state } = madeBy([opening()])
    for (const [before, command] of [
      [null, opening()],
      [state, update({ text: 'Бәрі істейді' })],
      [state, closing()],
    ] as const) {
      expect(code(before, command, facts('clerk'))).toBe('roleMayNot')
      expect(code(before, command, facts('shift_lead'))).toBe('done')
      expect(code(before, command, facts('manager'))).toBe('done')
    }
  })

  test('R-014 there is no field for a guess: a cause stands only with the official source that named it', () => {
    expect(Object.keys(bulletin.shape).filter((key) => /cause|why|reason|guess/i.test(key))).toEqual(['cause'])
    const without = bulletin.safeParse({ ...said, cause: { text: 'шабуыл болды дейді' } })
    expect(without.success).toBe(false)
    const empty = bulletin.safeParse({ ...said, cause: { text: 'шабуыл', source: '  ' } })
    expect(empty.success).toBe(false)
    const named = { text: 'деректер орталығындағы апат', source: 'бас кеңсе, 23.11.2026' }
    expect(madeBy([opening(), update({ cause: named })]).state?.cause).toEqual(named)
  })

  test('it begins and ends in the past, ends after it began, and the next news is still to come', () => {
    const { state } = madeBy([opening()])
    expect(code(null, { ...opening(), since: '2026-11-23T09:06:00.000Z' } as OutageCommand)).toBe('sinceInFuture')
    expect(code(null, opening({ nextNewsAt: NOW }))).toBe('newsInPast')
    expect(code(state, update({ nextNewsAt: '2026-11-23T09:00:00.000Z' }))).toBe('newsInPast')
    expect(code(state, closing('2026-11-23T09:06:00.000Z'))).toBe('endInFuture')
    expect(code(state, closing('2026-11-23T04:09:00.000Z'))).toBe('endBeforeBegin')
    expect(code(null, closing())).toBe('unknownOutage')
    expect(code(madeBy([opening(), closing()]).state, update())).toBe('alreadyClosed')
  })

  test('it begins no longer ago and promises news no further ahead than the rule says; a refusal names the bound', () => {
    const { state } = madeBy([opening()])
    const refusal = (before: Outage | null, command: OutageCommand, bounds = facts().bounds) => {
      const decision = decideOutage(before, command, { ...facts(), bounds })
      return decision.ok ? null : decision.refusal
    }
    const since = (at: string) => ({ ...opening(), since: at }) as OutageCommand
    const tooOld = { code: 'sinceTooOld', days: 30, earliest: '2026-10-24T09:05:00.000Z' }
    const tooFar = { code: 'newsTooFar', days: 7, latest: '2026-11-30T09:05:00.000Z' }
    expect(refusal(null, since('2026-10-24T09:05:00.000Z'))).toBeNull()
    expect(refusal(null, since('2026-10-24T09:04:59.999Z'))).toEqual(tooOld)
    expect(refusal(null, since('1999-11-23T09:05:00.000Z'))).toEqual(tooOld)
    for (const [before, command] of [
      [null, opening],
      [state, update],
    ] as const) {
      expect(refusal(before, command({ nextNewsAt: '2026-11-30T09:05:00.000Z' }))).toBeNull()
      expect(refusal(before, command({ nextNewsAt: '2026-11-30T09:05:00.001Z' }))).toEqual(tooFar)
      expect(refusal(before, command({ nextNewsAt: '2099-12-31T11:00:00.000Z' }))).toEqual(tooFar)
    }
    expect(refusal(null, since('2026-11-21T09:05:00.000Z'), { sinceWithinDays: 1, newsWithinDays: 1 })).toMatchObject({
      code: 'sinceTooOld',
      days: 1,
    })
  })

  test('how far is the operator’s own rule, kept with the data, and never called law', () => {
    expect(outageRules.parse(shippedRules.outages).basis.kind).toBe('operator')
  })

  const commands = fc.constantFrom(opening(), update(), update({ text: null, what: 'Пошта кодтары' }), closing())
  test('whatever is commanded in whatever order: opened once, closed once, bulletins counted, every event folded fits', () => {
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 12 }), (given) => {
        const { state, events } = madeBy(given)
        const of = (type: string) => events.filter((event) => event.fields.type === type).length
        expect(of('outageOpened')).toBe(state ? 1 : 0)
        expect(of('outageClosed')).toBeLessThanOrEqual(1)
        expect(state?.bulletin ?? 0).toBe(of('outageOpened') + of('outageUpdated'))
        expect(state?.unfit ?? 0).toBe(0)
        expect((state?.endedAt ?? null) !== null).toBe(of('outageClosed') === 1)
      }),
    )
  })

  test('events of other computers fold without a throw: the first opening and closing count, the rest is counted unfit', () => {
    const made = madeBy([opening(), update(), closing()]).events
    const event = fc.oneof(
      fc.constantFrom(...made),
      fc.record({
        fields: fc.record({
          type: fc.constantFrom('outageUpdated', 'caseAccepted', 'x'),
          at: fc.constant(NOW),
          by: fc.constant('p'),
        }),
        payload: fc.anything(),
      }),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 10 }), (events) => {
        const state = foldOutage(events)
        const opened = events.findIndex(({ fields }) => fields.type === 'outageOpened')
        expect(state === null).toBe(opened < 0)
        const known = events.slice(opened).filter(({ fields }) => fields.type.startsWith('outage'))
        if (state) expect(state.bulletin + state.unfit + (state.endedAt === null ? 0 : 1)).toBe(known.length)
      }),
    )
  })

  test('what is about no case says so, and what is about one does not', () => {
    expect([...caseless].filter((type) => type.startsWith('outage') || type.startsWith('paper')).sort()).toEqual([
      'outageClosed',
      'outageOpened',
      'outageUpdated',
      'paperNumbersReserved',
    ])
    expect(caseless.has('recoveryTold')).toBe(false)
    expect(Object.keys(payloads)).toContain('recoveryTold')
  })
})

describe('the month', () => {
  const minute = (n: number) => new Date(Date.parse('2026-10-30T00:00:00.000Z') + n * 60_000).toISOString()
  const card = fc
    .record({ begin: fc.nat(60 * 24 * 40), length: fc.option(fc.nat(60 * 24 * 5)), cases: fc.nat(300), n: fc.nat(999) })
    .map(({ begin, length, cases, n }) => ({
      number: `S-${n}`,
      what: 'x',
      since: minute(begin),
      endedAt: length === null ? null : minute(begin + length),
      cases,
    }))
  const now = minute(60 * 24 * 60)

  test('R-020 outages, minutes and cases of the month are the sum of the cards; over all months nothing is lost or counted twice', () => {
    fc.assert(
      fc.property(fc.array(card, { maxLength: 20 }), fc.constantFrom('Asia/Almaty', 'UTC'), (cards, zone) => {
        const months = [...new Set(cards.map(({ since }) => monthOf(since, zone)))]
        const reports = months.map((month) => monthReport(cards, month, zone, now))
        const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
        for (const report of reports) {
          expect(report.outages).toBe(report.rows.length)
          expect(report.minutes).toBe(sum(report.rows.map((row) => row.minutes)))
          expect(report.cases).toBe(sum(report.rows.map((row) => row.cases)))
        }
        expect(sum(reports.map((one) => one.outages))).toBe(cards.length)
        expect(sum(reports.map((one) => one.minutes))).toBe(sum(cards.map((one) => minutesOf(one, now))))
        expect(sum(reports.map((one) => one.cases))).toBe(sum(cards.map((one) => one.cases)))
      }),
    )
  })

  test('R-020 the minutes of each card, their sum, and beside it those that passed at the same time: what is left is the time with at least one outage', () => {
    /** Minute by minute, the slow way. */
    const counted = (report: ReturnType<typeof monthReport>) =>
      new Set(
        report.rows.flatMap(({ since, minutes }) =>
          Array.from({ length: minutes }, (_, i) => Math.floor(Date.parse(since) / 60_000) + i),
        ),
      ).size
    fc.assert(
      fc.property(fc.array(card, { maxLength: 8 }), (cards) => {
        const ended = cards.map((one) => ({ ...one, endedAt: one.endedAt ?? one.since }))
        const report = monthReport(ended, '2026-11', 'UTC', now)
        expect(report.atLeastOne).toBe(counted(report))
        expect(report.rows.reduce((sum, row) => sum + row.shared, 0)).toBe(report.shared)
        expect(report.minutes - report.shared).toBe(report.atLeastOne)
        for (const row of report.rows) expect(row.shared >= 0 && row.shared <= row.minutes).toBe(true)
      }),
      { numRuns: 60 },
    )
    const at = (n: number, from: number, until: number) => ({
      ...{ number: `S-${n}`, what: 'x', cases: 0 },
      ...{ since: minute(60 * 24 * 4 + from), endedAt: minute(60 * 24 * 4 + until) },
    })
    const cards = [at(1, 0, 90), at(2, 60, 120), at(3, 70, 80), at(4, 300, 310)]
    expect(monthReport(cards, '2026-11', 'UTC', now)).toMatchObject({
      ...{ minutes: 170, shared: 40, atLeastOne: 130 },
      rows: [{ shared: 0 }, { shared: 30 }, { shared: 10 }, { shared: 0 }],
    })
  })

  test('minutes are whole ones on each card: seconds never make the parts more than the sum', () => {
    const since = (at: string, endedAt: string, n: number) => ({
      number: `S-${n}`,
      what: 'x',
      since: at,
      endedAt,
      cases: 0,
    })
    const cards = [
      since('2026-11-03T00:00:30.000Z', '2026-11-03T00:10:50.000Z', 1),
      since('2026-11-03T00:05:45.000Z', '2026-11-03T00:12:00.000Z', 2),
    ]
    const { rows, minutes, shared, atLeastOne } = monthReport(cards, '2026-11', 'UTC', now)
    expect([rows.map((row) => row.minutes), minutes, shared, atLeastOne]).toEqual([[10, 6], 16, 5, 11])
  })

  test('the month is the branch’s: 31 October 20:30 UTC is November in Taldyqorgan', () => {
    expect(monthOf('2026-10-31T20:30:00.000Z', 'Asia/Almaty')).toBe('2026-11')
    const one = { number: 'S-1', what: 'x', since: '2026-10-31T20:30:00.000Z', endedAt: null, cases: 2 }
    expect(monthReport([one], '2026-11', 'Asia/Almaty', '2026-10-31T21:30:30.000Z')).toMatchObject({
      outages: 1,
      minutes: 60,
      cases: 2,
    })
    expect(monthReport([one], '2026-10', 'Asia/Almaty', now).outages).toBe(0)
  })
})

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

test('what a card says is data of a fixed shape: an unknown member is refused, not kept unseen', () => {
  expect(z.strictObject(bulletin.shape).safeParse({ ...said, guess: 'шабуыл' }).success).toBe(false)
})
