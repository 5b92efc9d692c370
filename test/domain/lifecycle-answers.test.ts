// What a step that ends a case must have: words, a body, an outcome that its office may give, a day that has come.
import { describe, expect, test } from 'vitest'
import { fold } from '../../domain/cases/evolve.ts'
import * as life from '../support/life.ts'

const { people, historyTo, tried, refusalOf: refusal } = life

describe('what a step must have', () => {
  test('words that say nothing are none: each step names what was left empty', () => {
    const empty = ' \n '
    const told = { how: 'phone', proof: empty }
    expect(refusal('in_review', 'returnCase', 'lead', { reasons: [] })).toBe('notSaid')
    expect(refusal('in_review', 'returnCase', 'lead', { reasons: [{ words: empty, fields: ['iin'] }] })).toBe('notSaid')
    expect(refusal('returned', 'answerReturn', 'clerk', { answers: [empty] })).toBe('notSaid')
    expect(refusal('returned', 'answerReturn', 'clerk', { answers: [] })).toBe('answersDoNotMatch')
    expect(refusal('in_review', 'correctCase', 'clerk', { reason: empty })).toBe('notSaid')
    expect(refusal('in_review', 'askCustomer', 'clerk', { told })).toBe('notSaid')
    expect(refusal('need_customer', 'customerBrought', 'clerk', { what: empty })).toBe('notSaid')
    expect(refusal('need_customer', 'leaveIncomplete', 'lead', { proof: empty })).toBe('notSaid')
    expect(refusal('accepted', 'bagCase', 'clerk', { bag: empty })).toBe('notSaid')
    expect(refusal('sent', 'receiveCase', 'officer', { hqNumber: empty })).toBe('notSaid')
    expect(refusal('received_hq', 'takeIntoWork', 'officer', { officer: { id: 'x', name: empty } })).toBe('notSaid')
    expect(refusal('in_work', 'waitThird', 'officer', { whom: empty })).toBe('notSaid')
    expect(refusal('waiting_third', 'resumeWork', 'officer', { what: empty })).toBe('notSaid')
    expect(refusal('answered', 'deliverAnswer', 'clerk', { to: empty })).toBe('notSaid')
    expect(refusal('closed', 'reopenCase', 'manager', { what: empty })).toBe('notSaid')
    expect(refusal('in_work', 'moveAnswerDate', 'officer', { reason: empty })).toBe('notSaid')
    expect(refusal('in_work', 'moveAnswerDate', 'officer', { told })).toBe('notSaid')
    expect(refusal('in_work', 'escalateCase', 'officer', { to: { id: 'x', name: empty } })).toBe('notSaid')
    expect(
      refusal('in_review', 'withdrawCase', 'clerk', {
        proof: { way: 'signature', paper: empty, seenBy: people.clerk.id },
      }),
    ).toBe('notSaid')
    expect(refusal('in_work', 'disputeEntry', 'clerk', { words: empty })).toBe('notSaid')
    expect(refusal('in_work', 'answerCase', 'officer', { text: 'а'.repeat(2001) })).toBe('notSaid')
  })

  test('a letter, two, or signs are no words of anybody, while a name or the number of a paper may be that short', () => {
    for (const none of ['н', 'да', '...', '— ! —', ' a b ']) {
      expect(refusal('in_review', 'returnCase', 'lead', { reasons: [{ words: none, fields: ['iin'] }] })).toBe(
        'notSaid',
      )
      expect(refusal('returned', 'answerReturn', 'clerk', { answers: [none] })).toBe('notSaid')
      expect(refusal('in_review', 'correctCase', 'clerk', { reason: none })).toBe('notSaid')
      expect(refusal('in_review', 'askCustomer', 'clerk', { what: none })).toBe('notSaid')
      expect(refusal('need_customer', 'customerBrought', 'clerk', { what: none })).toBe('notSaid')
      expect(refusal('closed', 'reopenCase', 'manager', { what: none })).toBe('notSaid')
      expect(refusal('in_work', 'moveAnswerDate', 'officer', { reason: none })).toBe('notSaid')
      expect(refusal('in_work', 'escalateCase', 'clerk', { words: none })).toBe('notSaid')
      expect(refusal('in_work', 'disputeEntry', 'clerk', { words: none })).toBe('notSaid')
    }
    expect(refusal('in_review', 'returnCase', 'lead', { reasons: [{ words: 'нет', fields: [] }] })).toBeNull()
    expect(refusal('in_work', 'escalateCase', 'clerk', { words: ' ' })).toBeNull()
    expect(refusal('accepted', 'bagCase', 'clerk', { bag: '7' })).toBeNull()
    expect(refusal('answered', 'deliverAnswer', 'clerk', { to: 'Ли' })).toBeNull()
  })

  test('R-038 what is forwarded needs the body, the number of the letter, and that the customer was told', () => {
    for (const change of [{ body: ' ' }, { letter: '' }, { told: { how: 'here', proof: '' } }])
      expect(refusal('in_work', 'forwardCase', 'officer', change)).toBe('notSaid')
    expect(fold([...historyTo('forwarded')])?.forwarded).toMatchObject({ body: 'акимат', letter: '№ 44' })
  })

  test('a customer’s time is not cut short: left unexamined only after the day that he was told', () => {
    const on = (today: string) => ({ time: { now: '2026-12-31T05:00:00.000Z', today, daysInState: 0 } })
    expect(refusal('need_customer', 'leaveIncomplete', 'lead', {}, on('2026-11-30'))).toBe('notYet')
    expect(refusal('need_customer', 'leaveIncomplete', 'lead', {}, on('2026-12-01'))).toBeNull()
    expect(refusal('in_review', 'askCustomer', 'clerk', { until: '2026-11-22' })).toBe('dateInPast')
  })

  test('the branch gives only outcomes that a branch may give', () => {
    expect(refusal('in_review', 'finishAtBranch', 'lead', { outcome: 'PORTED' })).toBe('notAtBranch')
    const notOfForm = {
      outcome: { obstacle: { code: 'notOfThisForm' }, outcome: { atBranch: true }, language: 'ru', outsideBody: null },
    }
    expect(refusal('in_review', 'finishAtBranch', 'lead', {}, notOfForm)).toBe('notOfThisForm')
    const state = { outcome: { obstacle: null, outcome: { state: 'withdrawn' }, language: 'ru', outsideBody: null } }
    expect(refusal('in_work', 'answerCase', 'officer', {}, state)).toBe('notOfThisForm')
  })

  test('R-039 a refusal is the unit lead’s, with a reason; money above the limit too', () => {
    const short = {
      outcome: {
        obstacle: { code: 'reasonTooShort', least: 20 },
        outcome: { refusal: true },
        language: 'ru',
        outsideBody: null,
      },
    }
    const no = { outcome: 'REFUSED' }
    expect(refusal('in_work', 'answerCase', 'hqLead', no, short)).toBe('reasonTooShort')
    expect(refusal('in_work', 'answerCase', 'officer', no)).toBe('leadOnly')
    expect(refusal('in_work', 'answerCase', 'hqLead', no)).toBeNull()
    expect(refusal('in_work', 'answerCase', 'officer', { sum: 50_000 })).toBeNull()
    expect(refusal('in_work', 'answerCase', 'officer', { sum: 50_000.01 })).toBe('leadOnly')
    expect(refusal('in_work', 'answerCase', 'hqLead', { sum: 50_000.01 })).toBeNull()
    for (const sum of [0, -5, Number.NaN])
      expect(refusal('in_work', 'answerCase', 'hqLead', { sum })).toBe('wrongFields')
  })

  test('R-036 a refusal names the body outside of the branch’s profile, no other answer does, an empty profile none', () => {
    const answered = (change: object, facts = {}) => {
      const history = historyTo('in_work')
      return fold([...history, ...tried(history, 'answerCase', people.hqLead, { change, facts }).events])?.answer
    }
    expect(answered({ outcome: 'REFUSED' })?.outsideBody).toMatchObject({ url: 'e-tutynushy.kz' })
    expect(answered({})?.outsideBody).toBeUndefined()
    const nobody = {
      outcome: { obstacle: null, outcome: { refusal: true as const }, language: 'kk', outsideBody: null },
    }
    expect(answered({ outcome: 'REFUSED' }, nobody)).toMatchObject({ language: 'kk', office: 'hq' })
    expect(answered({ outcome: 'REFUSED' }, nobody)?.outsideBody).toBeUndefined()
  })

  test('nothing is handed over in the future, and nothing closed by time before its days', () => {
    expect(refusal('answered', 'deliverAnswer', 'clerk', { at: '2027-01-01T05:00:00.000Z' })).toBe('timeInFuture')
    const before = { at: '2026-11-23T05:46:59.999Z' }
    expect(refusal('answered', 'deliverAnswer', 'clerk', before)).toBe('timeBeforeAnswer')
    expect(refusal('answered', 'deliverAnswer', 'clerk', { at: '2026-11-23T05:47:00.000Z' })).toBeNull()
    // The clock of this computer is behind that of who answered: later than now it cannot be either.
    const behind = { time: { now: '2026-11-21T05:00:00.000Z', today: '2026-11-21', daysInState: 0 } }
    expect(refusal('answered', 'deliverAnswer', 'clerk', { at: behind.time.now }, behind)).toBeNull()
    const days = (daysInState: number) => ({
      time: { now: '2026-12-31T05:00:00.000Z', today: life.today, daysInState },
    })
    expect(refusal('delivered', 'closeByTime', 'program', {}, days(9))).toBe('notYetDays')
    expect(refusal('delivered', 'closeByTime', 'program', {}, days(10))).toBeNull()
    expect(refusal('closed', 'reopenCase', 'manager', {}, days(31))).toBe('tooLate')
    expect(refusal('closed', 'reopenCase', 'manager', {}, days(30))).toBeNull()
    expect(refusal('closed', 'reopenCase', 'manager', { onWord: false }, days(31))).toBeNull()
  })

  test('closed by time on two computers of the branch it is closed once, and nothing is in conflict', () => {
    const common = historyTo('delivered')
    const here = tried(common, 'closeByTime', people.program, { tag: 'a' }).events
    const there = tried(common, 'closeByTime', people.program, { tag: 'b' }).events
    expect(fold([...common, ...here, ...there])).toMatchObject({ state: 'closed', conflicts: [] })
    const settled = tried(common, 'closeCase', people.clerk, { tag: 'c' }).events
    expect(fold([...common, ...here, ...settled])).toMatchObject({ conflicts: [{ reason: 'decidedUnseen' }] })
  })
})
