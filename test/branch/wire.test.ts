// What a case costs on a line of 64 kbit/s: measured by the program, held below a bound.
import { expect, test } from 'vitest'
import dictionary from '../../trust/dictionary-1.json' with { type: 'json' }
import { primitives } from '../../trust/primitives.ts'
import { encodingFor, LONG, opener, SHORT, squeeze, unsqueezeShort } from '../../trust/squeeze.ts'
import { measureWire } from '../bench/wire.ts'

test('a case costs at most 600 bytes in a run of 200, and 900 alone', async () => {
  const { perCase, alone } = await measureWire(200)
  expect(perCase).toBeLessThan(600)
  expect(alone).toBeLessThan(900)
}, 60_000)

test('a short body goes with the dictionary, a long one by brotli, a tiny one as it is; each as the other end takes it', () => {
  const all = () => true
  expect([100, 2000, 50_000].map((length) => encodingFor(length, all))).toEqual([null, SHORT, LONG])
  expect(encodingFor(2000, (one) => one === LONG)).toBe(LONG)
  expect(encodingFor(2000, () => false)).toBeNull()
})

test.each([SHORT, LONG] as const)('%s: what is squeezed is opened again', async (encoding) => {
  const text = JSON.stringify({ words: 'Әбенова Қарлығаш '.repeat(50) })
  const opened = opener(encoding)
  opened.end(await squeeze(text, encoding))
  expect(Buffer.concat(await opened.toArray()).toString('utf8')).toBe(text)
})

test('a short answer that grows beyond its bound is not opened', async () => {
  const bytes = await squeeze(' '.repeat(100_000), SHORT)
  expect((await unsqueezeShort(bytes, 200_000)).length).toBe(100_000)
  await expect(unsqueezeShort(bytes, 50_000)).rejects.toThrow()
})

test('the dictionary is the one that both ends have: another one is another number', () => {
  expect(primitives.sha256(dictionary.text)).toBe('edde5eca8bd209b50abc82749f02c63a7dd19096031a5f98fbb3ba3052c2162b')
})
