import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Case } from '../../domain/cases/case.ts'
import type { CaseCommand, Facts, RegisterCase, RegistrationFacts } from '../../domain/cases/commands.ts'
import { decide } from '../../domain/cases/decide.ts'
import { caseRegistered } from '../../domain/cases/events.ts'
import { type CaseEvent, evolve, fold } from '../../domain/cases/evolve.ts'
import type { EventDraft } from '../../domain/journal/event.ts'
import { fullName, type Person, signature } from '../../domain/people/person.ts'
import { registrationPayload, uuid } from '../support/pen.ts'

const clerk: Person = {
  id: uuid('clerk'),
  lastName: 'Әбенова',
  firstName: 'Сәуле',
  patronymic: 'Нұрланқызы',
  role: 'clerk',
}
const lead: Person = { ...clerk, id: uuid('lead'), lastName: 'Ким', role: 'shift_lead' }
const registration: RegistrationFacts = {
  branch: '0712',
  window: 'A',
  serial: 1,
  minimum: [],
  wrong: [],
  missing: [],
  urgent: false,
  security: false,
  lateFiled: false,
  acceptedOn: '2026-11-23',
  answer: caseRegistered.shape.answer.parse(registrationPayload('x', 1).answer),
}
const register: RegisterCase = {
  do: 'registerCase',
  command: uuid('command'),
  case: uuid('case'),
  type: 'ACC-DEREG',
  formVersion: 1,
  answers: { last_name: 'Сейітова' },
  kept: [],
  papers: [],
  stepsDone: [],
  stepReasons: {},
  attachments: [],
  outage: null,
  handTaken: null,
}
const events = (state: Case | null, command: CaseCommand, facts: Facts): EventDraft[] => {
  const decision = decide(state, command, facts)
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.events
}
/** What the journal does to a decided event, without its place in a line. */
const happened = (draft: EventDraft, i = 0): CaseEvent => ({
  hash: String(i).padStart(64, '0'),
  fields: { case: draft.case, type: draft.type, at: '2026-11-23T05:47:00.000Z', by: draft.by },
  office: false,
  payload:
    draft.type === 'caseRegistered' ? { ...(draft.payload as object), number: '0712-A26-00001-7K4MX' } : draft.payload,
})
const registered = (facts: Partial<RegistrationFacts> = {}): Case => {
  const state = fold(
    events(null, register, { person: clerk, registration: { ...registration, ...facts } }).map(happened),
  )
  if (!state) throw new Error('not registered')
  return state
}

describe('registering', () => {
  test('what is decided folds into a case under review with everything the slip needs', () => {
    expect(registered()).toMatchObject({
      number: '0712-A26-00001-7K4MX',
      state: 'in_review',
      marks: [],
      registeredBy: { id: clerk.id, signature: 'Әбенова С. Н.' },
      answerBy: '2026-12-03',
      slips: 0,
    })
  })
  test('missing fields never stop registration: they leave the mark "incomplete" (catalogue rule 1)', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 }), (missing) => {
        expect(registered({ missing })).toMatchObject({ marks: ['incomplete'], missing })
      }),
    )
  })
  test('R-031 a reason that was begun and says nothing yet is not told as one', () => {
    const reasons = (stepReasons: Record<string, string>) => {
      const [event] = events(null, { ...register, stepReasons }, { person: clerk, registration })
      return caseRegistered.omit({ number: true }).parse(event?.payload).stepReasons
    }
    const said = 'упаковка выброшена дома'
    expect(reasons({ photo: said, scan: 'нет' })).toEqual({ photo: said })
    expect(reasons({ photo: 'нет' })).toBeUndefined()
  })
  test('R-030 a late claim is marked, not refused', () => {
    expect(registered({ lateFiled: true }).marks).toEqual(['late_filed'])
  })
  test('only the minimum stops it, and the refusal names what is lacking', () => {
    const facts = { person: clerk, registration: { ...registration, minimum: ['name'] } }
    expect(decide(null, register, facts)).toEqual({ ok: false, refusal: { code: 'minimumMissing', fields: ['name'] } })
  })
  test('a value that cannot be right stops it until someone keeps it as "so in the document"', () => {
    const facts = { person: clerk, registration: { ...registration, wrong: ['iin'] } }
    expect(decide(null, register, facts)).toEqual({ ok: false, refusal: { code: 'wrongFields', fields: ['iin'] } })
  })
  test('a case is registered once', () => {
    expect(decide(registered(), register, { person: clerk, registration })).toEqual({
      ok: false,
      refusal: { code: 'alreadyRegistered' },
    })
  })
  test('what the program does by itself is never under a person’s name', () => {
    expect(events(null, register, { person: clerk, registration }).map(({ type, by }) => [type, by])).toEqual([
      ['caseRegistered', clerk.id],
      ['reviewRequested', 'system'],
    ])
  })
})

describe('reviewing', () => {
  const accept: CaseCommand = { do: 'acceptCase', command: uuid('accept'), incompleteBecause: null }
  test('R-033 nobody accepts a case that he registered, whatever his role', () => {
    fc.assert(
      fc.property(fc.constantFrom('clerk' as const, 'shift_lead' as const, 'manager' as const), (role) => {
        const decision = decide(registered(), accept, { person: { ...clerk, role } })
        expect(decision.ok).toBe(false)
      }),
    )
  })
  test('a clerk does not review', () => {
    const other = { ...clerk, id: uuid('other clerk') }
    expect(decide(registered(), accept, { person: other })).toEqual({
      ok: false,
      refusal: { code: 'roleMayNot', role: 'clerk' },
    })
  })
  test('what the branch manager reviews is not accepted by a shift lead', () => {
    const by = (role: 'shift_lead' | 'manager') =>
      decide(registered(), accept, { person: { ...lead, role }, reviewer: 'manager' })
    expect(by('shift_lead')).toEqual({ ok: false, refusal: { code: 'roleMayNot', role: 'shift_lead' } })
    expect(by('manager').ok).toBe(true)
  })
  test('a complete case is accepted by the shift lead, once', () => {
    const state = fold(
      [
        ...events(null, register, { person: clerk, registration }),
        ...events(registered(), accept, { person: lead }),
      ].map(happened),
    )
    expect(state).toMatchObject({ state: 'accepted', acceptedBy: lead.id })
    expect(decide(state, accept, { person: lead })).toEqual({ ok: false, refusal: { code: 'notInReview' } })
  })
  test('an incomplete case is not forwarded without a reason', () => {
    const state = registered({ missing: ['iin'] })
    expect(decide(state, accept, { person: lead })).toEqual({
      ok: false,
      refusal: { code: 'incomplete', fields: ['iin'] },
    })
    expect(decide(state, { ...accept, incompleteBecause: '  ' }, { person: lead }).ok).toBe(false)
    expect(decide(state, { ...accept, incompleteBecause: 'принесёт завтра' }, { person: lead }).ok).toBe(true)
  })
})

describe('folding', () => {
  const anything = fc.record({
    hash: fc.stringMatching(/^[0-9a-f]{64}$/),
    fields: fc.record({
      case: fc.constant(uuid('case')),
      type: fc.constantFrom(
        'caseRegistered',
        'reviewRequested',
        'caseAccepted',
        'slipPrinted',
        'lineOpened',
        'fromTheFuture',
      ),
      at: fc.constant('2026-11-23T05:47:00.000Z'),
      by: fc.constant(clerk.id),
    }),
    office: fc.boolean(),
    payload: fc.oneof(
      fc.jsonValue(),
      fc.constant(registrationPayload('any', 1)),
      fc.constant({ ...registrationPayload('any', 1), number: '0712-A26-00001-7K4MX' }),
      fc.record({ command: fc.constant(uuid('a')), incompleteBecause: fc.constant(null) }),
      fc.record({
        command: fc.constant(uuid('a')),
        copy: fc.integer({ min: 1 }),
        duplicate: fc.boolean(),
        confirmedBy: fc.constant('person'),
      }),
    ),
  })
  test('no event, however odd, throws or disappears: it changes the case or leaves a conflict', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 20 }), (history) => {
        let state: Case | null = null
        for (const event of history) {
          const next: Case | null = evolve(state, event)
          if (state) {
            expect(next).not.toBeNull()
            const misfit = next?.conflicts.length === state.conflicts.length + 1
            if (misfit)
              expect(next).toMatchObject({ marks: expect.arrayContaining(['conflict']), number: state.number })
            if (event.fields.type === 'fromTheFuture' || event.fields.type === 'caseRegistered')
              expect(misfit).toBe(true)
          }
          state = next
        }
      }),
      { numRuns: 500 },
    )
  })
  test('what sorts before the registration is not applied and not dropped: it stands as a conflict', () => {
    const accept: CaseCommand = { do: 'acceptCase', command: uuid('accept'), incompleteBecause: null }
    const history = [
      ...events(registered(), accept, { person: lead }),
      ...events(null, register, { person: clerk, registration }),
    ].map(happened)
    expect(fold(history)).toMatchObject({
      state: 'in_review',
      marks: ['conflict'],
      conflicts: [{ type: 'caseAccepted', reason: 'notRegistered' }],
    })
    expect(fold(history.slice(0, 1))).toBeNull()
  })
  test('a duplicate slip is counted by its copy number, not by how often it is told', () => {
    const slip = (copy: number): CaseCommand => ({
      do: 'recordSlip',
      command: uuid(`slip ${copy}`),
      copy,
      confirmedBy: 'printer',
    })
    const told = [slip(1), slip(2), slip(2)].flatMap((command) => events(registered(), command, { person: clerk }))
    expect(told.map((draft) => (draft.payload as { duplicate: boolean }).duplicate)).toEqual([false, true, true])
    expect(fold([...events(null, register, { person: clerk, registration }), ...told].map(happened))?.slips).toBe(2)
  })
})

test('R-054 a name without a patronymic leaves no gap', () => {
  const person = { ...clerk, patronymic: '' }
  expect(signature(person)).toBe('Әбенова С.')
  expect(fullName(person)).toBe('Әбенова Сәуле')
})
