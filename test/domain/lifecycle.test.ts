// Every step of the life-cycle: who may take it, from where, with what. The tables are written out by hand.
import { describe, expect, test } from 'vitest'
import { caseStates, isOpen, stages } from '../../domain/cases/case.ts'
import { evolve, fold } from '../../domain/cases/evolve.ts'
import { stageOf, turnOf } from '../../domain/cases/stages.ts'
import { successors } from '../../domain/cases/transitions.ts'
import { type ActorRole, actorRoles } from '../../domain/people/permissions.ts'
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
        // A second closing by time is none, nor what is received again under the same number; what is no step of its own has
        // a rule of its own.
        const received = name === 'receiveCase' && stateAt(state).hqNumber !== null
        const again = received || (name === 'closeByTime' && state === 'closed')
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

test('received again under the same number says nothing new; under another one it is a conflict in sight', () => {
  const state = stateAt('in_work')
  const [event] = tried(historyTo('accepted'), 'receiveCase', people.officer, { tag: 'x' }).events
  if (!event) throw new Error('not received')
  const said = (hqNumber: string) => ({ ...event, payload: { command: uuid('again'), hqNumber } })
  expect(evolve(state, said(state.hqNumber ?? ''))).toMatchObject({ state: 'in_work', conflicts: [] })
  expect(evolve(state, said('0000-0000-0000'))).toMatchObject({ conflicts: [{ reason: 'wrongState' }] })
})

test('the program receives without a basis: what it had not seen makes no conflict of it', () => {
  const [event] = tried(historyTo('accepted'), 'receiveCase', people.program).events
  expect(event?.payload).not.toHaveProperty('basis')
  const [byHand] = tried(historyTo('accepted'), 'receiveCase', people.officer).events
  expect(byHand?.payload).toHaveProperty('basis')
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
