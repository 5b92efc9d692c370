// Who is not a computer of this branch learns nothing over the local network.
import { connect, createServer } from 'node:tls'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { CERTIFICATE_HEADER } from '../../domain/wire/exchange.ts'
import { HUB_PATHS, readAddress, strangerAt, vouch } from '../../domain/wire/hub.ts'
import { tlsIdentityAt } from '../../electron/branch/hub/tls.ts'
import type { OpenBranch } from '../../electron/branch/open.ts'
import { primitives } from '../../trust/primitives.ts'
import { takePen } from '../support/pen.ts'
import { allLeave, until } from './parts/hub.ts'
import {
  allOf,
  computer,
  folder,
  hq,
  otherHq,
  plays,
  raiseComputers,
  razeComputers,
  serves,
} from './parts/strangers.ts'

beforeAll(raiseComputers)
afterEach(allLeave)
afterAll(razeComputers)
const uses = (open: OpenBranch, port: number) => plays(open, { fixed: { role: 'uses', address: `127.0.0.1:${port}` } })

test('a computer of another branch, or of another headquarters, is told nothing', async () => {
  for (const [code, key, why] of [
    ['0713', hq, 'otherBranch'],
    ['0712', otherHq, 'notCertified'],
  ] as const) {
    const there = await serves(await computer(code, key))
    const here = await computer()
    const before = allOf(here)
    const hub = uses(here, there.port)
    await until(() => hub.state().state === 'stranger')
    expect(hub.state().detail).toBe(why)
    expect(allOf(here)).toBe(before)
    expect(there.hub.state().computers).toEqual([])
  }
})

test('somebody between two computers of a branch hears a random number and no more', async () => {
  const real = await serves(await computer())
  const identity = await tlsIdentityAt(folder)
  let heard = ''
  const between = createServer({ key: identity.key, cert: identity.certificate }, (near) => {
    const far = connect({ port: real.port, host: '127.0.0.1', rejectUnauthorized: false })
    near.on('data', (chunk: Buffer) => {
      heard += chunk.toString()
    })
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy())
      one.pipe(other)
    }
  })
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve))
  const address = between.address()
  const hub = uses(await computer(), typeof address === 'object' && address ? address.port : 0)
  await until(() => hub.state().state === 'stranger')
  expect(hub.state().detail).toBe('otherConnection')
  expect(heard).toMatch(/^POST \/v1\/hub\/hello/)
  expect(heard.split('POST ').filter((part) => part && !part.startsWith(HUB_PATHS.hello))).toEqual([])
  expect(heard).not.toContain(CERTIFICATE_HEADER)
  expect(real.hub.state().computers).toEqual([])
  await hub.stop()
  between.close()
})

test('an introduction counts for its own connection, number, branch and headquarters only', () => {
  const pen = takePen(hq, 'hub')
  const own = { hqKey: hq.publicKey, branch: '0712', fingerprint: 'ab'.repeat(32), nonce: 'cd'.repeat(32) }
  const said = vouch(pen.certificate, own.fingerprint, own.nonce, pen.key.sign)
  expect(strangerAt(primitives, said, own)).toBeNull()
  const wrong = { fingerprint: 'ff'.repeat(32), nonce: 'ff'.repeat(32), branch: '0713', hqKey: otherHq.publicKey }
  for (const [key, value] of Object.entries(wrong))
    expect(strangerAt(primitives, said, { ...own, [key]: value })).not.toBeNull()
})

test('an address is read as people type it', () => {
  expect(readAddress(' 192.168.1.5 ')).toEqual({ host: '192.168.1.5', port: 7455 })
  expect(readAddress('okno-b.local:8000')).toEqual({ host: 'okno-b.local', port: 8000 })
  expect(readAddress('[fe80::1]:9')).toEqual({ host: 'fe80::1', port: 9 })
  for (const wrong of ['', 'а:1', '1.2.3.4:0', '1.2.3.4:70000', 'a b', 'http://a'])
    expect(readAddress(wrong)).toBeNull()
})
