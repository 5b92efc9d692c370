/** A key with Alt has one meaning wherever it is heard, is written on its button as it is heard, and stands in the help. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kk } from '../../renderer/locales/index.ts'

const renderer = join(import.meta.dirname, '../../renderer')
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join(renderer, name), 'utf8') }))

/** Letters heard in several places, where they do the same. */
const same: Record<string, string[]> = {
  // The case that something has just been done with opens.
  O: ['attachments/Laid.tsx', 'receipt/Done.tsx'],
  // The figures on the screen go onto paper, or into a table.
  M: ['outages/Month.tsx', 'reports/Keep.tsx'],
  X: ['outages/Month.tsx', 'reports/Keep.tsx'],
  R: ['formsAdmin/Preview.tsx', 'intake/FormSheet.tsx'],
}

const lettersBy = (found: (text: string) => Iterable<RegExpMatchArray>) => {
  const letters = new Map<string, string[]>()
  for (const { name, text } of sources)
    for (const letter of new Set([...found(text)].map(([, letter = '']) => letter)))
      letters.set(letter, [...(letters.get(letter) ?? []), name].sort())
  return letters
}
const heard = lettersBy((text) => [
  ...text.matchAll(/'alt\+Key(\w)'/g),
  ...text.matchAll(/altKey \|\| event\.code !== 'Key(\w)'/g),
])
const caps = lettersBy((text) => text.matchAll(/\bAlt (\p{L})(?!\p{L})/gu))

test('every key in the help has its words', () => {
  const help = sources.find(({ name }) => name === 'window/Help.tsx')?.text ?? ''
  const rows = [...help.matchAll(/\[\[[^\]]+\], '(\w+)'\]/g)].map(([, word = '']) => word)
  expect(rows.length).toBeGreaterThan(50)
  expect(rows.filter((word) => !(word in kk.window.keys))).toEqual([])
})

test('no letter with Alt means two things', () => {
  expect(heard.size).toBeGreaterThan(12)
  for (const [letter, places] of heard)
    if (places.length > 1)
      expect([letter, places.filter((place) => !same[letter]?.includes(place))]).toEqual([letter, []])
})

test('every letter that is heard stands in the help, and no cap shows one that nobody hears', () => {
  const help = sources.find(({ name }) => name === 'window/Help.tsx')?.text ?? ''
  for (const letter of heard.keys()) expect([letter, help.includes(`'Alt ${letter}'`)]).toEqual([letter, true])
  expect([...caps.keys()].filter((letter) => !heard.has(letter))).toEqual([])
})
