// What a step that changes an open case must have, and what it leaves in sight: the old number, date, value, question.
import { describe, expect, test } from 'vitest'
import { disputeBranchEntry } from '../../domain/cases/anytime.ts'
import { phoneMark } from '../../domain/cases/consent.ts'
import { evolve, fold } from '../../domain/cases/evolve.ts'
import { primitives } from '../../trust/primitives.ts'
import * as life from '../support/life.ts'
import { uuid } from '../support/pen.ts'
import { codeProof } from '../support/withdrawing.ts'

const { people, stateAt, historyTo, tried, refusalOf: refusal } = life

describe('what a step must have', () => {
  test('an older open case of the same person and matter takes the newer one in, and the customer keeps both numbers', () => {
    const older = {
      id: uuid('older case'),
      number: '0712-A26-00000-AAAAA',
      registeredAt: '2026-10-01T05:00:00.000Z',
      state: 'in_work',
      samePerson: true,
      sameMatter: true,
    }
    const merging = (change: object | null) =>
      refusal('in_review', 'mergeCase', 'lead', {}, { older: change && { ...older, ...change } })
    expect(merging(null)).toBe('unknownCase')
    expect(merging({ state: 'closed' })).toBe('olderNotOpen')
    expect(merging({ registeredAt: '2027-10-01T05:00:00.000Z' })).toBe('notOlder')
    expect(merging({ samePerson: false })).toBe('otherPerson')
    expect(merging({ sameMatter: false })).toBe('otherMatter')
    expect(refusal('in_review', 'mergeCase', 'lead', { into: life.caseId })).toBe('sameCase')
    expect(stateAt('merged')).toMatchObject({ number: '0712-A26-00001-7K4MX', mergedInto: { number: older.number } })
    const joins = { case: life.caseId, number: '0712-A26-00001-7K4MX' }
    const event = {
      hash: life.hashOf('joined'),
      fields: { case: older.id, type: 'caseJoined', at: '', by: people.lead.id },
      office: false,
      payload: { command: uuid('m'), joins },
    }
    expect(evolve(stateAt('in_work'), event)).toMatchObject({ state: 'in_work', joined: [joins], conflicts: [] })
  })

  test('R-007 a case goes up to somebody by name and never down again', () => {
    const history = historyTo('in_work')
    history.push(...tried(history, 'escalateCase', people.clerk).events)
    expect(fold(history)).toMatchObject({
      marks: ['escalated'],
      escalation: {
        level: 2,
        reason: 'noAnswer',
        words: 'второй раз без ответа',
        to: { id: 'hq', name: 'Ахметов Б.' },
      },
    })
    expect(tried(history, 'escalateCase', people.lead, { change: { level: 1 } }).refusal).toBe('lowerLevel')
    const other = tried(history, 'escalateCase', people.lead, { change: { to: { id: 'y', name: 'Сапаров' } } }).events
    expect(fold([...history, ...other])?.escalation).toMatchObject({ level: 2, to: { name: 'Сапаров' } })
  })

  test('the answer date moves with a reason and a message, and every date that was promised stays in sight', () => {
    const history = historyTo('in_work')
    history.push(...tried(history, 'moveAnswerDate', people.officer, { change: { by: '2026-12-20' } }).events)
    expect(fold(history)).toMatchObject({
      answerBy: '2026-12-20',
      answerDates: [
        { by: '2026-12-03', why: null },
        { by: '2026-12-20', why: 'ждём почту' },
      ],
    })
    expect(tried(history, 'moveAnswerDate', people.officer, { change: { by: '2026-12-20' } }).refusal).toBe(
      'nothingChanged',
    )
    expect(tried(history, 'moveAnswerDate', people.officer, { change: { by: '2026-11-22' } }).refusal).toBe(
      'dateInPast',
    )
  })

  test('a reopened case keeps its history and first clock, and gets a new date', () => {
    const history = historyTo('closed')
    history.push(...tried(history, 'reopenCase', people.manager).events)
    expect(fold(history)).toMatchObject({
      ...{ state: 'in_work', marks: ['reopened'], answer: { outcome: 'EXPLAINED' }, delivery: { to: 'Сейітова' } },
      answerDates: [{ why: null }, { why: 'снова пришёл счёт' }],
    })
  })

  test('a correction stands beside what was registered, in the name of who made it', () => {
    const history = historyTo('in_review')
    const none = { change: { changes: { last_name: 'Сейітова' } } }
    expect(tried(history, 'correctCase', people.otherClerk, none).refusal).toBe('nothingChanged')
    const change = { changes: { last_name: 'Сейтова', phone: null } }
    const missing = {
      correction: {
        wrong: [],
        minimum: [],
        missing: ['phone'],
        kept: [],
        urgent: true,
        security: false,
        lateFiled: false,
        consent: null,
      },
    }
    history.push(...tried(history, 'correctCase', people.otherClerk, { change, facts: missing }).events)
    expect(fold(history)).toMatchObject({
      ...{ answers: { last_name: 'Сейтова' }, missing: ['phone'], marks: ['incomplete', 'urgent'], state: 'in_review' },
      corrections: [
        {
          ...{ by: people.otherClerk.id, reason: 'описка' },
          changed: {
            last_name: { before: 'Сейітова', after: 'Сейтова' },
            phone: { before: '+77011234567', after: null },
          },
        },
      ],
    })
    expect(fold(history)?.answers).not.toHaveProperty('phone')
    const wrong = (facts: object) =>
      tried(history, 'correctCase', people.clerk, { facts: { correction: { ...missing.correction, ...facts } } })
        .refusal
    expect(wrong({ minimum: ['name'] })).toBe('minimumMissing')
    expect(wrong({ wrong: ['iin'] })).toBe('wrongFields')
  })

  test('what the customer was asked, brought, and was returned for is told with its answers', () => {
    const history = historyTo('returned')
    expect(fold(history)?.returned).toMatchObject({
      office: 'branch',
      reasons: [{ words: 'нет даты', fields: ['birth_date'] }],
      answers: null,
    })
    history.push(...tried(history, 'answerReturn', people.clerk).events)
    expect(fold(history)?.returned).toMatchObject({ answers: ['исправлено 0'] })
    history.push(...tried(history, 'askCustomer', people.clerk).events)
    expect(fold(history)?.asked).toMatchObject({ what: 'копия договора', until: '2026-11-30', told: life.told })
  })

  test('a withdrawal is the customer’s: signed in front of who writes it down, or his code for this very case', () => {
    const seenBy = people.lead.id
    expect(
      refusal('in_work', 'withdrawCase', 'clerk', { proof: { way: 'signature', paper: 'лист', seenBy, taken: true } }),
    ).toBe('notWithdrawnByCustomer')
    const onNothing = { way: 'signature', paper: 'лист', seenBy: people.clerk.id }
    expect(refusal('in_work', 'withdrawCase', 'clerk', { proof: onNothing })).toBe('nothingSigned')
    const phone = phoneMark(primitives.sha256, life.about, '+77011234567')
    const code = (wrong: object) => ({ proof: codeProof({ about: life.about, what: life.what, phone, ...wrong }) })
    expect(refusal('in_work', 'withdrawCase', 'clerk', code({}))).toBeNull()
    for (const wrong of [
      { purpose: 'NUM-PORT' },
      { about: uuid('another') },
      { what: life.otherWhat },
      { phone: life.otherWhat },
    ])
      expect(refusal('in_work', 'withdrawCase', 'clerk', code(wrong))).toBe('notWithdrawnByCustomer')
    const forged = { withdrawal: { genuine: false, what: life.what, phones: [phone] } }
    expect(refusal('in_work', 'withdrawCase', 'clerk', code({}), forged)).toBe('notWithdrawnByCustomer')
  })

  test('anybody may say of an entry that it is not his, once, and it stays', () => {
    const history = historyTo('accepted')
    const entry = { line: '0'.repeat(32), seq: 3, hash: history[2]?.hash ?? '' }
    history.push(...tried(history, 'disputeEntry', people.otherClerk, { change: { entry } }).events)
    expect(fold(history)?.disputes).toMatchObject([{ by: people.otherClerk.id, entry, words: 'это не я' }])
    expect(tried(history, 'disputeEntry', people.otherClerk, { change: { entry } }).refusal).toBe('alreadyDisputed')
    expect(tried(history, 'disputeEntry', people.clerk, { change: { entry } }).refusal).toBeNull()
    expect(tried(history, 'disputeEntry', people.clerk, { facts: { entryHeld: false } }).refusal).toBe('unknownEntry')
    const ofShift = life.commandOf('disputeEntry', 1, null, people.clerk)
    if (ofShift.do !== 'disputeEntry') throw new Error('another command')
    const said = disputeBranchEntry(ofShift, life.factsFor(people.clerk, ofShift))
    expect(said).toMatchObject({ ok: true, events: [{ type: 'entryDisputed', case: null, by: people.clerk.id }] })
    expect(disputeBranchEntry(ofShift, life.factsFor(people.auditor, ofShift)).ok).toBe(false)
  })
})
