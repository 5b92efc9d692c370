/** To whom a case goes up, what goes up by itself, and what must move today, as rules without a branch. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import shipped from '../../data/rules.json' with { type: 'json' }
import { caseStates, isOpen } from '../../domain/cases/case.ts'
import { contentsOf, escalateByContent, escalationRule } from '../../domain/cases/escalation.ts'
import { caseEscalated } from '../../domain/cases/events.ts'
import { type TodayFacts, whyToday } from '../../domain/cases/today.ts'
import { SYSTEM } from '../../domain/journal/event.ts'
import { branchProfile } from '../../domain/people/branch.ts'
import type { Person } from '../../domain/people/person.ts'
import { LEVELS, nextLevel, receiversOf } from '../../domain/people/receivers.ts'
import { uuid } from '../support/pen.ts'

const profile = (file: string) => branchProfile.parse(JSON.parse(readFileSync(`data/${file}`, 'utf8')))
const person = (name: string, role: Person['role']): Person => ({
  ...{ id: uuid(name), lastName: name, firstName: 'Асан', patronymic: '', role },
})
const [clerk, chief, second] = [person('Серік', 'clerk'), person('Жұмағалиева', 'manager'), person('Омар', 'manager')]

describe('R-007 every case has a next person', () => {
  test.each(['branch.json', 'profiles/PL.json', 'profiles/RU.json'])('%s names somebody on every level', (file) => {
    const receivers = receiversOf(profile(file), [clerk, chief], clerk.id)
    expect([...new Set(receivers.map(({ level }) => level))]).toEqual([...LEVELS])
    for (const { name } of receivers) expect(Object.values(name).every((one) => one.length > 5)).toBe(true)
    for (const passedUp of [0, 1, 2]) expect(nextLevel(receivers, { passedUp, byTime: 0 })).toBe(passedUp + 1)
    // What time has lifted has no name on it yet; and a body outside is chosen, never offered.
    expect(nextLevel(receivers, { passedUp: 0, byTime: 3 })).toBe(3)
    expect(nextLevel(receivers, { passedUp: 2, byTime: 1 })).toBe(3)
    for (const passedUp of [3, 4]) expect(nextLevel(receivers, { passedUp, byTime: 0 })).toBe(3)
  })

  test('nobody passes to himself; a level that nobody answers for is left out, and the next one offered', () => {
    const { outsideBodies } = profile('branch.json')
    const all = receiversOf({ outsideBodies }, [clerk, chief, second], chief.id)
    expect(all.map(({ level, key }) => [level, key])).toEqual([
      [1, second.id],
      [4, 'e-tutynushy.kz'],
    ])
    expect(nextLevel(all, { passedUp: 1, byTime: 0 })).toBe(1)
    const outside = receiversOf({ outsideBodies }, [clerk], clerk.id)
    expect(outside.map(({ level }) => level)).toEqual([4])
    expect(nextLevel(outside, { passedUp: 0, byTime: 0 })).toBeNull()
    expect(receiversOf({ outsideBodies: [] }, [clerk], clerk.id)).toEqual([])
  })
})

test('R-047 what a paper says lifts it once per reason, the lowest level first, and nothing else does', () => {
  const rule = escalationRule.parse(shipped.escalation)
  const all = contentsOf({ urgent: true, security: true, namesEmployee: true })
  const events = escalateByContent('x', { contents: all, rule })
  expect(events.every(({ type, by }) => type === 'caseEscalated' && by === SYSTEM)).toBe(true)
  expect(events.map(({ payload }) => caseEscalated.parse(payload))).toEqual([
    { level: 1, reason: 'urgent' },
    { level: 2, reason: 'security' },
    { level: 2, reason: 'namedEmployee' },
  ])
  expect(escalateByContent('x', { contents: contentsOf({ urgent: false, security: false }), rule })).toEqual([])
  expect(escalateByContent('x', { contents: all, rule: { byContent: [] } })).toEqual([])
  expect(escalateByContent('x', undefined)).toEqual([])
  expect(rule.basis.kind).toBe('operator')
})

describe('what must move today', () => {
  const rest = { dueSoon: false, lastDay: false, overdue: false, level: 0 }
  const calm: TodayFacts = {
    ...{ state: 'in_work', urgent: false, standing: rest, toMe: false, returnedFrom: null, askedUntil: null },
    selfReviewed: false,
  }
  const late = { ...rest, overdue: true, level: 1 }
  test.each<[string, Partial<TodayFacts>, string | null]>([
    ['nothing', {}, null],
    ['due soon only', { standing: { ...rest, dueSoon: true } }, null],
    ['the last working day', { standing: { ...rest, dueSoon: true, lastDay: true } }, 'due'],
    ['overdue', { standing: late }, 'overdue'],
    ['overdue and passed to me', { standing: late, toMe: true }, 'passedUp'],
    ['back from headquarters', { state: 'returned', returnedFrom: 'hq' }, 'returned'],
    ['back from the shift lead', { state: 'returned', returnedFrom: 'branch' }, null],
    ['asked until yesterday', { state: 'need_customer', askedUntil: '2026-11-22' }, 'customerLate'],
    ['asked until today', { state: 'need_customer', askedUntil: '2026-11-23' }, null],
    ['urgent in review', { state: 'in_review', urgent: true }, 'urgentReview'],
    ['urgent and at work', { state: 'in_work', urgent: true }, null],
    ['reviewed by who took it in', { state: 'accepted', selfReviewed: true }, 'selfReviewed'],
    ['ended', { state: 'closed', standing: late, toMe: true }, null],
  ])('%s', (_what, facts, why) => {
    expect(whyToday({ ...calm, ...facts }, '2026-11-23')).toBe(why)
  })

  test('what has ended never stands there, whatever else is true of it', () => {
    for (const state of caseStates) {
      const why = whyToday({ ...calm, state, toMe: true, standing: late }, '2026-11-23')
      expect(why === null).toBe(!isOpen(state))
    }
  })
})
