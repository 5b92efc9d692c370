// The one-time code names headquarters' key: nobody else's certificate is believed, and a lost answer costs nothing.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { certify } from '../../domain/journal/certificate.ts'
import type { EnrolRequest } from '../../domain/wire/exchange.ts'
import type { Fetch } from '../../electron/branch/courier/link.ts'
import { certificateOf } from '../../electron/branch/store/certificates.ts'
import { setting } from '../../electron/branch/store/settings.ts'
import type { KeyPair } from '../../trust/keys.ts'
import { openBench, raiseBench, razeBench } from './parts/bench.ts'
import { seededKey } from './parts/keys.ts'

beforeAll(raiseBench)
afterAll(razeBench)

/** Somebody on the line who gives every device a certificate. */
const impostor =
  (branch: string, key: KeyPair, signer: KeyPair, device?: string) =>
  (fetch: Fetch): Fetch =>
  (url, init) => {
    if (!url.endsWith('/v1/enrol')) return fetch(url, init)
    const asked = JSON.parse(init.body) as EnrolRequest
    const body = { v: 1 as const, branch, letter: 'A', issuedAt: '2026-11-23T03:00:00.000Z' }
    const { publicKey } = asked
    const certificate = certify({ ...body, device: device ?? asked.device, publicKey }, signer.sign)
    return Promise.resolve(Response.json({ ok: true, certificate, hqKey: key.publicKey }))
  }

test('a headquarters that the code does not name is refused, whatever it signs', async () => {
  const { hq, code, counter } = openBench()
  const enrolCode = await hq.code(code)
  const wrong = seededKey('not headquarters')
  const answers = [
    impostor(code, wrong, wrong),
    impostor(code, hq.key, wrong),
    impostor(code, wrong, hq.key),
    impostor(code, hq.key, hq.key, '0197a000-0000-7000-8000-00000000dead'),
  ]
  for (const through of answers) {
    const desk = counter('B')
    expect(await desk.exchange([], { code: enrolCode, through })).toMatchObject({ ok: false, why: 'nonsense' })
    const { branch } = await desk.start()
    expect(setting(branch.db, 'hqKey')).toBe(null)
    expect(branch.desk().letter).toBe('B')
  }
})

test('an answer lost on the way is asked for again; the device is enrolled once', async () => {
  const { hq, code, counter } = openBench()
  const desk = counter()
  const enrolCode = await hq.code(code, 'D')
  for (const fate of [{ back: null }, { bend: 'cutAnswer' as const }, { bend: 'http500' as const }])
    expect(await desk.exchange([fate], { code: enrolCode })).toMatchObject({ ok: false })
  expect(await desk.exchange([], { code: enrolCode })).toEqual({ ok: true })
  expect((await desk.start()).branch.desk()).toMatchObject({ branch: code, letter: 'D' })
  const devices = await hq.database.query('SELECT id FROM device WHERE branch = $1', [code])
  expect(devices).toEqual([{ id: (await desk.start()).branch.desk().device }])
})

test('what a computer took in before it lost its key unenrolled can be proved by nobody: it stays, and is shown as stuck', async () => {
  const bench = openBench()
  const desk = bench.counter()
  const before = await desk.register()
  expect((await desk.start()).branch.status.read().stuck).toEqual([])
  desk.machine.crash()
  rmSync(join(desk.machine.place.workspace, 'device.key'))
  await desk.start()
  const after = await desk.register()
  await desk.certified()
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await bench.numbersAtHq()).toEqual([after.number])
  const { stuck } = (await desk.start()).branch.status.read()
  expect(stuck).toEqual([{ case: before.case, number: before.number, reason: 'noCertificate', refused: null }])
})

test('a computer that dies while it enrols enrols when it is started again', async () => {
  const { hq, code, counter } = openBench()
  const desk = counter()
  const enrolCode = await hq.code(code)
  await desk.start()
  expect(await desk.exchange([{}, { back: null }], { code: enrolCode })).toMatchObject({ ok: false })
  desk.machine.crash()
  expect(await desk.exchange([], { code: enrolCode })).toEqual({ ok: true })
})

test('a code used by another device, unknown or mistyped is told apart from a bad line', async () => {
  const { hq, code, counter } = openBench()
  const enrolCode = await hq.code(code)
  await counter().exchange([], { code: enrolCode })
  const second = counter()
  expect(await second.exchange([], { code: enrolCode })).toEqual({ ok: false, why: 'code', detail: 'usedCode' })
  expect(await second.exchange([], { code: 'жоқ' })).toEqual({ ok: false, why: 'code', detail: 'malformed' })
  const unknown = `0000000000${enrolCode.replaceAll('-', '').slice(10)}`
  expect(await second.exchange([], { code: unknown })).toEqual({ ok: false, why: 'code', detail: 'unknownCode' })
})

test('a code for another branch enrols nobody: nothing is kept, both branches are named, and the code still serves at the other', async () => {
  const [there, here] = [openBench(), openBench()]
  const enrolCode = await here.hq.code(there.code)
  const desk = here.counter('B')
  const refused = { ok: false, why: 'code', detail: 'otherBranch', branch: there.code }
  expect(await desk.exchange([], { code: enrolCode })).toEqual(refused)
  const { branch } = await desk.start()
  expect(setting(branch.db, 'hqKey')).toBe(null)
  expect(certificateOf(branch.db, branch.desk().device)).toBe(null)
  expect((await desk.register()).number).toMatch(new RegExp(`^${here.code}-B`))
  expect(await there.counter().exchange([], { code: enrolCode })).toEqual({ ok: true })
})

test('a certificate for another branch is not kept, also where headquarters gives it without a look at the branch', async () => {
  const { hq, code, counter } = openBench()
  const desk = counter('B')
  const through = impostor('T9999', hq.key, hq.key)
  const refused = { ok: false, why: 'code', detail: 'otherBranch', branch: 'T9999' }
  expect(await desk.exchange([], { code: await hq.code(code), through })).toEqual(refused)
  const { branch } = await desk.start()
  expect([setting(branch.db, 'hqKey'), branch.desk().branch]).toEqual([null, code])
})

test('F-24 a database that came back without its key is another device: it says so, and what it held and holds arrives once enrolled', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const before = await desk.register()
  const device = (await desk.start()).branch.desk().device
  desk.machine.crash()
  rmSync(join(desk.machine.place.workspace, 'device.key'))
  const { branch } = await desk.start()
  expect(branch.desk().device).not.toBe(device)
  expect(branch.recovery.newLine).toBe('restored')
  const after = await desk.register()
  await desk.certified()
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await bench.numbersAtHq()).toEqual([before.number, after.number].sort())
})

test('P-10 what was registered before the enrolment keeps its number and arrives after it', async () => {
  const { hq, code, counter, numbersAtHq } = openBench()
  const desk = counter('A')
  const before = await desk.register()
  expect(before.number).toMatch(new RegExp(`^${code}-A`))
  expect(await desk.exchange([], { code: await hq.code(code, 'E') })).toEqual({ ok: true })
  const after = await desk.register()
  expect(after.number).toMatch(new RegExp(`^${code}-E`))
  await desk.exchange()
  expect(await numbersAtHq()).toEqual([before.number, after.number].sort())
  expect(await desk.deliveries()).toEqual({ [before.number]: 'at_hq', [after.number]: 'at_hq' })
})
