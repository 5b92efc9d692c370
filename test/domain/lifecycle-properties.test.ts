// The life-cycle under any sequence of commands by anybody, and under any order of events: what must never happen does not.
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { type Case, type CaseState, caseStates } from '../../domain/cases/case.ts'
import { type ConsentGiven, consentStands } from '../../domain/cases/consent.ts'
import { decide } from '../../domain/cases/decide.ts'
import { payloads } from '../../domain/cases/events.ts'
import { type CaseEvent, evolve, fold } from '../../domain/cases/evolve.ts'
import { transitions } from '../../domain/cases/transitions.ts'
import { type Actor, may } from '../../domain/people/permissions.ts'
import * as life from '../support/life.ts'
import { registrationPayload, uuid } from '../support/pen.ts'

const { people } = life
const RUNS = 1000
/** What was gone through in all; a search that reaches nothing proves nothing. */
const reached = { histories: 0, commands: 0, decided: 0, events: 0, states: new Set<CaseState>(), merges: 0, unseen: 0 }

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

const commands: Record<life.Do, number> = {
  ...{ registerCase: 1, acceptCase: 4, giveConsent: 2, recordSlip: 1, tellRecovery: 1, noteVisit: 1, addAttachment: 1 },
  ...{ returnCase: 2, returnFromHq: 2, answerReturn: 4, correctCase: 2, askCustomer: 2, customerBrought: 4 },
  ...{
    leaveIncomplete: 1,
    finishAtBranch: 2,
    bagCase: 2,
    receiveCase: 4,
    takeIntoWork: 4,
    waitThird: 2,
    resumeWork: 3,
  },
  ...{ answerCase: 3, forwardCase: 1, deliverAnswer: 3, closeCase: 2, closeByTime: 2, withdrawCase: 1, mergeCase: 1 },
  ...{ escalateCase: 1, reopenCase: 3, moveAnswerDate: 1, disputeEntry: 1, confirmBasis: 2 },
}
const anyDo = fc.oneof(
  ...Object.entries(commands).map(([name, weight]) => ({ weight, arbitrary: fc.constant(name as life.Do) })),
)
const who = fc.constantFrom(...(Object.keys(people) as life.Who[]))
/** Odd words, days and outcomes now and then: what is refused must be refused, and never fold into a conflict. */
const odd = fc.constantFrom<object>(
  ...[{}, {}, {}, {}, {}, {}],
  { what: ' ' },
  {
    reasons: [
      { words: 'a', fields: [] },
      { words: ' b ', fields: ['iin', 'iin'] },
    ],
  },
  { until: '2020-01-01' },
  { outcome: 'REFUSED' },
  { sum: 900_000 },
  { level: 1 },
  { level: 4 },
  { reason: ' спрос ' },
  { changes: { last_name: null, phone: '+77050000000' } },
  { onWord: false },
  { incompleteBecause: 'принесёт завтра' },
  { proof: { way: 'signature', paper: 'лист', seenBy: uuid('somebody') } },
)
/** `guided`: not by chance, but a step that leads on from where the case is, by somebody who may. */
type Try = { who: life.Who; name: life.Do; change: object; named: boolean; alone: boolean; guided: number | null }
const anyTry: fc.Arbitrary<Try> = fc.record({
  who,
  name: anyDo,
  change: odd,
  named: fc.constantFrom(false, false, false, true),
  alone: fc.constantFrom(false, false, true),
  guided: fc.option(fc.nat({ max: 999 }), { freq: 2 }),
})
const tries = fc.array(anyTry, { minLength: 4, maxLength: 40 })

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

type Consent = 'none' | 'wanted'
function guided({ who, name, guided: n }: Try, state: Case | null): { name: life.Do; by: Actor } {
  const steps = state && n !== null ? transitions.filter(({ from, to }) => to && from.includes(state.state)) : []
  const action = steps[(n ?? 0) % (steps.length || 1)]?.action
  if (!action || !(action in commands)) return { name, by: people[who] }
  const allowed = Object.values(people).filter((one) => may(one, action))
  return { name: action as life.Do, by: allowed[(n ?? 0) % allowed.length] ?? people[who] }
}

/** Of the odd things those that this command can say at all. */
const fitting = (change: object, command: object) =>
  Object.fromEntries(
    Object.entries(change).filter(([key, value]) =>
      Object.entries(command).some(([own, said]) => own === key && (said === null || typeof said === typeof value)),
    ),
  )

/** Goes on from a history by what the rules let happen; `tag` keeps hashes of two computers apart. */
function played(history: readonly CaseEvent[], all: readonly Try[], consent: Consent, tag = ''): CaseEvent[] {
  const now = [...history]
  for (const one of all) {
    const state = fold(now)
    const { name, by } = guided(one, state)
    const plain = life.commandOf(name, now.length, state, by)
    const command = { ...plain, ...fitting(one.change, plain) } as Parameters<typeof decide>[1]
    const facts = life.factsFor(by, command, consent === 'wanted' ? life.wanted : null)
    const decision = decide(state, command, { ...facts, named: one.named, alone: one.alone })
    reached.commands += 1
    if (!decision.ok) continue
    reached.decided += 1
    const mine = decision.events.filter((draft) => draft.case === life.caseId)
    now.push(...mine.map((draft, i) => life.happened(draft, `${now.length + i}${tag}`)))
  }
  reached.histories += 1
  reached.events += now.length
  return now
}

const start = (consent: Consent): CaseEvent[] => {
  const command = life.commandOf('registerCase', 0, null, people.clerk)
  const facts = life.factsFor(people.clerk, command, consent === 'wanted' ? life.wanted : null)
  const decision = decide(null, command, facts)
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.events.map(life.happened)
}

/** Every state on the way, with the event that led there. */
function walk(history: readonly CaseEvent[]): { event: CaseEvent; before: Case | null; after: Case | null }[] {
  let state: Case | null = null
  return history.map((event) => {
    const before = state
    state = evolve(before, event)
    if (state) reached.states.add(state.state)
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
          if (!['caseAccepted', 'caseFinished', 'caseMerged'].includes(type) || !own.has(by)) continue
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

describe('two computers that were apart', () => {
  test('each decision without sight of an earlier event is told, no other is, and no event is lost', () => {
    fc.assert(
      fc.property(
        tries,
        tries,
        tries,
        fc.array(fc.boolean(), { minLength: 20, maxLength: 60 }),
        (before, here, there, turns) => {
          const common = played(start('none'), before.slice(0, 6), 'none')
          const mine = played(common, here, 'none', 'a').slice(common.length)
          const theirs = played(common, there, 'none', 'b').slice(common.length)
          const merged = [...common]
          const [one, other] = [[...mine], [...theirs]]
          for (const turn of turns) merged.push(...(turn ? one : other).splice(0, 1))
          merged.push(...one, ...other)
          reached.merges += 1

          const found = fold(merged)
          const told = new Map(found?.conflicts.map((conflict) => [conflict.event, conflict]))
          const sorted: string[] = []
          for (const { hash, fields, payload } of merged) {
            const { basis } = payload as { basis?: string[] }
            // The second closing by time is none.
            const again = fields.type === 'caseClosed' && (payload as { why?: string }).why === 'time'
            const unseen = basis && !again ? sorted.filter((earlier) => !basis.includes(earlier)) : []
            if (unseen.length > 0) {
              reached.unseen += 1
              const conflict = told.get(hash)
              expect(conflict, `${fields.type} was decided unseen`).toBeDefined()
              if (conflict?.reason === 'decidedUnseen') expect(conflict.unseen).toEqual(unseen)
            } else if (basis && !again) expect(told.has(hash), `${fields.type} saw all`).toBe(false)
            if (!['slipPrinted', 'codeRequested', 'codeFailed', 'basisConfirmed'].includes(fields.type))
              sorted.push(hash)
          }
          expect(found?.marks.includes('conflict')).toBe(
            (found?.conflicts ?? []).some((conflict) => !conflict.confirmed),
          )
          expect(found?.seen).toEqual(sorted)
        },
      ),
      { numRuns: RUNS },
    )
  })

  test('two leads decide one case at once: the second decision is in sight beside the first, until somebody has looked', () => {
    const common = life.historyTo('in_review')
    const accepted = life.tried(common, 'acceptCase', people.lead, { tag: 'a' }).events
    const returned = life.tried(common, 'returnCase', people.otherLead, { tag: 'b' }).events
    for (const [first, second, state] of [
      [accepted, returned, 'accepted'],
      [returned, accepted, 'returned'],
    ] as const) {
      const history = [...common, ...first, ...second]
      const unseen = [first[0]?.hash]
      expect(fold(history)).toMatchObject({
        ...{ state, marks: ['conflict'] },
        conflicts: [{ event: second[0]?.hash, reason: 'decidedUnseen', unseen, applied: false }],
      })
      const looked = life.tried(history, 'confirmBasis', people.manager).events
      const after = fold([...history, ...looked])
      expect(after).toMatchObject({
        state,
        marks: [],
        conflicts: [{ confirmed: { by: people.manager.id, words: 'проверено' } }],
      })
      expect(life.tried([...history, ...looked], 'confirmBasis', people.manager).refusal).toBe('alreadyConfirmed')
      const unknown = { change: { conflict: life.hashOf('nothing') } }
      expect(life.tried(history, 'confirmBasis', people.manager, unknown).refusal).toBe('unknownConflict')
    }
  })

  test('an officer decides, an older withdrawal comes late and sorts before: both are in sight, nothing is undone', () => {
    const common = life.historyTo('in_work')
    const answered = life.tried(common, 'answerCase', people.officer, { tag: 'a' }).events
    const withdrawn = life.tried(common, 'withdrawCase', people.clerk, { tag: 'b' }).events
    expect(fold([...common, ...withdrawn, ...answered])).toMatchObject({
      ...{ state: 'withdrawn', marks: ['conflict'] },
      conflicts: [{ type: 'caseAnswered', reason: 'decidedUnseen', applied: false }],
    })
  })

  test('a visit that was not seen does not stop the acceptance, and is told; a slip that was printed is no matter', () => {
    const common = life.historyTo('in_review')
    const accepted = life.tried(common, 'acceptCase', people.lead, { tag: 'a' }).events
    const visit = life.tried(common, 'noteVisit', people.clerk, { tag: 'b' }).events
    const slip = life.tried(common, 'recordSlip', people.clerk, { tag: 'b' }).events
    expect(fold([...common, ...visit, ...accepted])).toMatchObject({
      ...{ state: 'accepted', visits: 1, marks: ['conflict'] },
      conflicts: [{ reason: 'decidedUnseen', applied: true }],
    })
    expect(fold([...common, ...slip, ...accepted])).toMatchObject({ state: 'accepted', conflicts: [] })
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
        const material = history.filter(({ fields }) => !['slipPrinted', 'basisConfirmed'].includes(fields.type))
        expect(hashes).toEqual(material.map(({ hash }) => hash).sort())
      }),
      { numRuns: RUNS / 4 },
    )
  })
})

afterAll(() => {
  expect([...reached.states].sort()).toEqual([...caseStates].sort())
  expect(reached.decided).toBeGreaterThan(RUNS * 4)
  expect(reached.unseen).toBeGreaterThan(RUNS / 2)
  const { states, ...counts } = reached
  process.stdout.write(`life-cycle: ${JSON.stringify({ ...counts, states: states.size })}\n`)
})
