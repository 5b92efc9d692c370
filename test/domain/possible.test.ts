// What a screen offers is what the rules would do: no step is offered that is refused, none is left out that is allowed.
import { expect, test } from 'vitest'
import { caseStates } from '../../domain/cases/case.ts'
import type { Facts } from '../../domain/cases/commands.ts'
import { type Beside, possibleOn, possibleSteps } from '../../domain/cases/possible.ts'
import { rowFor } from '../../domain/cases/transitions.ts'
import * as life from '../support/life.ts'

const counter = [life.people.clerk, life.people.otherClerk, life.people.lead, life.people.manager]
const beside = (facts: Facts): Beside => ({ older: facts.older ? [facts.older] : [], finishes: true })

test.each(caseStates)('%s: what is offered is done when it is asked for, what is dashed is refused so', (state) => {
  const history = life.historyTo(state)
  const found = life.stateAt(state)
  for (const by of counter) {
    for (const step of possibleSteps) {
      if (step === 'confirmBasis') continue
      const facts = life.factsFor(by, life.commandOf(step, history.length, found, by))
      const offered = possibleOn(found, facts, beside(facts))
      const { refusal } = life.tried(history, step, by)
      const here = `${step} in ${state} by ${by.lastName}`
      if (Object.hasOwn(offered, step)) expect(offered[step]?.code ?? null, here).toBe(refusal)
      else expect(rowFor(step, state), here).toBeUndefined()
    }
  }
})

test('a disputed entry is always possible; a conflict is looked at only where one waits for it', () => {
  for (const state of caseStates) {
    const found = life.stateAt(state)
    const facts = life.factsFor(life.people.clerk, life.commandOf('disputeEntry', 1, found, life.people.clerk))
    const offered = possibleOn(found, facts, beside(facts))
    expect(offered.disputeEntry).toBeNull()
    expect(offered).not.toHaveProperty('confirmBasis')
    const conflict = { event: life.hashOf('x'), type: 'caseAccepted', by: 'x', reason: 'wrongState' as const }
    const torn = { ...found, conflicts: [conflict] }
    expect(possibleOn(torn, facts, beside(facts)).confirmBasis).toEqual({ code: 'roleMayNot', role: 'clerk' })
    const lead = { ...facts, person: life.people.lead }
    expect(possibleOn(torn, lead, beside(facts)).confirmBasis).toBeNull()
    const own = { ...conflict, by: lead.person.id }
    expect(possibleOn({ ...found, conflicts: [own] }, lead, beside(facts)).confirmBasis).toEqual({
      code: 'ownCorrection',
    })
    expect(
      possibleOn({ ...found, conflicts: [own, { ...conflict, event: 'y' }] }, lead, beside(facts)).confirmBasis,
    ).toBeNull()
    const looked = { ...conflict, confirmed: { at: '2026-11-23T05:00:00.000Z', by: 'x', words: 'x' } }
    expect(possibleOn({ ...found, conflicts: [looked] }, lead, beside(facts))).not.toHaveProperty('confirmBasis')
  }
})

test('without an older case nothing is merged, without an outcome for the branch nothing is finished here', () => {
  const found = life.stateAt('in_review')
  const facts = life.factsFor(life.people.lead, life.commandOf('mergeCase', 1, found, life.people.lead))
  const offered = possibleOn(found, facts, { older: [], finishes: false })
  expect(offered).not.toHaveProperty('mergeCase')
  expect(offered).not.toHaveProperty('finishAtBranch')
  expect(possibleOn(found, facts, beside(facts))).toMatchObject({ mergeCase: null, finishAtBranch: null })
})
