import { expect, test } from 'vitest'
import { kkToDigits, usToRu } from '../../domain/identifiers/layouts.ts'
import { badgeNumber } from '../../renderer/signin/badge.ts'
import { idleAfter } from '../../renderer/window/idle.ts'

const kkDigits = new Map(
  [...kkToDigits].filter(([letter]) => letter === letter.toLowerCase()).map(([letter, digit]) => [digit, letter]),
)
const typedIn = {
  en: (keys: string) => keys,
  ru: (keys: string) => [...keys].map((key) => usToRu.get(key) ?? key).join(''),
  kk: (keys: string) => [...keys].map((key) => kkDigits.get(key) ?? usToRu.get(key) ?? key).join(''),
}

test.each(['en', 'ru', 'kk'] as const)('a badge scanned with the layout %s on is the same number', (layout) => {
  for (const keys of ['AB40718265', 'ab40718265', '00407182', 'KZ-0407-1826'])
    expect(badgeNumber({ typed: typedIn[layout](keys), byKeys: keys })).toBe(keys.replaceAll('-', '').toUpperCase())
})

test('a window that nobody touches locks itself once; a touch puts it off', () => {
  let now = 0
  let locks = 0
  const idle = idleAfter(
    600_000,
    () => now,
    () => locks++,
  )
  now = 599_999
  idle.look()
  expect(locks).toBe(0)
  idle.touch()
  now = 1_199_998
  idle.look()
  expect(locks).toBe(0)
  now = 1_199_999
  idle.look()
  idle.look()
  expect(locks).toBe(1)
  idle.touch()
  now += 600_000
  idle.look()
  expect(locks).toBe(2)
})
