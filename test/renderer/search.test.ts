import { expect, test } from 'vitest'
import type { Found } from '../../domain/procedures/ask.ts'
import { worthListing } from '../../renderer/intake/worthListing.ts'

const found = (...scores: number[]): Found[] =>
  scores.map((score, i) => ({ code: `TYPE-${String.fromCharCode(65 + i)}`, score, matched: [] }))
const scores = (list: Found[]) => list.map(({ score }) => score)

test('beside a strong first result the faint ones are not listed', () => {
  expect(scores(worthListing(found(1, 0.36, 0.3, 0.25, 0.17)))).toEqual([1, 0.36, 0.3])
})

test('where nothing is strong every trace is listed', () => {
  expect(scores(worthListing(found(0.4, 0.2, 0.05)))).toEqual([0.4, 0.2, 0.05])
  expect(worthListing([])).toEqual([])
})
