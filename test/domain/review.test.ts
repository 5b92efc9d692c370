// The second pair of eyes: who may review, who may even open a case, and what a branch of one person does.
import { describe, expect, test } from 'vitest'
import { fold } from '../../domain/cases/evolve.ts'
import { mayOpen, mayReview, namesPerson } from '../../domain/cases/review.ts'
import { formOf } from '../../domain/forms/catalogue.ts'
import { shippedCatalogue } from '../support/catalogue.ts'
import * as life from '../support/life.ts'

const { people, stateAt, historyTo, tried } = life
const complaint = formOf(shippedCatalogue(), 'COMPL-SERVICE')
const kim = { lastName: 'Ким', firstName: 'Виктория', patronymic: 'Олеговна' }
const abenova = { lastName: 'Әбенова', firstName: 'Сәуле', patronymic: 'Нұрланқызы' }
const serik = { lastName: 'Серік', firstName: 'Дәулет', patronymic: '' }

describe('R-033 a complaint about a person never goes to that person', () => {
  const names = (answers: Record<string, string>, person = kim) =>
    namesPerson({ answers: { kind: 'complaint', ...answers } }, complaint, person)

  test.each([
    ['Ким', kim],
    ['оператор Ким В.', kim],
    ['на Ким Викторию', kim],
    ['с Кимом не договориться', kim],
    ['В. Ким, окно 2', kim],
    ['КИМ', kim],
    ['Абенова Сауле', abenova],
    ['жалуюсь на Абенову', abenova],
    ['хамство Әбеновой С.Н.', abenova],
    ['С. Н. Абенова', abenova],
    ['оператор Серик', serik],
    ['Серікке шағым', serik],
    ['Сериков, бейдж 12', { ...serik, lastName: 'Сериков-Оразбай' }],
  ])('R-033 “%s” names him', (words, person) => {
    expect(names({ person: words }, person)).toBe(true)
    expect(names({ text: `Вчера в отделении: ${words}.` }, person)).toBe(true)
  })

  test.each([
    ['Кимаева', kim],
    ['Ким А., окно 1', kim],
    ['Кимберли Смит', kim],
    ['Абаев', abenova],
    ['курьер на белой машине', serik],
    ['', kim],
  ])('R-033 “%s” does not', (words, person) => {
    expect(names({ person: words }, person)).toBe(false)
  })

  test('R-033 thanks may be read by who earned them, and a paper that names nobody by everybody', () => {
    expect(namesPerson({ answers: { kind: 'thanks', person: 'Ким' } }, complaint, kim)).toBe(false)
    expect(namesPerson({ answers: { person: 'Ким' } }, formOf(shippedCatalogue(), 'ACC-DEREG'), kim)).toBe(false)
    expect(namesPerson({ answers: { kind: 'complaint', person: 'Ким' } }, null, kim)).toBe(false)
  })

  test('R-033 whom a case names neither opens it nor takes any step on it, whatever his role', () => {
    for (const who of ['clerk', 'lead', 'manager', 'officer', 'hqLead'] as const)
      expect(mayOpen(stateAt('in_review'), people[who], { named: true })).toBe('named')
    const named = { facts: { named: true } }
    expect(tried(historyTo('in_review'), 'acceptCase', people.lead, named).refusal).toBe('namedInCase')
    expect(tried(historyTo('in_review'), 'finishAtBranch', people.manager, named).refusal).toBe('namedInCase')
    expect(tried(historyTo('in_review'), 'returnCase', people.manager, named).refusal).toBe('namedInCase')
    expect(tried(historyTo('in_review'), 'withdrawCase', people.clerk, named).refusal).toBe('namedInCase')
    expect(tried(historyTo('in_work'), 'answerCase', people.officer, named).refusal).toBe('namedInCase')
    expect(tried(historyTo('returned'), 'answerReturn', people.clerk, named).refusal).toBe('namedInCase')
    expect(tried(historyTo('in_review'), 'disputeEntry', people.clerk, named).refusal).toBe('namedInCase')
  })

  test('R-033 alone in the branch he does not review it either', () => {
    const facts = { named: true, alone: true }
    expect(mayReview(stateAt('in_review'), people.manager, facts)).toEqual({
      ok: false,
      refusal: { code: 'namedInCase' },
    })
  })
})

describe('two persons', () => {
  test('nobody reviews what he registered, nor what he corrected', () => {
    const own = { ...people.clerk, role: 'shift_lead' as const }
    expect(mayReview(stateAt('in_review'), own, {})).toEqual({ ok: false, refusal: { code: 'ownCase' } })
    const history = historyTo('in_review')
    history.push(...tried(history, 'correctCase', people.lead).events)
    expect(tried(history, 'acceptCase', people.lead).refusal).toBe('ownCorrection')
    expect(tried(history, 'finishAtBranch', people.lead).refusal).toBe('ownCorrection')
    expect(tried(history, 'acceptCase', people.otherLead).refusal).toBeNull()
  })

  test('who answered its return, brought what was missing, or typed it before it was taken over, is not the second one', () => {
    const answered = historyTo('returned')
    answered.push(...tried(answered, 'answerReturn', people.lead).events)
    const brought = historyTo('need_customer')
    brought.push(...tried(brought, 'customerBrought', people.lead).events)
    const typed = tried([], 'registerCase', people.clerk, { change: { typedBy: [people.lead.id] } }).events
    const filed = tried([], 'registerCase', people.clerk, {
      facts: { registration: { ...life.registration, missing: ['contract'] } },
    }).events
    const attachment = { sha256: life.hashOf('f'), name: 'scan', kind: 'pdf', bytes: 1, paper: 'contract' }
    filed.push(...tried(filed, 'addAttachment', people.lead, { change: { attachment } }).events)
    for (const history of [answered, brought, typed, filed]) {
      expect(fold(history)).toMatchObject({ state: 'in_review', touchedBy: [people.clerk.id, people.lead.id] })
      for (const name of ['acceptCase', 'finishAtBranch', 'returnCase', 'mergeCase'] as const) {
        expect(tried(history, name, people.lead).refusal, name).toBe('ownCorrection')
        expect(tried(history, name, people.otherLead).refusal, name).toBeNull()
        if (name === 'returnCase') continue
        const [event] = tried(history, name, people.otherLead).events
        if (!event) throw new Error('refused')
        const forged = { ...event, fields: { ...event.fields, by: people.lead.id } }
        expect(fold([...history, forged]), name).toMatchObject({
          state: 'in_review',
          conflicts: [{ reason: 'ownCase', by: people.lead.id }],
        })
      }
    }
    // A file that nobody missed is no hand in it.
    const more = historyTo('in_review')
    more.push(...tried(more, 'addAttachment', people.lead).events)
    expect(tried(more, 'acceptCase', people.lead).refusal).toBeNull()
  })

  test('R-053 a value kept as it stands in the document is let through in words, also where nothing is missing', () => {
    const history = tried([], 'registerCase', people.clerk, {
      facts: { registration: { ...life.registration, kept: ['iin'] } },
    }).events
    expect(fold(history)).toMatchObject({ missing: [], kept: ['iin'] })
    expect(tried(history, 'acceptCase', people.lead).refusal).toBe('incomplete')
    const change = { incompleteBecause: 'так в паспорте' }
    expect(tried(history, 'acceptCase', people.lead, { change }).refusal).toBeNull()
  })

  test('who registered it may ask his customer, but does not end it by merging', () => {
    const own = { ...people.clerk, role: 'shift_lead' as const }
    const history = historyTo('in_review')
    expect(tried(history, 'askCustomer', own).refusal).toBeNull()
    expect(tried(history, 'mergeCase', own).refusal).toBe('ownCase')
    history.push(...tried(history, 'mergeCase', own, { facts: { alone: true } }).events)
    expect(fold(history)).toMatchObject({ state: 'merged', marks: ['self_reviewed'], conflicts: [] })
  })

  test('somebody else looks at a conflict than who made it, and the mark stands until the last one was looked at', () => {
    const common = historyTo('in_review')
    const accepted = tried(common, 'acceptCase', people.lead, { tag: 'a' }).events
    const returned = tried(common, 'returnCase', people.otherLead, { tag: 'b' }).events
    const finished = tried(common, 'finishAtBranch', people.otherLead, { tag: 'c' }).events
    const history = [...common, ...accepted, ...returned, ...finished]
    const look = (by: typeof people.lead, event: typeof accepted, facts = {}) =>
      tried(history, 'confirmBasis', by, { change: { conflict: event[0]?.hash }, facts })
    expect(look(people.otherLead, returned).refusal).toBe('ownCorrection')
    expect(look(people.otherLead, returned, { alone: true }).refusal).toBeNull()
    const [confirmed] = look(people.manager, returned).events
    if (!confirmed) throw new Error('refused')
    const forged = { ...confirmed, fields: { ...confirmed.fields, by: people.otherLead.id } }
    expect(fold([...history, forged])?.conflicts.map(({ reason }) => reason)).toContain('ownCase')

    history.push(confirmed)
    expect(fold(history)?.marks).toContain('conflict')
    history.push(...look(people.manager, finished).events)
    expect(fold(history)?.marks).not.toContain('conflict')
  })

  test('alone in the branch, a manager’s own review carries the mark; a clerk still reviews nothing', () => {
    const manager = { ...people.clerk, role: 'manager' as const }
    const alone = { facts: { alone: true } }
    for (const name of ['acceptCase', 'finishAtBranch'] as const) {
      const history = historyTo('in_review')
      expect(tried(history, name, manager).refusal).toBe('ownCase')
      history.push(...tried(history, name, manager, alone).events)
      expect(fold(history)).toMatchObject({ marks: ['self_reviewed'], conflicts: [] })
      expect(tried(historyTo('in_review'), name, people.clerk, alone).refusal).toBe('roleMayNot')
    }
    const other = historyTo('in_review')
    other.push(...tried(other, 'acceptCase', people.manager, alone).events)
    expect(fold(other)?.marks).toEqual([])
  })

  test('an acceptance of the registrar himself, without that mark, is a conflict wherever it was written', () => {
    const history = historyTo('in_review')
    const [event] = tried(history, 'acceptCase', people.lead).events
    if (!event) throw new Error('refused')
    const forged = { ...event, fields: { ...event.fields, by: people.clerk.id } }
    expect(fold([...history, forged])).toMatchObject({ state: 'in_review', conflicts: [{ reason: 'ownCase' }] })
  })

  test('what the manager reviews no shift lead does; what the branch cannot review goes to the unit lead', () => {
    const manager = { reviewer: 'manager' as const }
    const refused = { ok: false, refusal: { code: 'roleMayNot', role: 'shift_lead' } }
    expect(mayReview(stateAt('in_review'), people.lead, manager)).toEqual(refused)
    expect(mayReview(stateAt('in_review'), people.manager, manager).ok).toBe(true)
    expect(mayReview(stateAt('in_review'), people.hqLead, manager).ok).toBe(true)
    expect(mayReview(stateAt('in_review'), people.hqLead, {}, 'finishAtBranch').ok).toBe(false)
  })

  test('a clerk sees what is open and his own; what has ended a lead sees', () => {
    expect(mayOpen(stateAt('in_work'), people.otherClerk, {})).toBeNull()
    expect(mayOpen(stateAt('delivered'), people.otherClerk, {})).toBeNull()
    expect(mayOpen(stateAt('closed'), people.otherClerk, {})).toBe('roleMayNot')
    expect(mayOpen(stateAt('closed'), people.clerk, {})).toBeNull()
    expect(mayOpen(stateAt('closed'), people.lead, {})).toBeNull()
    expect(mayOpen(stateAt('in_work'), people.dpo, {})).toBe('roleMayNot')
    expect(mayOpen(stateAt('closed'), people.auditor, {})).toBeNull()
  })
})
