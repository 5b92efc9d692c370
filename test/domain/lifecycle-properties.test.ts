// The life-cycle under any sequence of commands by anybody, and under any order of events: what must never happen does not.
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { type Case, type CaseState, caseStates } from '../../domain/cases/case.ts'
import { type ConsentGiven, consentStands } from '../../domain/cases/consent.ts'
import { payloads } from '../../domain/cases/events.ts'
import { type CaseEvent, evolve, fold } from '../../domain/cases/evolve.ts'
import * as life from '../support/life.ts'
import { registrationPayload } from '../support/pen.ts'
import { people, player, RUNS, start, tries, who } from './anybody.ts'

const { played, reached } = player()
const states = new Set<CaseState>()

/** From each state the ones that may come next, as the life-cycle has it; written out apart from the program's table. */
const next: Record<CaseState, string> = {
  registered: 'in_review need_customer withdrawn merged',
  in_review: 'returned accepted answered need_customer withdrawn merged',
  returned: 'in_review withdrawn merged',
  need_customer: 'in_review left_incomplete withdrawn merged',
  accepted: 'sent received_hq need_customer withdrawn merged',
  sent: 'received_hq withdrawn merged',
  received_hq: 'in_work returned withdrawn merged',
  in_work: 'waiting_third answered forwarded returned withdrawn merged',
  waiting_third: 'in_work answered withdrawn merged',
  answered: 'delivered in_work withdrawn merged',
  delivered: 'closed in_work',
  closed: 'in_work',
  withdrawn: '',
  left_incomplete: '',
  forwarded: '',
  merged: '',
}

/** What people of the counter do about a paper that waits for a yes: chance alone would seldom hit on it. */
const aroundConsent = fc.array(
  fc.record({
    who: fc.constantFrom<life.Who[]>('clerk', 'otherClerk', 'lead', 'otherLead', 'manager'),
    name: fc.constantFrom<life.Do[]>(
      'giveConsent',
      'correctCase',
      'acceptCase',
      'finishAtBranch',
      'returnCase',
      'answerReturn',
    ),
    ...{ change: fc.constant({}), named: fc.constant(false), alone: fc.boolean(), guided: fc.constant(null) },
  }),
  { minLength: 4, maxLength: 20 },
)

/** Every state on the way, with the event that led there. */
function walk(history: readonly CaseEvent[]): { event: CaseEvent; before: Case | null; after: Case | null }[] {
  let state: Case | null = null
  return history.map((event) => {
    const before = state
    state = evolve(before, event)
    if (state) states.add(state.state)
    return { event, before, after: state }
  })
}

describe('any sequence of commands by anybody', () => {
  test.each(['none', 'wanted'] as const)(
    'what is decided always fits, and no step leads where none may (consent: %s)',
    (consent) => {
      fc.assert(
        fc.property(tries, (all) => {
          const history = played(start(consent), all, consent)
          for (const { before, after, event } of walk(history)) {
            expect(after?.conflicts, event.fields.type).toEqual([])
            if (!before || !after || before.state === after.state) continue
            expect(next[before.state].split(' '), `${before.state} by ${event.fields.type}`).toContain(after.state)
          }
          for (const { payload, fields } of history)
            expect(payloads[fields.type as keyof typeof payloads].safeParse(payload).success, fields.type).toBe(true)
        }),
        { numRuns: RUNS },
      )
    },
  )

  test('R-044 nothing comes to acceptance or to an answer of the branch without the customer’s yes to what the paper says then', () => {
    let letGo = 0
    fc.assert(
      fc.property(fc.oneof(tries, aroundConsent), (all) => {
        const history = played(start('wanted'), all, 'wanted')
        letGo += history.filter(({ fields }) => fields.type === 'caseAccepted').length
        let says = life.what
        const given: ConsentGiven[] = []
        for (const { fields, payload } of history) {
          if (fields.type === 'caseCorrected') says = life.otherWhat
          if (fields.type === 'consentGiven') given.push(payload as ConsentGiven)
          if (fields.type !== 'caseAccepted' && fields.type !== 'caseFinished') continue
          const yes = given.some((one) => one.way === 'signature' && one.what === says && one.seenBy !== fields.by)
          expect(yes, fields.type).toBe(true)
        }
        for (const { after } of walk(history))
          if (
            after &&
            ![
              'registered',
              'in_review',
              'returned',
              'need_customer',
              'withdrawn',
              'merged',
              'left_incomplete',
            ].includes(after.state)
          )
            expect(consentStands(after.consent), after.state).toBe(true)
      }),
      { numRuns: RUNS },
    )
    expect(letGo).toBeGreaterThan(RUNS / 20)
  })

  test('R-044 no sequence of a clerk alone brings it out of the branch’s hands', () => {
    fc.assert(
      fc.property(tries, (all) => {
        const alone = all.map((one) => ({ ...one, who: 'clerk' as const, guided: null }))
        const { state } = fold(played(start('wanted'), alone, 'wanted')) ?? {}
        expect(['in_review', 'need_customer', 'withdrawn']).toContain(state)
      }),
      { numRuns: RUNS },
    )
  })

  test('nobody accepts, ends or merges what he registered, corrected or completed, unless he works alone, and then it says so', () => {
    fc.assert(
      fc.property(tries, fc.boolean(), (all, anyoneAlone) => {
        const history = played(start('none'), anyoneAlone ? all : all.map((one) => ({ ...one, alone: false })), 'none')
        const own = new Set([people.clerk.id])
        for (const { event, after } of walk(history)) {
          const { type, by } = event.fields
          if (['caseCorrected', 'returnAnswered', 'customerBrought'].includes(type)) own.add(by)
          if (!['caseAccepted', 'caseFinished', 'caseMerged', 'caseLeftIncomplete'].includes(type) || !own.has(by))
            continue
          expect(anyoneAlone).toBe(true)
          expect(after?.marks).toContain('self_reviewed')
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('R-033 whom the case names has no step in it, whatever he tries', () => {
    fc.assert(
      fc.property(tries, who, (all, named) => {
        const about = all.map((one) => ({ ...one, guided: null, named: one.who === named }))
        const history = played(start('none'), about, 'none').slice(start('none').length)
        const still = ['slipPrinted', 'attachmentAdded', 'visitNoted', 'consentGiven']
        for (const { fields } of history) if (!still.includes(fields.type)) expect(fields.by).not.toBe(people[named].id)
      }),
      { numRuns: RUNS },
    )
  })
})

describe('whatever comes', () => {
  const types = [...Object.keys(payloads), 'fromTheFuture', 'constructor']
  const whole = caseStates.flatMap((state) => life.historyTo(state))
  const anyEvent: fc.Arbitrary<CaseEvent> = fc.oneof(
    fc.constantFrom(...whole),
    fc.record({
      hash: fc.nat({ max: 60 }).map(life.hashOf),
      fields: fc.record({
        case: fc.constant(life.caseId),
        type: fc.constantFrom(...types),
        at: fc.constant('2026-11-23T05:47:00.000Z'),
        by: fc.constantFrom(...Object.values(people).map(({ id }) => id)),
      }),
      office: fc.boolean(),
      payload: fc.oneof(
        fc.jsonValue(),
        fc.constantFrom(...whole.map(({ payload }) => payload)),
        fc.constant({ ...registrationPayload('any', 1), number: '0712-A26-00001-7K4MX' }),
      ),
    }),
  )
  test('no event, however odd, throws or disappears: it changes the case, is counted as seen, or leaves a conflict', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (history) => {
        let state: Case | null = null
        for (const event of history) {
          const after: Case | null = evolve(state, event)
          if (state) {
            expect(after).not.toBeNull()
            const conflicts = after?.conflicts.length ?? 0
            expect(conflicts === state.conflicts.length || conflicts === state.conflicts.length + 1).toBe(true)
            if (after && after.state !== state.state)
              expect(next[state.state].split(' '), event.fields.type).toContain(after.state)
            if (!(event.fields.type in payloads)) expect(conflicts).toBe(state.conflicts.length + 1)
          }
          state = after
        }
        expect(() => fold(history)).not.toThrow()
      }),
      { numRuns: RUNS },
    )
  })

  test('a whole history in any order: every node that holds it folds the same, and none throws', () => {
    fc.assert(
      fc.property(tries, fc.infiniteStream(fc.nat()), (all, order) => {
        const history = played(start('none'), all, 'none')
        const shuffled = history.map((event) => ({ event, at: order.next().value ?? 0 })).sort((a, b) => a.at - b.at)
        const found = fold(shuffled.map(({ event }) => event))
        expect(found).not.toBeNull()
        const hashes = [...(found?.seen ?? [])].sort()
        const immaterial = ['slipPrinted', 'basisConfirmed', 'refusedRepaired']
        const isReceipt = ({ fields }: CaseEvent) => fields.type === 'caseReceived' && fields.by === 'system'
        const material = history.filter((one) => !immaterial.includes(one.fields.type) && !isReceipt(one))
        expect(hashes).toEqual(material.map(({ hash }) => hash).sort())
      }),
      { numRuns: RUNS / 4 },
    )
  })
})

afterAll(() => {
  expect([...states].sort()).toEqual([...caseStates].sort())
  expect(reached.decided).toBeGreaterThan(RUNS * 4)
  process.stdout.write(`life-cycle: ${JSON.stringify({ ...reached, states: states.size })}\n`)
})
