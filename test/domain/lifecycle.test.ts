// Every step of the life-cycle: who may take it, from where, with what. The tables are written out by hand.
import { describe, expect, test } from 'vitest'
import { disputeShiftEntry } from '../../domain/cases/anytime.ts'
import { caseStates, isOpen, stages } from '../../domain/cases/case.ts'
import { confirm, phoneMark } from '../../domain/cases/consent.ts'
import { evolve, fold } from '../../domain/cases/evolve.ts'
import { stageOf, turnOf } from '../../domain/cases/stages.ts'
import { successors } from '../../domain/cases/transitions.ts'
import { type ActorRole, actorRoles } from '../../domain/people/permissions.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import * as life from '../support/life.ts'
import { uuid } from '../support/pen.ts'

const { people, stateAt, historyTo, tried } = life

/** C clerk, S shift lead, M manager, O officer, L unit lead, D data protection, P program; nobody audits by acting. */
const letters: Record<string, ActorRole> = {
  ...{ C: 'clerk', S: 'shift_lead', M: 'manager', O: 'hq_officer', L: 'hq_lead', D: 'dpo', P: 'system' },
}
const open =
  'registered in_review returned need_customer accepted sent received_hq in_work waiting_third answered'.split(' ')
const all = [...open, ...'delivered closed withdrawn left_incomplete forwarded merged'.split(' ')]
const steps: [life.Do, string, string[], string | null][] = [
  ['acceptCase', 'SML', ['in_review'], 'accepted'],
  ['returnCase', 'SML', ['in_review'], 'returned'],
  ['finishAtBranch', 'SM', ['in_review'], 'answered'],
  ['answerReturn', 'CSM', ['returned'], 'in_review'],
  ['correctCase', 'CSM', ['registered', 'in_review', 'returned', 'need_customer'], null],
  ['askCustomer', 'CSM', ['registered', 'in_review', 'accepted'], 'need_customer'],
  ['customerBrought', 'CSM', ['need_customer'], 'in_review'],
  ['leaveIncomplete', 'SMOL', ['need_customer'], 'left_incomplete'],
  ['bagCase', 'CSM', ['accepted', 'sent'], 'sent'],
  ['receiveCase', 'OLP', ['accepted', 'sent'], 'received_hq'],
  ['takeIntoWork', 'OL', ['received_hq', 'in_work'], 'in_work'],
  ['returnFromHq', 'OL', ['received_hq', 'in_work'], 'returned'],
  ['waitThird', 'OL', ['in_work'], 'waiting_third'],
  ['resumeWork', 'OL', ['waiting_third'], 'in_work'],
  ['answerCase', 'OL', ['in_work', 'waiting_third'], 'answered'],
  ['forwardCase', 'OL', ['in_work'], 'forwarded'],
  ['deliverAnswer', 'CSMP', ['answered'], 'delivered'],
  ['closeCase', 'CSM', ['delivered'], 'closed'],
  ['closeByTime', 'P', ['delivered'], 'closed'],
  ['withdrawCase', 'CSM', open, 'withdrawn'],
  ['mergeCase', 'SMOL', open, 'merged'],
  ['reopenCase', 'MOL', ['closed', 'answered', 'delivered'], 'in_work'],
  ['moveAnswerDate', 'SMOL', open.filter((one) => one !== 'answered'), null],
  ['escalateCase', 'CSMOL', open, null],
  ['disputeEntry', 'CSMOLD', all, null],
]

describe('steps of the life-cycle', () => {
  test.each(steps)('%s: who may (%s), from where, to where, and nothing else', (name, who, from, to) => {
    const roles = [...who].map((letter) => letters[letter])
    for (const state of caseStates) {
      const history = historyTo(state)
      for (const role of actorRoles) {
        const { events, refusal } = tried(history, name, life.ofRole[role])
        const here = `${name} in ${state} by ${role}`
        if (!roles.includes(role))
          expect(refusal, here).toBe(
            name === 'acceptCase' && state !== 'in_review'
              ? 'notInReview'
              : name === 'finishAtBranch' && state !== 'in_review'
                ? 'wrongState'
                : 'roleMayNot',
          )
        else if (!from.includes(state)) expect(refusal, here).toBe(name === 'acceptCase' ? 'notInReview' : 'wrongState')
        else {
          expect(refusal, here).toBeNull()
          const after = fold([...history, ...events])
          expect(after, here).toMatchObject({ state: to ?? state, conflicts: [] })
          expect(
            events.every(({ fields }) => fields.by === life.ofRole[role].id),
            here,
          ).toBe(true)
        }
      }
    }
  })

  test('from each state the next ones are those of the table, and from what has ended there is no way but the reopening', () => {
    for (const state of caseStates) {
      const expected = [
        ...new Set(steps.flatMap(([, , from, to]) => (to !== null && from.includes(state) ? [to] : []))),
        ...(state === 'registered' ? ['in_review'] : []),
      ]
      expect([...successors(state)].sort(), state).toEqual(expected.sort())
    }
    for (const ended of ['withdrawn', 'left_incomplete', 'forwarded', 'merged'] as const)
      expect(successors(ended)).toEqual([])
    expect(successors('closed')).toEqual(['in_work'])
    expect(caseStates.filter(isOpen)).toEqual(open)
  })

  test('an event that the table does not know from there is a conflict in sight and changes no state', () => {
    for (const state of caseStates)
      for (const [name, , from] of steps) {
        // A second closing by time is none, and what is no step of its own has a rule of its own.
        const again = name === 'closeByTime' && state === 'closed'
        if (from.includes(state) || name === 'escalateCase' || again) continue
        const by = life.ofRole[letters[steps.find(([one]) => one === name)?.[1][0] ?? ''] ?? 'clerk']
        const [event] = tried(historyTo((from[0] ?? 'in_review') as (typeof caseStates)[number]), name, by, {
          tag: 'x',
        }).events
        if (!event) throw new Error(name)
        const { basis: _, ...payload } = event.payload as Record<string, unknown>
        const after = evolve(stateAt(state), { ...event, payload })
        expect(after, `${name} in ${state}`).toMatchObject({ state, marks: expect.arrayContaining(['conflict']) })
        expect(after?.conflicts).toMatchObject([{ event: event.hash, reason: 'wrongState' }])
      }
  })
})

test('a step of headquarters on a line of the branch, and what headquarters refused, changes nothing and stays in sight', () => {
  const path = [...historyTo('forwarded'), ...historyTo('answered')]
  const office = path.filter((event) => event.office)
  expect(office.map(({ fields }) => fields.type)).toEqual(['caseReceived', 'caseTaken', 'caseForwarded'])
  const history = historyTo('forwarded').map((event) => ({ ...event, office: false }))
  expect(fold(history)).toMatchObject({
    ...{ state: 'accepted', hqNumber: null, officer: null, forwarded: null, marks: ['conflict'] },
    conflicts: office.map(({ hash }) => ({ event: hash, reason: 'notOffice' })),
  })
  const back = tried(historyTo('in_work'), 'returnFromHq', people.officer).events
  const forged = back.map((event) => ({ ...event, office: false }))
  expect(fold([...historyTo('in_work'), ...forged])).toMatchObject({
    state: 'in_work',
    conflicts: [{ reason: 'notOffice' }],
  })
  const refused = historyTo('accepted').map((event, i, all) => ({ ...event, refused: i === all.length - 1 }))
  expect(fold(refused)).toMatchObject({ state: 'in_review', conflicts: [{ type: 'caseAccepted', reason: 'refused' }] })
  // Its customer has a slip: the case does not disappear with its registration.
  const numberless = historyTo('accepted').map((event, i) => ({ ...event, refused: i === 0 }))
  expect(fold(numberless)).toMatchObject({
    state: 'accepted',
    conflicts: [{ type: 'caseRegistered', reason: 'refused' }],
  })
})

describe('what a step must have', () => {
  const refusal = (
    state: (typeof caseStates)[number],
    name: life.Do,
    by: keyof typeof people,
    change: object,
    facts = {},
  ) => tried(historyTo(state), name, people[by], { change, facts }).refusal

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
    const hq = keyPair(newPrivateKey())
    const seenBy = people.lead.id
    expect(refusal('in_work', 'withdrawCase', 'clerk', { proof: { way: 'signature', paper: 'лист', seenBy } })).toBe(
      'notWithdrawnByCustomer',
    )
    const code = (wrong: object) => {
      const body = {
        ...{ v: 1 as const, request: uuid('request'), about: life.about, purpose: life.WITHDRAWAL, what: life.what },
        ...{
          phone: phoneMark(primitives.sha256, life.about, '+77011234567'),
          masked: '+7••••••4567',
          at: '2026-11-23T05:00:00.000Z',
        },
      }
      return { proof: { way: 'code', confirmation: confirm({ ...body, ...wrong }, hq.sign) } }
    }
    expect(refusal('in_work', 'withdrawCase', 'clerk', code({}))).toBeNull()
    for (const wrong of [
      { purpose: 'NUM-PORT' },
      { about: uuid('another') },
      { what: life.otherWhat },
      { phone: life.otherWhat },
    ])
      expect(refusal('in_work', 'withdrawCase', 'clerk', code(wrong))).toBe('notWithdrawnByCustomer')
    const forged = {
      withdrawal: {
        genuine: false,
        what: life.what,
        phones: [phoneMark(primitives.sha256, life.about, '+77011234567')],
      },
    }
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
    const said = disputeShiftEntry(ofShift, life.factsFor(people.clerk, ofShift))
    expect(said).toMatchObject({ ok: true, events: [{ type: 'entryDisputed', case: null, by: people.clerk.id }] })
    expect(disputeShiftEntry(ofShift, life.factsFor(people.auditor, ofShift)).ok).toBe(false)
  })
})

describe('the state on the screen', () => {
  const sent = stateAt('sent')
  const accepted = stateAt('accepted')
  test('each of the eighteen can be shown: most are the case’s own, the way to headquarters is told by the marks of the journal', () => {
    const shown = new Set([
      'draft',
      ...caseStates.map((state) => stageOf({ state }, { delivery: 'refused' })),
      stageOf(accepted, { delivery: 'waiting' }),
    ])
    expect([...shown].sort()).toEqual([...stages].sort())
    expect(stages).toHaveLength(18)
  })
  test('accepted waits, is posted, is sent; without an answer for too long it waits again; refused it goes nowhere', () => {
    expect(stageOf(accepted, { delivery: 'waiting' })).toBe('queued')
    expect(stageOf(accepted, { delivery: 'sent' })).toBe('sent')
    expect(stageOf(accepted, { delivery: 'sent', late: true })).toBe('queued')
    expect(stageOf(accepted, { delivery: 'at_hq', late: true })).toBe('sent')
    expect(stageOf(accepted, { delivery: 'refused' })).toBe('accepted')
    expect(stageOf(sent, { delivery: 'waiting' })).toBe('sent')
    expect(stageOf(sent, { delivery: 'waiting', late: true })).toBe('queued')
    expect(stageOf(sent, { delivery: 'at_hq', late: true })).toBe('sent')
    expect(stageOf(stateAt('in_work'), { delivery: 'waiting', late: true })).toBe('in_work')
  })
  test('R-007 every open case has somebody whose turn it is', () => {
    for (const state of caseStates) expect(turnOf(state) !== null, state).toBe(isOpen(state) || state === 'delivered')
    expect(turnOf('in_review', 'manager')).toBe('manager')
    expect(turnOf('in_review')).toBe('shift_lead')
  })
})
