// The branch's side of squeezed requests: long ones only, and as they are for whoever does not take them.
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { squeezed } from '../../electron/branch/courier/squeezed.ts'

const long = JSON.stringify({ words: 'Сейітова Гүлнар '.repeat(200) })
const { signal } = new AbortController()
const init = (body: string) => ({ method: 'POST', headers: { a: 'b' }, body, redirect: 'error' as const, signal })

/** Who answers with what `says`, and what he got. */
function other(says: (encoding: string | undefined) => number) {
  const got: { encoding: string | undefined; body: string }[] = []
  const fetch = squeezed(async (_, { headers, body }) => {
    const encoding = headers['content-encoding']
    got.push({ encoding, body: typeof body === 'string' ? body : brotliDecompressSync(body).toString() })
    return new Response('{}', { status: says(encoding) })
  })
  return { got, fetch }
}

test('a long body goes squeezed, a short one as it is', async () => {
  const { got, fetch } = other(() => 200)
  await fetch('https://hq.test', init(long))
  await fetch('https://hq.test', init('{}'))
  expect(got).toEqual([
    { encoding: 'br', body: long },
    { encoding: undefined, body: '{}' },
  ])
})

test.each([415, 400])('who answers %i to it gets it as it is, and so from then on', async (refusal) => {
  const { got, fetch } = other((encoding) => (encoding === undefined ? 200 : refusal))
  expect((await fetch('https://hq.test', init(long))).status).toBe(200)
  expect((await fetch('https://hq.test', init(long))).status).toBe(200)
  expect(got.map(({ encoding }) => encoding)).toEqual(['br', undefined, undefined])
})

test('who refuses it as it is, too, is asked squeezed again: it was not that', async () => {
  const { got, fetch } = other(() => 400)
  expect((await fetch('https://hq.test', init(long))).status).toBe(400)
  await fetch('https://hq.test', init(long))
  expect(got.map(({ encoding }) => encoding)).toEqual(['br', undefined, 'br', undefined])
})
