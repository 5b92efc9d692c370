/** The rules of a shift: what it is reconciled by, what holds it open, and what is looked into. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Person } from '../../domain/people/person.ts'
import { type Before, closeShift, differences, type Explained, openShift, toCount } from '../../domain/shifts/close.ts'
import { shiftEvents } from '../../domain/shifts/events.ts'
import { countedKeys, type Figures, figureKeys } from '../../domain/shifts/figures.ts'
import { decideInvestigation, foldInvestigations } from '../../domain/shifts/investigation.ts'

const COMMAND = '0197a000-0000-7000-8000-00000000c105'
const person: Person = {
  id: '0197a000-0000-7000-8000-000000000001',
  lastName: 'Әбенова',
  firstName: 'Сәуле',
  patronymic: 'Нұрланқызы',
  role: 'clerk',
}
const lead: Person = { ...person, id: '0197a000-0000-7000-8000-000000000003', lastName: 'Ким', role: 'shift_lead' }
const place = { line: 'a'.repeat(32), seq: 7, hash: 'b'.repeat(64) }

let next = 0
const newId = () => `0197a000-0000-7000-8000-${String(++next).padStart(12, '0')}`

const none = Object.fromEntries(figureKeys.map((key) => [key, 0])) as Figures
const facts = (figures: Partial<Figures>) => ({
  person,
  window: 'A',
  drafts: [] as string[],
  figures: { ...none, ...figures },
  totals: { cases: 3, slips: 3 },
  unseen: [],
  newId,
})
const wish = { command: COMMAND, counted: {}, explained: {}, handedTo: null }

describe('closing', () => {
  test('a draft holds the shift open, and is named', () => {
    expect(closeShift(wish, { ...facts({}), drafts: ['A-1'] })).toEqual({
      ok: false,
      refusal: { code: 'orphans', drafts: ['A-1'] },
    })
  })

  test('papers that there are must be counted; of none nothing has to be', () => {
    expect(toCount({ ...none, printed: 2, registered: 9 })).toEqual(['printed'])
    expect(closeShift(wish, facts({ printed: 2 }))).toMatchObject({
      refusal: { code: 'notCounted', about: ['printed'] },
    })
    expect(closeShift(wish, facts({}))).toMatchObject({ ok: true })
  })

  test('a count that differs needs words, and leaves an investigation; the figure stays as the journal has it', () => {
    const counted = { printed: 1 }
    expect(closeShift({ ...wish, counted }, facts({ printed: 2 }))).toMatchObject({
      refusal: { code: 'notExplained', about: ['printed'] },
    })
    const cases = ['0197a000-0000-7000-8000-0000000000aa']
    const explained = { printed: { words: 'Клиент забрал обе части талона', cases } }
    const closed = closeShift({ ...wish, counted, explained }, facts({ printed: 2 }))
    if (!closed.ok) throw new Error(closed.refusal.code)
    const [looked, end] = closed.events
    expect(looked).toMatchObject({
      type: 'investigationOpened',
      payload: { at: 'closing', about: 'printed', expected: 2, found: 1, cases },
    })
    expect(end).toMatchObject({ type: 'shiftClosed', payload: { figures: { printed: 2 }, counted } })
    for (const { type, payload } of closed.events)
      expect(shiftEvents[type as keyof typeof shiftEvents].safeParse(payload).error).toBeUndefined()
  })

  test('of papers counted too many none is missing, whatever was ticked before', () => {
    const explained = { printed: { words: 'Талон другого окна', cases: ['0197a000-0000-7000-8000-0000000000c1'] } }
    const closed = closeShift({ ...wish, counted: { printed: 5 }, explained }, facts({ printed: 3 }))
    if (!closed.ok) throw new Error(closed.refusal.code)
    expect(closed.events[0]).toMatchObject({ type: 'investigationOpened', payload: { found: 5 } })
    expect(closed.events[0]?.payload).not.toHaveProperty('cases')
  })

  test('nothing but drafts, uncounted papers and missing words holds a shift open, whatever the figures say', () => {
    const amounts = fc.record(Object.fromEntries(figureKeys.map((key) => [key, fc.nat(500)])))
    fc.assert(
      fc.property(
        amounts,
        fc.record(Object.fromEntries(countedKeys.map((key) => [key, fc.nat(500)]))),
        (raw, counted) => {
          const figures = raw as Figures
          const said = { words: 'Посчитано дважды, бумаги в папке', cases: [] }
          const explained: Explained = Object.fromEntries(countedKeys.map((key) => [key, said]))
          const closed = closeShift({ ...wish, counted, explained }, facts(figures))
          expect(closed.ok).toBe(true)
          if (!closed.ok) return
          const differing = countedKeys.filter((key) => counted[key] !== figures[key])
          expect(closed.events.filter(({ type }) => type === 'investigationOpened')).toHaveLength(differing.length)
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('opening', () => {
  const before: Before = { place, totals: { cases: 10, slips: 12 } }
  const journal = { totals: { cases: 10, slips: 12 }, since: { cases: 0, slips: 0 }, gap: null }

  test('what the last closing left is what the next one begins with', () => {
    expect(differences(before, journal)).toEqual([])
    expect(differences(null, journal)).toEqual([])
    expect(
      differences(before, { ...journal, totals: { cases: 11, slips: 12 }, since: { cases: 1, slips: 0 } }),
    ).toEqual([])
  })

  test('a case too few or too many, a slip, or a journal that does not go on opens an investigation, and the shift opens', () => {
    const wrong = {
      totals: { cases: 9, slips: 13 },
      since: { cases: 0, slips: 0 },
      gap: { expected: 40, found: 31 },
    }
    const opened = openShift(COMMAND, { person, window: 'A', open: false, before, journal: wrong, newId })
    if (!opened.ok) throw new Error(opened.refusal.code)
    expect(opened.events.map(({ type }) => type)).toEqual(['shiftOpened', ...Array(3).fill('investigationOpened')])
    expect(opened.events.slice(1).map(({ payload }) => payload)).toMatchObject([
      { at: 'opening', about: 'journal', expected: 40, found: 31, words: null },
      { about: 'registered', expected: 10, found: 9 },
      { about: 'printed', expected: 12, found: 13 },
    ])
  })

  test('a shift that is open is not opened twice', () => {
    expect(openShift(COMMAND, { person, window: 'A', open: true, before, journal, newId })).toMatchObject({
      refusal: { code: 'alreadyOpen' },
    })
  })
})

describe('an investigation', () => {
  const id = '0197a000-0000-7000-8000-0000000000bb'
  const opened = {
    fields: { type: 'investigationOpened', at: '2026-11-23T12:00:00.000Z', by: lead.id },
    payload: {
      ...{ command: COMMAND, investigation: id, window: 'A', at: 'closing' },
      ...{ about: 'printed', expected: 2, found: 1, words: null },
    },
  }
  const said = (type: string, words: string) => ({
    fields: { type, at: '2026-11-23T13:00:00.000Z', by: person.id },
    payload: { command: COMMAND, investigation: id, words },
  })
  const end = { do: 'end' as const, command: COMMAND, investigation: id, words: 'Талон нашёлся в папке' }
  const open = foldInvestigations([opened]).get(id) ?? null

  test('a lead ends it, not a clerk, and not the one who began it', () => {
    expect(decideInvestigation(open, end, { person, alone: false })).toMatchObject({ refusal: { code: 'roleMayNot' } })
    expect(decideInvestigation(open, end, { person: lead, alone: false })).toMatchObject({
      refusal: { code: 'ownInvestigation' },
    })
    expect(decideInvestigation(open, end, { person: lead, alone: true })).toMatchObject({ ok: true })
    const other = { ...lead, id: '0197a000-0000-7000-8000-000000000004' }
    expect(decideInvestigation(open, end, { person: other, alone: false })).toMatchObject({ ok: true })
    expect(decideInvestigation(open, { ...end, words: ' ' }, { person: other, alone: false })).toMatchObject({
      refusal: { code: 'noWords' },
    })
  })

  test('the first end counts, a second one from another computer is kept as a note', () => {
    const both = foldInvestigations([
      opened,
      said('investigationNoted', 'Искали'),
      said('investigationEnded', 'Нашли'),
      said('investigationEnded', 'И я нашёл'),
    ]).get(id)
    expect(both?.ended?.words).toBe('Нашли')
    expect(both?.notes.map(({ words }) => words)).toEqual(['Искали', 'И я нашёл'])
  })

  test('whatever else stands among the events changes nothing and throws nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ type: fc.string(), payload: fc.anything() })), (garbage) => {
        const events = garbage.map(({ type, payload }) => ({ fields: { ...opened.fields, type }, payload }))
        expect(foldInvestigations([opened, ...events]).get(id)).toEqual(open)
      }),
      { numRuns: 100 },
    )
  })
})
