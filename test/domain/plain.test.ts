/** What may be accepted unopened is never what came back once: somebody reads whether its reasons were met. */
import { expect, test } from 'vitest'
import type { Case } from '../../domain/cases/case.ts'
import { fold } from '../../domain/cases/evolve.ts'
import { isPlain } from '../../domain/reviewing/warnings.ts'
import { historyTo, people, tried } from '../support/life.ts'

const after = (
  state: 'in_review' | 'in_work',
  way: readonly [Parameters<typeof tried>[1], Parameters<typeof tried>[2]][],
) => {
  const history = historyTo(state)
  for (const [name, who] of way) history.push(...tried(history, name, who).events)
  return fold(history) as Case
}

test('a case that headquarters or the branch returned is not plain, whatever was answered', () => {
  expect(isPlain([], after('in_review', []))).toBe(true)
  const byBranch = after('in_review', [
    ['returnCase', people.lead],
    ['answerReturn', people.clerk],
  ])
  const byHq = after('in_work', [
    ['returnFromHq', people.officer],
    ['answerReturn', people.clerk],
  ])
  expect([byBranch, byHq].map(({ state, returned }) => [state, returned?.office])).toEqual([
    ['in_review', 'branch'],
    ['in_review', 'hq'],
  ])
  expect([byBranch, byHq].map((found) => isPlain([], found))).toEqual([false, false])
})
