// The branch's side of squeezed requests: long ones only, and as they are for whoever does not take them.
import { expect, test } from 'vitest'
import { squeezed } from '../../electron/branch/courier/squeezed.ts'
import { LONG, opener, SHORT, squeeze } from '../../trust/squeeze.ts'

const short = JSON.stringify({ words: 'Сейітова Гүлнар '.repeat(40) })
const long = JSON.stringify({ words: 'Сейітова Гүлнар '.repeat(2000) })
const { signal } = new AbortController()
const init = (body: string) => ({ method: 'POST', headers: { a: 'b' }, body, redirect: 'error' as const, signal })

/** Who answers with what `says`, and what he got. */
function other(says: (encoding: string | undefined) => number) {
  const got: { encoding: string | undefined; body: string }[] = []
  const fetch = squeezed(async (_, { headers, body }) => {
    const encoding = headers['content-encoding']
    got.push({ encoding, body: typeof body === 'string' ? body : await opened(encoding, body) })
    return new Response('{}', { status: says(encoding) })
  })
  return { got, fetch, encodings: () => got.map(({ encoding }) => encoding) }
}

async function opened(encoding: string | undefined, body: Uint8Array): Promise<string> {
  const through = opener(encoding === SHORT ? SHORT : LONG)
  through.end(body)
  return Buffer.concat(await through.toArray()).toString('utf8')
}

test('each body goes as it suits its length, and is what was said', async () => {
  const { got, fetch } = other(() => 200)
  for (const body of ['{}', short, long]) await fetch('https://hq.test', init(body))
  expect(got).toEqual([
    { encoding: undefined, body: '{}' },
    { encoding: SHORT, body: short },
    { encoding: LONG, body: long },
  ])
})

test.each([415, 400])('who answers %i to every encoding gets it as it is, and so from then on', async (refusal) => {
  const { encodings, fetch } = other((encoding) => (encoding === undefined ? 200 : refusal))
  for (let i = 0; i < 2; i++) expect((await fetch('https://hq.test', init(short))).status).toBe(200)
  expect(encodings()).toEqual([SHORT, LONG, undefined, undefined])
})

test('who takes brotli only gets brotli', async () => {
  const { encodings, fetch } = other((encoding) => (encoding === SHORT ? 415 : 200))
  for (let i = 0; i < 2; i++) await fetch('https://hq.test', init(short))
  expect(encodings()).toEqual([SHORT, LONG, LONG])
})

test('who refuses it as it is, too, is asked squeezed again: it was not that', async () => {
  const { encodings, fetch } = other(() => 400)
  expect((await fetch('https://hq.test', init(long))).status).toBe(400)
  await fetch('https://hq.test', init(long))
  expect(encodings()).toEqual([LONG, SHORT, undefined, LONG, SHORT, undefined])
})

test('an answer that came short is opened; one that is not what it says is no answer', async () => {
  const answer = (body: Uint8Array<ArrayBuffer>) =>
    squeezed(async () => new Response(body, { headers: { 'content-encoding': SHORT, date: 'now' } }))
  const good = await answer(new Uint8Array(await squeeze(short, SHORT)))('https://hq.test', init('{}'))
  expect([await good.text(), good.headers.get('date')]).toEqual([short, 'now'])
  await expect(answer(new Uint8Array([1, 2, 3]))('https://hq.test', init('{}'))).rejects.toThrow()
})
