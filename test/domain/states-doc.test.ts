import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { statesPage } from '../../build/states.ts'
import { stages } from '../../domain/cases/case.ts'

test('docs/states.md is what the table of transitions says: npm run states', () => {
  expect(readFileSync('docs/states.md', 'utf8')).toBe(statesPage())
})

test('every state stands in its diagram, with a way to it', () => {
  const arrows = [...statesPage().matchAll(/^ {2}\S+ --> (\w+)/gm)].map(([, to]) => to)
  for (const stage of stages) expect(arrows, stage).toContain(stage)
})
