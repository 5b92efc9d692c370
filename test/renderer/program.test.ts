import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { en, kk, ru } from '../../renderer/locales/index.ts'

const root = join(import.meta.dirname, '../..')
const texts = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(texts)

test('the program signs as itself: no role of a person is `system`, and nobody on a screen or paper is called so', () => {
  for (const words of [kk, ru, en]) {
    expect(words.case.program).not.toBe('')
    expect(Object.keys(words.ui.role)).not.toContain('system')
  }
  const papers = readdirSync(join(root, 'paper/texts')).map((file) =>
    readFileSync(join(root, 'paper/texts', file), 'utf8'),
  )
  const all = [...texts({ kk, ru, en }), ...papers.flatMap((text) => texts(JSON.parse(text)))]
  expect(all.length).toBeGreaterThan(1000)
  expect(all.filter((text) => /^(system|система|жүйе)$/i.test(text.trim()))).toEqual([])
})
