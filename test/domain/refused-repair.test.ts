// Putting right what headquarters refused: who may say so, and of which events it may be said.
import { expect, test } from 'vitest'
import { decide } from '../../domain/cases/decide.ts'
import { fold } from '../../domain/cases/evolve.ts'
import type { RepairRefused } from '../../domain/cases/lifeCommands.ts'
import type { Actor } from '../../domain/people/permissions.ts'
import * as life from '../support/life.ts'
import { uuid } from '../support/pen.ts'

const { people } = life
const entryOf = (hash: string) => ({ line: '0'.repeat(32), seq: 3, hash })
const words = 'внесено заново'

/** A case in review whose acceptance, the lead's, headquarters refused. */
function refusedStep() {
  const history = life.historyTo('in_review')
  const [accepted] = life.tried(history, 'acceptCase', people.lead).events
  if (!accepted) throw new Error('not accepted')
  return { history: [...history, { ...accepted, refused: true }], hash: accepted.hash }
}
function repair(by: Actor, more: { alone?: boolean } = {}) {
  const { history, hash } = refusedStep()
  const state = fold(history)
  if (!state) throw new Error('no case')
  const command: RepairRefused = {
    ...{ do: 'repairRefused', command: uuid('repair'), entry: entryOf(hash), words, instead: null },
  }
  const refused = { isRefused: true, isRepaired: false, instead: null, by: people.lead.id }
  return { history, decision: decide(state, command, { ...life.factsFor(by, command), refused, ...more }) }
}

test('a clerk does not put it right, nor does the lead who wrote it; somebody else who leads does, or he where he is alone', () => {
  expect(repair(people.clerk).decision).toMatchObject({ refusal: { code: 'roleMayNot' } })
  expect(repair(people.lead).decision).toEqual({ ok: false, refusal: { code: 'ownCorrection' } })
  for (const { history, decision } of [repair(people.manager), repair(people.lead, { alone: true })]) {
    if (!decision.ok) throw new Error(decision.refusal.code)
    const after = fold([...history, ...decision.events.map((event) => life.happened(event, 'repair'))])
    expect(after?.conflicts).toMatchObject([{ reason: 'refused', confirmed: { words } }])
    expect(after?.marks).not.toContain('conflict')
  }
})

test('written down all the same, an author’s own word puts nothing right, and nobody’s does of what headquarters did not refuse', () => {
  const told = (by: string, hash: string) =>
    life.happened(
      {
        type: 'refusedRepaired',
        case: life.caseId,
        by,
        payload: { command: uuid('told'), entry: entryOf(hash), words },
      },
      'told',
    )
  const { history, hash } = refusedStep()
  expect(fold([...history, told(people.lead.id, hash)])).toMatchObject({
    marks: expect.arrayContaining(['conflict']),
    conflicts: [{ event: hash }, { type: 'refusedRepaired', reason: 'ownCase' }],
  })
  // A step that does not fit, and that headquarters took.
  const closed = life.historyTo('closed')
  const [late] = life.tried(life.historyTo('in_review'), 'acceptCase', people.lead, { tag: 'late' }).events
  if (!late) throw new Error('not accepted')
  const after = fold([...closed, late, told(people.manager.id, late.hash)])
  expect(after?.conflicts).toHaveLength(1)
  expect(after?.conflicts[0]?.confirmed).toBeUndefined()
})
