// Two computers of a branch decide on one case apart: every decision without sight of the other's is told, none is lost.
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { fold } from '../../domain/cases/evolve.ts'
import { SYSTEM } from '../../domain/journal/event.ts'
import * as life from '../support/life.ts'
import { people, player, RUNS, start, tries } from './anybody.ts'

const { played, reached } = player()
/** What nobody decides by. */
const NO_MATTER = new Set(['slipPrinted', 'codeRequested', 'codeFailed', 'basisConfirmed', 'refusedRepaired'])
const pairs = { merges: 0, unseen: 0 }

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
          pairs.merges += 1

          const found = fold(merged)
          const told = new Map(found?.conflicts.map((conflict) => [conflict.event, conflict]))
          const sorted: string[] = []
          const receipts: string[] = []
          const known = new Set<string | undefined>()
          for (const { hash, fields, payload } of merged) {
            const { basis } = payload as { basis?: string[] }
            // The second closing by time is none, nor is it news that headquarters got it under a number that is known.
            const { why, hqNumber } = payload as { why?: string; hqNumber?: string }
            const again = (fields.type === 'caseClosed' && why === 'time') || known.has(hqNumber)
            if (hqNumber) known.add(hqNumber)
            const unseen = basis && !again ? sorted.filter((earlier) => !basis.includes(earlier)) : []
            if (unseen.length > 0) {
              pairs.unseen += 1
              const conflict = told.get(hash)
              expect(conflict, `${fields.type} was decided unseen`).toBeDefined()
              if (conflict?.reason === 'decidedUnseen') expect(conflict.unseen).toEqual(unseen)
            } else if (basis && !again) {
              // A receipt is nothing to go by, and yet it may have moved the case out of the state that was seen.
              const moved = receipts.some((earlier) => !basis.includes(earlier))
              expect(told.get(hash)?.reason, `${fields.type} saw all`).not.toBe('decidedUnseen')
              if (!moved) expect(told.has(hash), `${fields.type} saw all`).toBe(false)
            }
            // That headquarters' program got the case is nothing to go by.
            const receipt = fields.type === 'caseReceived' && fields.by === SYSTEM
            if (receipt) receipts.push(hash)
            if (!receipt && !NO_MATTER.has(fields.type)) sorted.push(hash)
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

afterAll(() => {
  expect(reached.decided).toBeGreaterThan(RUNS * 2)
  expect(pairs.unseen).toBeGreaterThan(RUNS / 2)
  process.stdout.write(`life-cycle apart: ${JSON.stringify({ ...reached, ...pairs })}\n`)
})
