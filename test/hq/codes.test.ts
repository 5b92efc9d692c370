// The code service: who gets a code, how often, and what becomes of it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isConfirmed, phoneMark } from '../../domain/cases/consent.ts'
import type { Json } from '../../domain/journal/canonical.ts'
import type { CheckAnswer, CodeAnswer, CodeRequest } from '../../domain/wire/codes.ts'
import type { RunAnswer } from '../../domain/wire/exchange.ts'
import { PROTOCOL_VERSION, VERSION_HEADER } from '../../domain/wire/version.ts'
import { buildHq } from '../../hq/app.ts'
import { codeRules } from '../../hq/codeRules.ts'
import type { Gateway, Message, Sent } from '../../hq/gateway/gateway.ts'
import { primitives } from '../../trust/primitives.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { type Pen, registrationPayload, reviewRequested, takePen, uuid } from '../support/pen.ts'
import { another, codeIn, codeRequest } from './asking.ts'

const START = Date.UTC(2026, 10, 23, 5)
const now = { ms: START }
/** A gateway whose other end is the test's: it keeps what a phone would have received. */
const phone = { received: [] as Message[], says: 'accepted' as Sent | Error }
const gateway: Gateway = {
  async send(message) {
    if (phone.says instanceof Error) throw phone.says
    if (phone.says === 'accepted') phone.received.push(message)
    return phone.says
  },
}
let hq: TestHq
let pen: Pen
beforeAll(async () => {
  hq = await startHq(() => now.ms, gateway)
})
afterAll(() => hq.close())
let n = 0
beforeEach(() => {
  n += 1
  pen = takePen(hq.key, `codes ${n}`, 'B101')
  phone.received = []
  phone.says = 'accepted'
  // What one test asked must not count in the next: a day later nothing does.
  now.ms = START + n * 48 * 3_600_000
})

const request = (seed: string, wishes: Partial<CodeRequest> = {}) => codeRequest(n, seed, wishes)
const ask = async (body: CodeRequest, by = pen) => (await hq.ask(by, '/v1/codes', body)).body as CodeAnswer
const check = async (id: string, code: string, by = pen) =>
  (await hq.ask(by, `/v1/codes/${id}/check`, { code })).body as CheckAnswer
const lastCode = () => codeIn(phone.received.at(-1)?.text)

describe('a code', () => {
  test('goes to the customer’s phone in his language, names the paper and the branch, and warns of who may ask for it', async () => {
    for (const language of ['kk', 'ru', 'en'] as const) {
      await ask(request(language, { language, phone: `+7701123456${language.length}` }))
      const { text, to } = phone.received.at(-1) as Message
      expect(to).toMatch(/^\+7701/)
      expect(text).toMatch(/\b\d{6}\b/)
      expect(text).toContain('B101')
      expect(text).not.toMatch(/[{}]/)
      expect(text.length).toBeLessThan(200)
    }
    const texts = phone.received.map(({ text }) => text)
    expect(texts[0]).toContain('алаяқ')
    expect(texts[1]).toContain('мошенник')
    expect(texts[2]).toContain('fraud')
  })

  test('given back right is confirmed by headquarters’ signature over paper, words, phone and time, to be checked anywhere', async () => {
    const asked = request('right')
    expect(await ask(asked)).toMatchObject({ ok: true, attempts: codeRules.attempts })
    now.ms += 60_000
    const answer = await check(asked.request, lastCode())
    if (!answer.ok) throw new Error(answer.refusal)
    expect(isConfirmed(primitives, answer.confirmation, hq.key.publicKey)).toBe(true)
    expect(answer.confirmation.body).toEqual({
      ...{ v: 1, request: asked.request, about: asked.about, purpose: 'SVC-SUSPEND', what: asked.what },
      phone: phoneMark(primitives.sha256, asked.about, asked.phone),
      masked: '+7••••••4567',
      at: new Date(now.ms).toISOString(),
    })
    // The answer may have been lost on the way: asked again it is the same, whatever is typed.
    expect(await check(asked.request, '000000')).toEqual(answer)
  })

  test('is guessed at a few times only, then it is void, also for the right one', async () => {
    const asked = request('guess')
    await ask(asked)
    const code = lastCode()
    for (let left = codeRules.attempts - 1; left > 0; left--)
      expect(await check(asked.request, another(code))).toEqual({ ok: false, refusal: 'wrongCode', attemptsLeft: left })
    expect(await check(asked.request, another(code))).toEqual({ ok: false, refusal: 'noAttemptsLeft' })
    expect(await check(asked.request, code)).toEqual({ ok: false, refusal: 'noAttemptsLeft' })
  })

  test('tried twenty times at once is tried as often as it may be', async () => {
    const asked = request('at once')
    await ask(asked)
    const wrong = another(lastCode())
    const answers = await Promise.all(Array.from({ length: 20 }, () => check(asked.request, wrong)))
    expect(answers.filter((one) => !one.ok && one.refusal === 'wrongCode')).toHaveLength(codeRules.attempts - 1)
    expect(await check(asked.request, lastCode())).toMatchObject({ ok: false })
  })

  test('is past after its minutes', async () => {
    const asked = request('late')
    await ask(asked)
    now.ms += codeRules.validMinutes * 60_000
    expect(await check(asked.request, lastCode())).toEqual({ ok: false, refusal: 'expired' })
  })

  test('is void as soon as a newer one about the same went to the same phone', async () => {
    const first = request('first')
    await ask(first)
    const code = lastCode()
    await ask(request('second'))
    expect(await check(first.request, code)).toMatchObject({ ok: false, refusal: 'unknownRequest' })
  })

  test('is judged for the device that asked, and for no other', async () => {
    const asked = request('mine')
    await ask(asked)
    const other = takePen(hq.key, `other ${n}`, 'B101', 'B')
    expect(await check(asked.request, lastCode(), other)).toEqual({ ok: false, refusal: 'unknownRequest' })
    expect((await hq.ask(other, '/v1/codes', asked)).body).toEqual({ ok: false, refusal: 'used' })
    expect(await check(asked.request, lastCode())).toMatchObject({ ok: true })
  })

  test('is asked for by certified devices only', async () => {
    const { app } = hq
    const spoken = { [VERSION_HEADER]: String(PROTOCOL_VERSION) }
    for (const url of ['/v1/codes', `/v1/codes/${uuid('x')}/check`])
      expect(
        (await app.inject({ method: 'POST', url, headers: spoken, payload: request('stranger') })).statusCode,
      ).toBe(401)
    expect((await hq.ask(pen, '/v1/codes', { ...request('text'), text: 'Call me' })).status).toBe(400)
    expect((await hq.ask(pen, '/v1/codes', request('short', { phone: '112' }))).status).toBe(400)
    expect(phone.received).toEqual([])
  })
})

describe('how often', () => {
  test('the same request again sends nothing more', async () => {
    const asked = request('again')
    const first = await ask(asked)
    expect(await ask(asked)).toEqual(first)
    expect(phone.received).toHaveLength(1)
  })

  test('one phone answers for a few papers in an hour and a day, whoever asks', async () => {
    const from = (i: number) => takePen(hq.key, `counter ${n} ${i}`, 'B101', 'B')
    const asking = (i: number) => ask(request(`often ${i}`, { about: uuid(`paper ${n} ${i}`) }), from(i))
    for (let i = 0; i < codeRules.perPhoneHour; i++) expect((await asking(i)).ok).toBe(true)
    expect(await asking(90)).toEqual({ ok: false, refusal: 'tooOften' })
    now.ms += 3_600_000
    for (let i = 10; i < 10 + codeRules.perPhoneDay - codeRules.perPhoneHour; i++)
      expect((await asking(i)).ok).toBe(true)
    now.ms += 3_600_000
    expect(await asking(91)).toEqual({ ok: false, refusal: 'tooOften' })
    now.ms += 24 * 3_600_000
    expect((await asking(92)).ok).toBe(true)
  })

  test('asked for many times at the same moment it is sent as often as it may be', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => ask(request(`moment ${i}`, { about: uuid(`paper ${n} ${i}`) }))),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(codeRules.perPhoneHour)
    expect(phone.received).toHaveLength(codeRules.perPhoneHour)
  })

  test('a counter asks so many customers in an hour and no more', async () => {
    const asking = (i: number) => ask(request(`many ${i}`, { phone: `+7701${String(i).padStart(7, '0')}` }))
    for (let i = 0; i < codeRules.perDeviceHour; i++) expect((await asking(i)).ok).toBe(true)
    expect(await asking(999)).toEqual({ ok: false, refusal: 'tooOften' })
  })
})

describe('a gateway', () => {
  test.each([
    ['refused', 'notDelivered'],
    ['later', 'later'],
    [new Error('down'), 'later'],
  ] as const)('that says %s sends no code, and the phone is not counted', async (says, refusal) => {
    phone.says = says as Sent | Error
    for (let i = 0; i < codeRules.perPhoneHour + 1; i++)
      expect(await ask(request(`no ${i}`))).toEqual({ ok: false, refusal })
    phone.says = 'accepted'
    expect(await ask(request('yes'))).toMatchObject({ ok: true })
    expect(await check(request('no 0').request, '000000')).toMatchObject({ refusal: 'unknownRequest' })
  })

  test('that does not know what became of a message has perhaps sent it: the code counts, also in the limits', async () => {
    const given: Message[] = []
    const silent: Gateway = {
      send: (message) => {
        given.push(message)
        return Promise.resolve('unknown')
      },
    }
    const { checkCode, sendCode } = await import('../../hq/codes.ts')
    const mine = { ...hq, gateway: silent }
    const asking = (i: number) =>
      sendCode(mine, pen.certificate, request(`silent ${i}`, { about: uuid(`p ${n} ${i}`) }))
    for (let i = 0; i < codeRules.perPhoneHour; i++)
      expect(await asking(i)).toMatchObject({ ok: true, attempts: codeRules.attempts })
    expect(await asking(90)).toEqual({ ok: false, refusal: 'tooOften' })
    const { id, text } = given[0] as Message
    expect(await checkCode(mine, pen.certificate, id, /\d{6}/.exec(text)?.[0] ?? '')).toMatchObject({ ok: true })
  })

  test('that is not there is named', async () => {
    const app = await buildHq({ ...hq, gateway: null })
    const { sendCode } = await import('../../hq/codes.ts')
    expect(await sendCode({ ...hq, gateway: null }, pen.certificate, request('none'))).toEqual({
      ok: false,
      refusal: 'noGateway',
    })
    await app.close()
  })
})

describe('R-044 headquarters holds the rule whatever a device says', () => {
  const accept = (id: string) => ({
    type: 'caseAccepted',
    case: id,
    by: uuid('lead'),
    payload: { command: uuid(`accept ${id}`), incompleteBecause: 'in a hurry' },
  })
  const stateOf = async (number: string) => {
    const { body } = await hq.admin('GET', `/v1/cases/${number}`)
    return (body as { cases: { body: { state: string; marks: string[]; conflicts: { reason: string }[] } }[] }).cases[0]
      ?.body
  }
  const portOut = (seed: string): Record<string, Json> => ({
    ...registrationPayload(seed, 1, 'B101'),
    type: 'NUM-PORT',
    answers: { last_name: 'Сейітова', first_name: 'Гүлнар', port_numbers: ['+77011234567'] },
    missing: [],
    marks: [],
  })

  test.each([
    ['that a device left the consent out of', {}],
    ['of a version that headquarters does not know', { formVersion: 99 }],
    [
      'that says a signature will do, where the form says a code',
      { formVersion: 99, consent: { ways: ['signature'], what: 'a'.repeat(64), phones: [] } },
    ],
  ])('R-044 a case %s is kept, its acceptance is a conflict', async (_, lies) => {
    const id = uuid(`lie ${n}`)
    const event = pen.register(id, { ...portOut(`lie ${n}`), ...lies })
    pen.write(reviewRequested(id), accept(id))
    const { body } = await hq.ask(pen, '/v1/runs', pen.run())
    expect(body).toMatchObject({ verdict: 'admitted', refusals: [] })
    const { number } = JSON.parse(event.payload) as { number: string }
    expect(await stateOf(number)).toMatchObject({
      state: 'in_review',
      marks: expect.arrayContaining(['consent_due', 'conflict']),
      conflicts: [{ reason: 'consentMissing' }],
    })
  })

  test('R-044 a confirmation that headquarters did not sign is refused with its reason, its bytes are kept; its own counts', async () => {
    const id = uuid(`confirmed ${n}`)
    const payload = portOut(`confirmed ${n}`)
    const event = pen.register(id, payload)
    pen.write(reviewRequested(id))
    const { number } = JSON.parse(event.payload) as { number: string }
    const { whatOf } = await import('../../domain/cases/consent.ts')
    const { shippedCatalogue } = await import('../support/catalogue.ts')
    const form = shippedCatalogue().forms.find(({ code }) => code === 'NUM-PORT')
    if (!form) throw new Error('no form')
    const { answers, command } = payload as unknown as { answers: Record<string, string>; command: string }
    const what = whatOf(primitives.sha256, form, answers)
    const asked = request('confirm', { about: command, what, form: { code: 'NUM-PORT', version: 1 } })
    await ask(asked)
    const answer = await check(asked.request, lastCode())
    if (!answer.ok) throw new Error(answer.refusal)
    const given = (confirmation: typeof answer.confirmation, seed: string) => ({
      ...{ type: 'consentGiven', case: id, by: uuid('clerk') },
      payload: { command: uuid(seed), seenBy: uuid('clerk'), way: 'code', confirmation },
    })
    const forged = { ...answer.confirmation, signature: pen.key.sign('something') }
    pen.write(given(forged, 'forged'))
    pen.write(accept(id))
    const first = (await hq.ask(pen, '/v1/runs', pen.run())).body as RunAnswer
    expect(first).toMatchObject({ verdict: 'admitted', refusals: [{ reason: 'consent' }] })
    expect(await stateOf(number)).toMatchObject({ state: 'in_review' })
    pen.write(given(answer.confirmation, 'genuine'))
    pen.write({ ...accept(id), payload: { command: uuid('again'), incompleteBecause: null } })
    await hq.ask(pen, '/v1/runs', pen.run(6))
    expect(await stateOf(number)).toMatchObject({ state: 'received_hq' })
  })
})
