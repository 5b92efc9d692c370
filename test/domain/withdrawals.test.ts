// Whose code takes a case back, as everybody folds it who holds its events: the device that wrote them may keep no rules.
import { describe, expect, test } from 'vitest'
import { phoneMark, whatWithdrawn } from '../../domain/cases/consent.ts'
import { type CaseEvent, fold } from '../../domain/cases/evolve.ts'
import { registrationIn, withdrawalsHeld } from '../../domain/cases/withdrawals.ts'
import { primitives } from '../../trust/primitives.ts'
import * as life from '../support/life.ts'
import { uuid } from '../support/pen.ts'
import { ownCode } from '../support/withdrawing.ts'

const { sha256 } = primitives
const stranger = '+77055550000'
const folded = (events: readonly CaseEvent[]) => fold(withdrawalsHeld(sha256, events))
const paperOf = (history: readonly CaseEvent[]) => {
  const registered = registrationIn(history)
  if (!registered) throw new Error('not registered')
  return registered
}
const withdrawn = (wrong: Parameters<typeof ownCode>[1] = {}, history = life.historyTo('in_work')) => {
  const payload = { command: uuid('withdrawal'), proof: ownCode(paperOf(history), wrong) }
  return [
    ...history,
    life.happened({ type: 'caseWithdrawn', case: life.caseId, by: life.people.clerk.id, payload }, 'w'),
  ]
}

describe('a case is taken back', () => {
  test('by a code from a number of its paper that was asked for to take this very case back', () => {
    expect(folded(withdrawn())).toMatchObject({ state: 'withdrawn', conflicts: [] })
  })

  test.each([
    ['that was asked for to agree to the paper', { purpose: 'NUM-PORT' }],
    ['that was asked for another paper', { about: uuid('another') }],
    ['whose message named another case', { what: whatWithdrawn(sha256, life.about, '0712-A26-99999-AAAAA') }],
    ['from a stranger’s number', { phone: phoneMark(sha256, life.about, stranger) }],
    ['from his own number for another paper', { phone: phoneMark(sha256, uuid('another'), '+77011234567') }],
  ])('by no code %s', (_, wrong) => {
    expect(folded(withdrawn(wrong))).toMatchObject({
      ...{ state: 'in_work', withdrawal: null, conflicts: [{ type: 'caseWithdrawn', reason: 'consentOfAnother' }] },
    })
  })

  test('by no number that only a correction brought', () => {
    const history = life.historyTo('in_review')
    const changes = { phone: stranger }
    const { events } = life.tried(history, 'correctCase', life.people.clerk, { change: { changes } })
    history.push(...events)
    expect(folded(history)?.answers).toMatchObject(changes)
    expect(folded(withdrawn({ phone: phoneMark(sha256, life.about, stranger) }, history))?.state).toBe('in_review')
    expect(folded(withdrawn({}, history))?.state).toBe('withdrawn')
  })

  test('by no signature that somebody else has seen than who wrote it down', () => {
    const proof = { way: 'signature', paper: 'лист', seenBy: life.people.lead.id, taken: true }
    const payload = { command: uuid('withdrawal'), proof }
    const event = life.happened({ type: 'caseWithdrawn', case: life.caseId, by: life.people.clerk.id, payload }, 'w')
    expect(folded([...life.historyTo('in_work'), event])).toMatchObject({
      ...{ state: 'in_work', conflicts: [{ reason: 'consentOfAnother' }] },
    })
  })
})
