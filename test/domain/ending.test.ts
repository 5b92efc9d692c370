// Whoever had a hand in a case does not end it against the customer (two-person rule).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '../../domain/cases/evolve.ts'
import * as life from '../support/life.ts'

const { historyTo, people, tried } = life
const staff = [people.clerk, people.otherClerk, people.lead, people.otherLead, people.manager]
const before = ['correctCase', 'askCustomer', 'customerBrought', 'returnCase', 'answerReturn', 'noteVisit'] as const

test('however a case came to wait for its customer, nobody who took it in or worked on it leaves it unexamined', () => {
  let ended = 0
  let barred = 0
  fc.assert(
    fc.property(
      fc.array(fc.record({ name: fc.constantFrom(...before), by: fc.constantFrom(...staff) }), { maxLength: 8 }),
      fc.constantFrom(people.lead, people.otherLead, people.manager, people.officer),
      fc.boolean(),
      (done, ends, registrar) => {
        // As in a small branch: the lead took it in himself.
        const by = registrar ? people.lead : people.clerk
        const history = tried([], 'registerCase', by).events
        for (const one of [...done, { name: 'askCustomer' as const, by: people.otherClerk }])
          history.push(...tried(history, one.name, one.by).events)
        const waits = fold(history)
        if (waits?.state !== 'need_customer') return
        const own = waits.touchedBy.includes(ends.id)
        const { events, refusal } = tried(history, 'leaveIncomplete', ends)
        expect(refusal).toBe(own ? (registrar && ends === people.lead ? 'ownCase' : 'ownCorrection') : null)
        if (own) barred++
        else expect(fold([...history, ...events])).toMatchObject({ state: 'left_incomplete', conflicts: [] })
        if (!own) ended++
        // What another program wrote all the same ends nothing, and a person sees it.
        const [event] = tried(history, 'leaveIncomplete', ends, { facts: { alone: true } }).events
        if (!event) throw new Error('alone he may')
        const { selfReviewed, ...silent } = event.payload as { selfReviewed?: true }
        expect(selfReviewed).toBe(own ? true : undefined)
        expect(fold([...history, event])).toMatchObject({
          state: 'left_incomplete',
          marks: own ? ['self_reviewed'] : [],
        })
        if (!own) return
        expect(fold([...history, { ...event, payload: silent }])).toMatchObject({
          ...{ state: 'need_customer', conflicts: [{ reason: 'ownCase', by: ends.id }] },
        })
      },
    ),
    { numRuns: 200, seed: 4 },
  )
  expect(ended).toBeGreaterThan(20)
  expect(barred).toBeGreaterThan(20)
})

test('who asked the customer has no hand in the case yet: a lead who reviewed it may also end it', () => {
  const history = historyTo('in_review')
  history.push(...tried(history, 'askCustomer', people.lead).events)
  expect(tried(history, 'leaveIncomplete', people.lead).refusal).toBeNull()
})
