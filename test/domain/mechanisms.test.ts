// The table of the mutation check (`npm run mutate`) fits today's program: an edit that finds its text no more switches
// nothing off, and whoever changes a source learns it here and not on the evening before a release.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { misfits, root, switchOff } from '../mutation/mechanism.ts'
import { mechanisms } from '../mutation/mechanisms.ts'

describe('the mechanisms of the mutation check', () => {
  test('have each an id and a name of their own', () => {
    expect(mechanisms.filter(({ id }) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([])
    for (const words of [mechanisms.map(({ id }) => id), mechanisms.map(({ name }) => name)])
      expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([])
  })

  test('have edits that change something and find their texts exactly once in the program', () => {
    expect(mechanisms.filter(({ edits }) => edits.length === 0)).toEqual([])
    expect(mechanisms.flatMap(({ edits }) => edits).filter(({ from, to }) => from === to)).toEqual([])
    expect(mechanisms.flatMap((one) => misfits(one).map((why) => `${one.id}: ${why}`))).toEqual([])
  })

  test('name somebody who must notice, and test files that are there', () => {
    expect(mechanisms.filter(({ tests, simulation }) => tests.length === 0 && simulation === undefined)).toEqual([])
    const files = [...new Set(mechanisms.flatMap(({ tests }) => tests))]
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })
})

test('an edit whose text is not there, or is there twice, switches nothing off', () => {
  const edit = { file: 'a.ts', from: 'one', to: 'two' }
  expect(switchOff([edit], 'a.ts', 'just one')).toBe('just two')
  expect(switchOff([edit], 'b.ts', 'just one')).toBe('just one')
  for (const source of ['nothing', 'one and one'])
    expect(() => switchOff([edit], 'a.ts', source)).toThrow(/^a\.ts holds [02] times: one$/)
})
