import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPublished, type PublishedForm } from '../../domain/forms/publication.ts'
import { canonical, type Json } from '../../domain/journal/canonical.ts'
import { formsAnswer } from '../../domain/wire/exchange.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import { readData } from '../support/catalogue.ts'
import { ADMIN_TOKEN, startHq, type TestHq } from '../support/hq.ts'
import { type Pen, takePen } from '../support/pen.ts'

let hq: TestHq
let pen: Pen
beforeAll(async () => {
  hq = await startHq()
  pen = takePen(hq.key, 'forms', 'F001')
})
afterAll(() => hq.close())

type Definition = { [key: string]: Json }
/** A sound definition under another name, so that each test has a form of its own. */
const definition = (code: string, version: number, change: Definition = {}): Definition => ({
  ...(readData('forms/DOC-DUP.json') as Definition),
  code,
  version,
  ...change,
})
const publish = (form: Json, force?: boolean) =>
  hq.admin('POST', '/v1/admin/forms', { form, ...(force !== undefined && { force }) })
const rows = (code: string) =>
  hq.database.query<{ version: number; body: string }>(
    'SELECT version, body FROM form_version WHERE code = $1 ORDER BY version',
    [code],
  )
/** What a device gets that has seen everything but the named forms, which it has in these versions. */
async function asked(have: Record<string, number>, codes = Object.keys(have)): Promise<PublishedForm[]> {
  const others = await hq.database.query<{ code: string; version: number }>(
    'SELECT code, max(version)::int AS version FROM form_version WHERE NOT code = ANY($1) GROUP BY code',
    [codes],
  )
  const all = { ...Object.fromEntries(others.map(({ code, version }) => [code, version])), ...have }
  const { status, body } = await hq.ask(pen, '/v1/forms', { have: all })
  expect(status).toBe(200)
  return formsAnswer.parse(body).forms
}

describe('a published form version', () => {
  test('goes out as the frozen bytes of its definition, signed together with its name', async () => {
    const form = definition('SENT-OUT', 2)
    expect(await publish(form)).toEqual({ status: 200, body: { form: 'SENT-OUT', version: 2, faults: [] } })
    const [sent, ...others] = await asked({ 'SENT-OUT': 1 })
    if (!sent) throw new Error('nothing came')
    expect(others).toEqual([])
    expect(sent).toMatchObject({ code: 'SENT-OUT', version: 2, body: canonical(form) })
    const { publicKey } = hq.key
    expect(isPublished(primitives, sent, publicKey)).toBe(true)
    expect(isPublished(primitives, sent, keyPair(newPrivateKey()).publicKey)).toBe(false)
    for (const forged of [{ version: 9 }, { code: 'DOC-DUP' }, { body: `${sent.body} ` }, { signature: '' }])
      expect(isPublished(primitives, { ...sent, ...forged }, publicKey)).toBe(false)
  })

  test('is offered only where it is newer, the lower versions first, a few at a time until none is left', async () => {
    for (const version of [1, 2, 3, 5, 8, 9, 10, 11, 12, 13]) await publish(definition('MANY-OF', version))
    await publish(definition('ALSO-ONE', 1))
    const versions = async (have: number) => (await asked({ 'MANY-OF': have })).map(({ version }) => version)
    expect(await versions(13)).toEqual([])
    expect(await versions(20)).toEqual([])
    expect(await versions(4)).toEqual([5, 8, 9, 10, 11, 12, 13])
    const first = await asked({}, ['MANY-OF', 'ALSO-ONE'])
    expect(first.map(({ code, version }) => `${code} ${version}`)).toEqual([
      ...['ALSO-ONE 1', 'MANY-OF 1', 'MANY-OF 2', 'MANY-OF 3'],
      ...['MANY-OF 5', 'MANY-OF 8', 'MANY-OF 9', 'MANY-OF 10'],
    ])
    expect(await versions(10)).toEqual([11, 12, 13])
  })

  test('is the highest of its form, or it is refused; the same bytes again are no second publication', async () => {
    const form = definition('ONLY-UP', 4)
    await publish(form)
    const again = Object.fromEntries(Object.entries(form).reverse())
    expect(await publish(again)).toMatchObject({ status: 200 })
    const notNewer = { status: 409, body: { code: 'notNewer', newest: 4, next: 5 } }
    expect(await publish({ ...form, since: '2026-12-01' })).toEqual(notNewer)
    expect(await publish({ ...form, version: 3 })).toEqual(notNewer)
    expect(await rows('ONLY-UP')).toEqual([{ version: 4, body: canonical(form) }])
  })

  test('does not take the number of what ships with the program, unless it is the same; the next free one is named', async () => {
    const shipped = readData('forms/DOC-DUP.json') as Definition & { version: number }
    const { version } = shipped
    for (const taken of [version - 1, version])
      expect(await publish({ ...shipped, version: taken, since: '2026-12-01' }, true)).toEqual({
        ...{ status: 409, body: { code: 'notNewer', newest: version, next: version + 1 } },
      })
    expect(await publish(shipped)).toMatchObject({ status: 200, body: { version } })
    expect(await rows('DOC-DUP')).toEqual([{ version, body: canonical(shipped) }])
    expect(await publish({ ...shipped, version: version + 1 })).toMatchObject({ status: 200 })
    expect(await publish({ ...shipped, version: version + 1, since: '2026-12-01' })).toMatchObject({
      ...{ status: 409, body: { newest: version + 1, next: version + 2 } },
    })
  })

  test('is never changed or deleted', async () => {
    await publish(definition('NO-CHANGE', 1))
    await expect(hq.database.query("UPDATE form_version SET body = '{}'")).rejects.toThrow(/never changed/)
    await expect(hq.database.query('DELETE FROM form_version')).rejects.toThrow(/never changed/)
  })
})

describe('a definition that the meta-schema of headquarters refuses', () => {
  const faulty = definition('NEWER-KIND', 2, { fields: [{ key: 'colour', type: { kind: 'colour' } }] })

  test('is answered with its faults by path and not published', async () => {
    const { status, body } = await publish(faulty)
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'faulty' })
    expect((body as { faults: { path: string }[] }).faults.map(({ path }) => path)).toContain('fields.colour.type.kind')
    expect(await rows('NEWER-KIND')).toEqual([])
  })

  test('is published when the administrator insists: it may be for newer programs', async () => {
    expect(await publish(faulty, true)).toMatchObject({ status: 200, body: { form: 'NEWER-KIND', version: 2 } })
    expect(await asked({ 'NEWER-KIND': 1 })).toMatchObject([{ body: canonical(faulty) }])
  })

  test.each<[string, Json]>([
    ['without a code', { version: 1 }],
    ['with a code that no form can have', { code: 'x\ny', version: 1 }],
    ['without a whole version', { code: 'NO-NUMBER', version: 1.5 }],
    ['with a version no database holds', { code: 'TOO-HIGH', version: 2 ** 31 }],
    ['that is no object', 'ACC-DEREG'],
    ['with a text that has no single form as bytes', { code: 'LONE-HALF', version: 1, title: '\ud800' }],
  ])('%s it is not published, whoever insists', async (_, form) => {
    expect((await publish(form, true)).status).toBe(400)
  })
})

test('only the administrator publishes', async () => {
  for (const authorization of [undefined, 'Bearer guess', ADMIN_TOKEN.slice(1)]) {
    const answer = await hq.app.inject({
      method: 'POST',
      url: '/v1/admin/forms',
      payload: { form: definition('BY-STRANGER', 1) },
      headers: { ...(authorization && { authorization }) },
    })
    expect(answer.statusCode).toBe(401)
  }
  expect((await hq.ask(pen, '/v1/admin/forms', { form: definition('BY-DEVICE', 1) })).status).toBe(401)
  expect([...(await rows('BY-STRANGER')), ...(await rows('BY-DEVICE'))]).toEqual([])
})

test('only a certified device is answered, and only what it asked properly', async () => {
  const ask = (body: unknown, headers = {}) => hq.ask(pen, '/v1/forms', body, headers)
  expect((await ask({ have: {} }, { 'okno-signature': '' })).status).toBe(401)
  expect((await ask({ have: {} }, { 'okno-signature': pen.key.sign('another body') })).status).toBe(401)
  const stranger = takePen(keyPair(newPrivateKey()), 'stranger', 'F001')
  expect((await hq.ask(stranger, '/v1/forms', { have: {} })).status).toBe(401)
  for (const have of [null, { 'ACC-DEREG': '1' }, { 'ACC-DEREG': 0 }, { 'no code': 1 }, { 'ACC-DEREG': 2 ** 31 }])
    expect((await ask({ have })).status).toBe(400)
})
