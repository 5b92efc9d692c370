// The outage card: who opens, changes and closes it, and what may stand on it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import shippedRules from '../../data/rules.json' with { type: 'json' }
import { caseless, payloads } from '../../domain/cases/events.ts'
import { decideOutage, type OutageCommand, type OutageFacts } from '../../domain/outages/decide.ts'
import { type Bulletin, bulletin, outageOpened } from '../../domain/outages/events.ts'
import { foldOutage, type Outage, type OutageEvent } from '../../domain/outages/outage.ts'
import { outageRules } from '../../domain/outages/times.ts'
import type { Person } from '../../domain/people/person.ts'
import { uuid } from '../support/pen.ts'
import { NOW, NUMBER } from './outages.ts'

const person = (role: Person['role']): Person => ({
  id: uuid(role),
  lastName: 'Ким',
  firstName: 'Виктория',
  patronymic: '',
  role,
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

test('what a card says is data of a fixed shape: an unknown member is refused, not kept unseen', () => {
  expect(z.strictObject(bulletin.shape).safeParse({ ...said, guess: 'шабуыл' }).success).toBe(false)
})
