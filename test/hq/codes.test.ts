// The code service: who gets a code, how often, what becomes of it, and that it is nowhere afterwards.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createLine, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import smpp from 'smpp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isConfirmed, phoneMark } from '../../domain/cases/consent.ts'
import type { Json } from '../../domain/journal/canonical.ts'
import type { CheckAnswer, CodeAnswer, CodeRequest } from '../../domain/wire/codes.ts'
import type { RunAnswer } from '../../domain/wire/exchange.ts'
import { buildHq } from '../../hq/app.ts'
import { codeRules } from '../../hq/codeRules.ts'
import { chooseGateway } from '../../hq/gateway/choose.ts'
import { fileGateway } from '../../hq/gateway/file.ts'
import type { Gateway, Message, Sent } from '../../hq/gateway/gateway.ts'
import { httpGateway } from '../../hq/gateway/http.ts'
import { smppGateway } from '../../hq/gateway/smpp.ts'
import { primitives } from '../../trust/primitives.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { type Pen, registrationPayload, takePen, uuid } from '../support/pen.ts'

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

const request = (seed: string, wishes: Partial<CodeRequest> = {}): CodeRequest => ({
  request: uuid(`request ${n} ${seed}`),
  about: uuid(`about ${n}`),
  phone: '+77011234567',
  form: { code: 'SVC-SUSPEND', version: 1 },
  what: 'a'.repeat(64),
  language: 'ru',
  ...wishes,
})
const ask = async (body: CodeRequest, by = pen) => (await hq.ask(by, '/v1/codes', body)).body as CodeAnswer
const check = async (id: string, code: string, by = pen) =>
  (await hq.ask(by, `/v1/codes/${id}/check`, { code })).body as CheckAnswer
const lastCode = () => /\d{6}/.exec(phone.received.at(-1)?.text ?? '')?.[0] ?? ''
const another = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

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
    for (const url of ['/v1/codes', `/v1/codes/${uuid('x')}/check`])
      expect((await app.inject({ method: 'POST', url, payload: request('stranger') })).statusCode).toBe(401)
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

  test('of the demo does not start outside a demo, and one that others could read does not start at all', () => {
    const folder = mkdtempSync(join(tmpdir(), 'okno-gateway-'))
    expect(() => chooseGateway({ HQ_GATEWAY: 'file' }, folder)).toThrow(/demo only/)
    expect(chooseGateway({}, folder)).toBeNull()
    expect(chooseGateway({ HQ_DEMO: '1' }, folder)?.shown).toBe(true)
    const http = { HQ_GATEWAY: 'http', HQ_GATEWAY_SECRET: 'sixteen-letters-' }
    expect(() => chooseGateway({ ...http, HQ_GATEWAY_URL: 'http://sms.example' }, folder)).toThrow()
    expect(chooseGateway({ ...http, HQ_GATEWAY_URL: 'https://sms.example' }, folder)?.shown).toBeUndefined()
    expect(() => chooseGateway({ ...http, HQ_GATEWAY_URL: 'smpp://sms.example' }, folder)).toThrow(/https/)
    const centre = { HQ_GATEWAY: 'smpp', HQ_GATEWAY_URL: 'smpps://sms.example:3550', HQ_GATEWAY_SECRET: 'secret' }
    expect(() => chooseGateway(centre, folder)).toThrow(/_SYSTEM/)
    expect(chooseGateway({ ...centre, HQ_GATEWAY_SYSTEM: 'okno', HQ_GATEWAY_SENDER: 'OKNO' }, folder)).not.toBeNull()
    rmSync(folder, { recursive: true })
  })

  test('over HTTP gets id, number, text and secret once; its answer decides', async () => {
    const answers = [202, 400, 429, 503, 500, 502, 302]
    const heard: { body: string; secret: unknown; key: unknown }[] = []
    const server = createServer((asked, answer) => {
      let body = ''
      asked.on('data', (part: Buffer) => (body += part.toString()))
      asked.on('end', () => {
        heard.push({ body, secret: asked.headers.authorization, key: asked.headers['idempotency-key'] })
        const location = `http://127.0.0.1:${address.port}/elsewhere`
        answer.writeHead(answers.shift() ?? 200, { location }).end('the text comes back')
      })
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const address = server.address() as { port: number }
    const http = httpGateway(`http://127.0.0.1:${address.port}/send`, 'the-secret')
    const message = { id: uuid('m'), to: '+77011234567', text: 'Код 123456' }
    const said: Sent[] = []
    while (answers.length > 0) said.push(await http.send(message))
    expect(said).toEqual(['accepted', 'refused', 'later', 'later', 'unknown', 'unknown', 'later'])
    expect(heard).toHaveLength(7)
    expect(heard[0]).toEqual({ body: JSON.stringify(message), secret: 'Bearer the-secret', key: message.id })
    server.close()
    expect(await http.send(message)).toBe('later')
  })

  test.each(['says nothing', 'breaks the line'])(
    'over HTTP that has the message and %s leaves open whether it goes',
    async (how) => {
      let heard = 0
      const server = createServer((asked) => {
        asked.resume().on('end', () => {
          heard += 1
          if (how === 'breaks the line') asked.socket.destroy()
        })
      })
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
      const { port } = server.address() as { port: number }
      const http = httpGateway(`http://127.0.0.1:${port}/send`, 'the-secret', 300)
      expect(await http.send({ id: uuid('m'), to: '+77011234567', text: 'Код 123456' })).toBe('unknown')
      expect(heard).toBe(1)
      server.closeAllConnections()
      server.close()
    },
  )

  test('over a line that never stood nothing was sent, however long it took', async () => {
    const lines: Socket[] = []
    const server = createLine((line) => lines.push(line))
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const { port } = server.address() as { port: number }
    const message = { id: uuid('m'), to: '+77011234567', text: 'Код 123456' }
    const centre = { url: `smpp://127.0.0.1:${port}`, system: 'okno', password: 'secret', sender: 'OKNO' }
    // Nobody answers the TLS greeting, nobody answers the bind.
    expect(await httpGateway(`https://127.0.0.1:${port}/send`, 'the-secret', 300).send(message)).toBe('later')
    expect(await smppGateway(centre, 300).send(message)).toBe('later')
    expect(lines).toHaveLength(2)
    for (const line of lines) line.destroy()
    server.close()
  })
})

describe('a message centre over SMPP', () => {
  type Heard = { to: unknown; from: unknown; text: string }
  /** A message centre of the same package, with one account. */
  async function centre(status: () => number | 'silent' | 'broken') {
    const heard: Heard[] = []
    const server = smpp.createServer((session) => {
      session.on('error', () => {})
      session.on('bind_transmitter', (pdu) => {
        const known = pdu.system_id === 'okno' && pdu.password === 'secret'
        session.send(pdu.response({ command_status: known ? smpp.ESME_ROK : smpp.ESME_RBINDFAIL }))
      })
      session.on('submit_sm', (pdu) => {
        const payload = pdu.message_payload as { message: string } | Buffer
        const text = Buffer.isBuffer(payload) ? payload.swap16().toString('utf16le') : payload.message
        heard.push({ to: pdu.destination_addr, from: pdu.source_addr, text })
        const says = status()
        if (says === 'broken') session.destroy()
        else if (says !== 'silent') session.send(pdu.response({ command_status: says }))
      })
      session.on('unbind', (pdu) => session.send(pdu.response()))
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()))
    const { port } = server.address() as { port: number }
    const at = (password: string) =>
      smppGateway({ url: `smpp://127.0.0.1:${port}`, system: 'okno', password, sender: 'OKNO' }, 2_000)
    return { heard, at, close: () => server.close() }
  }
  test.each(['silent', 'broken'] as const)(
    'that has the message and is %s leaves open whether it goes',
    async (says) => {
      const { heard, at, close } = await centre(() => says)
      expect(await at('secret').send(message)).toBe('unknown')
      expect(heard).toHaveLength(1)
      close()
    },
  )

  const message = { id: uuid('smpp'), to: '+77011234567', text: 'Код 123456: Нөмірді көшіру. Өтініш – ғана' }

  test('gets the number and every letter of Kazakh, and its answer decides', async () => {
    const says = { status: smpp.ESME_ROK }
    const { heard, at, close } = await centre(() => says.status)
    expect(await at('secret').send(message)).toBe('accepted')
    expect(heard).toEqual([{ to: '77011234567', from: 'OKNO', text: message.text }])
    says.status = smpp.ESME_RINVDSTADR
    expect(await at('secret').send(message)).toBe('refused')
    says.status = smpp.ESME_RTHROTTLED
    expect(await at('secret').send(message)).toBe('later')
    expect(await at('wrong').send(message)).toBe('later')
    expect(heard).toHaveLength(3)
    close()
    expect(await at('secret').send(message)).toBe('later')
  })
})

describe('R-044 a code is never stored', () => {
  let folder: string
  let mine: TestHq
  const log: string[] = []
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'okno-messages-'))
    mine = await startHq(() => now.ms, fileGateway(folder))
  })
  afterEach(async () => {
    await mine.close()
    rmSync(folder, { recursive: true })
  })

  test('R-044 after use, misuse and expiry neither the database nor the log nor the message folder holds the code', async () => {
    const stream = new Writable({
      write(part: Buffer, _, done) {
        log.push(part.toString())
        done()
      },
    })
    const app = await buildHq(mine, { level: 'trace', stream })
    const asking = { ...mine, app }
    const own = takePen(mine.key, 'never stored', 'B102')
    const post = async (url: string, body: object) => {
      const payload = JSON.stringify(body)
      const headers = {
        'content-type': 'application/json',
        'okno-certificate': Buffer.from(JSON.stringify(own.certificate)).toString('base64url'),
        'okno-signature': own.key.sign(`okno-request-1\nPOST ${url}\n${primitives.sha256(payload)}`),
      }
      return (await asking.app.inject({ method: 'POST', url, payload, headers })).json() as unknown
    }
    const codes: string[] = []
    const open = async (seed: string) => {
      const asked = request(seed, { about: uuid(seed) })
      expect(await post('/v1/codes', asked)).toMatchObject({ ok: true })
      const code =
        /\d{6}/.exec(readFileSync(join(folder, `${asked.request}.txt`), 'utf8').split('\n')[1] ?? '')?.[0] ?? ''
      expect(code).toMatch(/^\d{6}$/)
      codes.push(code)
      return { asked, code, try: (typed: string) => post(`/v1/codes/${asked.request}/check`, { code: typed }) }
    }
    const used = await open('used')
    expect(await used.try(used.code)).toMatchObject({ ok: true })
    const misused = await open('misused')
    for (let i = 0; i < codeRules.attempts; i++) await misused.try(another(misused.code))
    const late = await open('late')
    now.ms += codeRules.validMinutes * 60_000
    await late.try(late.code)

    expect(readdirSync(folder)).toEqual([])
    const rows = JSON.stringify(await mine.database.query('SELECT * FROM code_request'))
    expect(JSON.parse(rows)).toHaveLength(3)
    for (const code of codes) {
      expect(rows).not.toContain(code)
      expect(log.join('')).not.toContain(code)
    }
    expect(rows).not.toContain('7701123')
    expect(log.length).toBeGreaterThan(0)
    expect(await mine.database.query('SELECT 1 FROM code_request WHERE digest IS NOT NULL')).toEqual([])
    await app.close()
  })

  test('R-044 while a code is on its way the database holds neither it nor a hash that could be tried through', async () => {
    const own = takePen(mine.key, 'digest', 'B103')
    const asked = request('digest')
    expect((await mine.ask(own, '/v1/codes', asked)).body).toMatchObject({ ok: true })
    const text = readFileSync(join(folder, `${asked.request}.txt`), 'utf8').split('\n')[1] ?? ''
    const code = /\d{6}/.exec(text)?.[0] ?? ''
    const [row] = await mine.database.query<Record<string, unknown>>('SELECT * FROM code_request')
    expect(JSON.stringify(row)).not.toContain(code)
    // Whoever has the rows but not headquarters' key finds no plain hash of the code with anything that stands beside it.
    const beside = Object.values(row ?? {}).map(String)
    for (const part of ['', ...beside])
      for (const tried of [`${part}${code}`, `${code}${part}`, `${part}\n${code}`, `code\n${part}\n${code}`])
        expect(row?.digest).not.toBe(primitives.sha256(tried))
  })

  test('codes are spread over all that they can be', async () => {
    const seen = new Set<string>()
    for (let i = 0; i < 30; i++) {
      await mine.ask(
        takePen(mine.key, `spread ${i}`, 'B104'),
        '/v1/codes',
        request(`s ${i}`, { phone: `+770112300${String(i).padStart(2, '0')}` }),
      )
      const file = readFileSync(join(folder, `${uuid(`request ${n} s ${i}`)}.txt`), 'utf8').split('\n')[1] ?? ''
      seen.add(/\d{6}/.exec(file)?.[0] ?? '')
    }
    expect(seen.size).toBeGreaterThan(28)
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
    pen.write(accept(id))
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
    await hq.ask(pen, '/v1/runs', pen.run(5))
    expect(await stateOf(number)).toMatchObject({ state: 'accepted' })
  })
})
