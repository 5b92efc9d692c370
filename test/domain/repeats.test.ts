/** A visit on an old case and what goes up by itself, as rules over events. */
import { expect, test } from 'vitest'
import type { Case } from '../../domain/cases/case.ts'
import type { Facts, NoteVisit } from '../../domain/cases/commands.ts'
import { decide } from '../../domain/cases/decide.ts'
import { escalateRepeats } from '../../domain/cases/escalation.ts'
import { caseEscalated, visitNoted } from '../../domain/cases/events.ts'
import { type CaseEvent, evolve, fold } from '../../domain/cases/evolve.ts'
import { newIn } from '../../domain/cases/visits.ts'
import { type EventDraft, SYSTEM } from '../../domain/journal/event.ts'
import type { Person } from '../../domain/people/person.ts'
import { registrationPayload, uuid } from '../support/pen.ts'

const clerk: Person = { id: uuid('clerk'), lastName: 'Серік', firstName: 'Дәулет', patronymic: '', role: 'clerk' }
const happened = (draft: Pick<EventDraft, 'type' | 'by' | 'payload'>, at = '2026-11-23T05:47:00.000Z'): CaseEvent => ({
  hash: `${draft.type}`.padEnd(64, '0'),
  fields: { case: uuid('case'), type: draft.type, at, by: draft.by },
  office: false,
  payload: draft.payload,
})
const registered = (): Case => {
  const state = fold([
    happened({
      type: 'caseRegistered',
      by: clerk.id,
      payload: { ...registrationPayload('x', 1), number: '0712-A26-00001-7K4MX' },
    }),
  ])
  if (!state) throw new Error('not registered')
  return state
}
const visit: NoteVisit = {
  do: 'noteVisit',
  command: uuid('visit'),
  type: 'SVC-BILL',
  words: '  снова пришёл счёт ',
  newAnswers: {},
  papers: [],
  attachments: [],
  window: 'A',
}
const rule = { escalateAtTime: 3, escalateToLevel: 2 }
const facts = (before: number): Facts => ({ person: clerk, repeats: { before, rule } })
const noted = (state: Case | null, before: number) => {
  const decision = decide(state, visit, facts(before))
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.events
}
const after = (state: Case, events: EventDraft[]): Case =>
  events.reduce<Case>((now, draft) => evolve(now, happened(draft)) ?? now, state)

test('R-032 a visit adds to the case and changes nothing of it; who noted it stands in it', () => {
  const [event, ...more] = noted(registered(), 1)
  expect(more).toEqual([])
  expect(visitNoted.parse(event?.payload)).toMatchObject({
    words: 'снова пришёл счёт',
    notedBy: { signature: 'Серік Д.', role: 'clerk' },
  })
  const before = registered()
  expect(after(before, noted(before, 1))).toEqual({ ...before, visits: 1, seen: expect.any(Array) })
})

test('a visit on no case is refused', () => {
  expect(decide(null, visit, facts(0))).toEqual({ ok: false, refusal: { code: 'notRegistered' } })
})

test('R-047 the third coming goes to level 2 by the program itself, the second does not, the fourth does not again', () => {
  expect(escalateRepeats({ id: 'x', escalation: null }, { before: 1, rule })).toEqual([])
  const [, up] = noted(registered(), 2)
  expect(up).toMatchObject({ type: 'caseEscalated', by: SYSTEM })
  expect(caseEscalated.parse(up?.payload)).toEqual({ level: 2, reason: 'thirdCase', times: 3 })
  const third = after(registered(), noted(registered(), 2))
  expect(third).toMatchObject({ visits: 1, escalation: { level: 2, reason: 'thirdCase' } })
  expect(third.marks.filter((mark) => mark === 'escalated')).toHaveLength(1)
  expect(noted(third, 3).map(({ type }) => type)).toEqual(['visitNoted'])
  expect(escalateRepeats({ id: 'x', escalation: null }, undefined)).toEqual([])
})

test('what was passed up stays up: a lower level that comes later changes nothing, a higher one does', () => {
  const up = (level: number, reason: string) =>
    happened({ type: 'caseEscalated', by: SYSTEM, payload: { level, reason } })
  const at2 = evolve(registered(), up(2, 'thirdCase'))
  expect(evolve(at2, up(1, 'overdue'))?.escalation).toEqual({ level: 2, reason: 'thirdCase' })
  expect(evolve(at2, up(3, 'overdue'))?.escalation).toEqual({ level: 3, reason: 'overdue' })
})

test('a payload that is not of its kind leaves a conflict in sight', () => {
  for (const type of ['visitNoted', 'caseEscalated'])
    expect(evolve(registered(), happened({ type, by: clerk.id, payload: { level: 9 } }))).toMatchObject({
      conflicts: [{ type, reason: 'malformed' }],
      visits: 0,
      escalation: null,
    })
})

test('of the answers only what is new or otherwise goes with the visit', () => {
  const before = { account_no: '1', demand: ['refund'], phone: '+77011234567' }
  expect(newIn({ account_no: '1', demand: ['refund'], phone: '+77029876543', pay_sum: '5.00' }, before)).toEqual({
    phone: '+77029876543',
    pay_sum: '5.00',
  })
})
