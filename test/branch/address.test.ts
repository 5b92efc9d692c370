/** The address of headquarters as somebody typed it: what is none, or leads over an open way, is told and never asked. */
import { expect, test } from 'vitest'
import { addressFault } from '../../electron/branch/courier/enrol.ts'
import { linkTo } from '../../electron/branch/courier/link.ts'

test.each([
  ['https://hq.example', null],
  ['http://127.0.0.1:8420', null],
  ['http://[::1]:8420', null],
  ['http://hq.example', 'notPrivate'],
  ['ftp://127.0.0.1', 'badAddress'],
  ['hq.example', 'badAddress'],
  ['бас кеңсе', 'badAddress'],
  ['', 'badAddress'],
] as const)('%s', (url, fault) => {
  expect(addressFault(url)).toBe(fault)
})

test('a code asked for where the address became none is answered, and nothing goes out', async () => {
  let asked = 0
  for (const url of ['бас кеңсе', 'http://hq.example']) {
    const link = linkTo(url, String, async () => {
      asked += 1
      return new Response('{}')
    })
    expect(await link.checkCode({} as never, 'request', '123456')).toMatchObject({ ok: false, why: 'turnedAway' })
  }
  expect(asked).toBe(0)
})
