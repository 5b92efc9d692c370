// Consent from the counter's calls to a real headquarters and back: by code, and deferred in an outage.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Case } from '../../domain/cases/case.ts'
import type { Answers } from '../../domain/forms/schema.ts'
import { certify } from '../../domain/journal/certificate.ts'
import { exchangeOnce } from '../../electron/branch/courier/exchange.ts'
import { type Fetch, linkTo } from '../../electron/branch/courier/link.ts'
import { enrolled } from '../../electron/branch/handover.ts'
import { type OpenBranch, openBranch } from '../../electron/branch/open.ts'
import type {
  CaseDetail,
  CheckedCode,
  ConsentState,
  Draft,
  Registration,
  RequestedCode,
} from '../../electron/contract.ts'
import { codeRules } from '../../hq/codeRules.ts'
import type { Message } from '../../hq/gateway/gateway.ts'
import { messageFor } from '../../renderer/consent/message.ts'
import { clerk, knowledgeForTests, lead, seededBytes } from '../branch/bench.ts'
import { another, codeIn } from '../hq/asking.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { holdLine } from './parts/holding.ts'

const now = { ms: Date.UTC(2026, 10, 23, 5) }
const received: Message[] = []
const line = { down: false, loseAnswer: false }
const folder = mkdtempSync(join(tmpdir(), 'okno-consent-'))
let hq: TestHq
let open: OpenBranch

const fetch: Fetch = async (url, { headers, body }) => {
  if (line.down) throw new Error('no network')
  const answer = await hq.app.inject({ method: 'POST', url: new URL(url).pathname, headers, payload: body })
  if (line.loseAnswer) throw new Error('the answer is lost')
  return new Response(answer.body, { status: answer.statusCode })
}

const at = (workspace: string) =>
  openBranch({
    ...{ workspace, state: join(folder, 'state'), data: 'data', knowledge: knowledgeForTests(), letter: 'A' },
    ...{ version: 'test', clock: () => now.ms, random: seededBytes(7), demo: true, backups: false },
    pinCost: { N: 16, r: 1, p: 1 },
  })

beforeAll(async () => {
  hq = await startHq(() => now.ms, {
    send: (message) => {
      received.push(message)
      return Promise.resolve('accepted')
    },
  })
  open = await at(join(folder, 'workspace'))
  const { branch } = open
  const { device } = branch.desk()
  const body = { v: 1 as const, device, branch: '0712', letter: 'A', publicKey: branch.keys.publicKey }
  enrolled(branch, certify({ ...body, issuedAt: new Date(now.ms).toISOString() }, hq.key.sign), hq.key.publicKey)
  branch.link = linkTo('https://hq.test', branch.keys.sign, fetch)
  await call('session.signIn', clerk)
})
afterAll(async () => {
  await open.close()
  await hq.close()
  rmSync(folder, { recursive: true })
})

const call = async <T>(path: string, input: object) => (await open.call(path, input)) as T
const lastCode = () => codeIn(received.at(-1)?.text)
let customers = 0
/** Each customer has a phone of his own. */
const nextPhone = () => `+7701${String(2_000_000 + ++customers)}`
const person = { last_name: 'Қасымова', first_name: 'Айгүл' }

async function draftOf(type: string, answers: Answers): Promise<Draft> {
  const opened = await call<{ ok: true; draft: Draft }>('drafts.open', { type, answers })
  return opened.draft
}
const save = (draft: Draft, changes: Partial<Draft>) => {
  const { id, type, answers, kept, stepsDone, papers, focus } = { ...draft, ...changes }
  return call('drafts.save', { id, type, answers, kept, stepsDone, papers, focus })
}
const stateOf = (of: object) => call<ConsentState>('consent.state', { of })
const request = async (of: object, phone = 0) => {
  const asked = await call<RequestedCode>('consent.request', { of, phone })
  if (!asked.ok) throw new Error(asked.refusal.code)
  return asked.request
}
const registerDraft = async (draft: Draft) => {
  const answer = await call<Registration>('cases.register', { draft: draft.id })
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.receipt.case
}
const accept = async (id: string, because: string | null = 'the rest comes tomorrow') => {
  await call('session.signIn', lead)
  const command = crypto.randomUUID()
  const answer = await call<{ ok: boolean; refusal?: { code: string } }>('cases.accept', {
    id,
    command,
    incompleteBecause: because,
  })
  await call('session.signIn', clerk)
  return answer.ok ? 'accepted' : answer.refusal?.code
}
const detail = (id: string) => call<CaseDetail>('cases.detail', { id })
const carry = async () => {
  line.down = false
  expect(await exchangeOnce(open.branch, linkTo('https://hq.test', open.branch.keys.sign, fetch))).toEqual({ ok: true })
}
const atHq = async (id: string) => {
  const [row] = await hq.database.query<{ body: Case }>('SELECT body FROM case_record WHERE id = $1', [id])
  return row?.body
}

test('R-044 a code asked for while the paper is filled in counts for the case that is made of it, here and at headquarters', async () => {
  const phone = nextPhone()
  const draft = await draftOf('SVC-SUSPEND', { ...person, phone, action: 'resume', answer_lang: 'kk' })
  const of = { draft: draft.id }
  expect(await stateOf(of)).toMatchObject({ wanted: { ways: ['code', 'signature'], stands: false }, request: null })
  const asked = await request(of)
  expect(received.at(-1)).toMatchObject({ to: phone, text: expect.stringContaining('алаяқ') })
  expect(await stateOf(of)).toMatchObject({ request: { id: asked, phone: 0, attemptsLeft: codeRules.attempts } })
  expect(await call<CheckedCode>('consent.check', { request: asked, code: another(lastCode()) })).toEqual({
    ok: false,
    refusal: { code: 'wrongCode', attemptsLeft: codeRules.attempts - 1 },
  })
  expect(await call('consent.check', { request: asked, code: lastCode() })).toEqual({ ok: true })
  expect(await stateOf(of)).toMatchObject({
    wanted: { stands: true },
    given: [{ way: 'code', seenBy: 'Әбенова С. Н.' }],
  })

  const id = await registerDraft(draft)
  expect((await detail(id)).history.map(({ type }) => type)).toEqual([
    ...['caseRegistered', 'codeRequested', 'consentGiven', 'reviewRequested'],
  ])
  expect((await detail(id)).row.marks).not.toContain('consent_due')
  expect(await accept(id)).toBe('accepted')
  await carry()
  expect(await atHq(id)).toMatchObject({ state: 'received_hq', conflicts: [] })
})

test('R-044 in an outage the step is deferred, never skipped: the case is taken in, waits, and is done when the line is back', async () => {
  line.down = true
  const draft = await draftOf('NUM-PORT', { ...person, phone: nextPhone(), port_numbers: [nextPhone(), nextPhone()] })
  expect(await call('consent.request', { of: { draft: draft.id }, phone: 0 })).toEqual({
    ok: false,
    refusal: { code: 'deferred' },
  })
  const id = await registerDraft(draft)
  expect((await detail(id)).row.marks).toContain('consent_due')
  expect(await accept(id)).toBe('consentMissing')
  expect((await detail(id)).acceptObstacle).toBe('roleMayNot')
  await carry()
  expect(await atHq(id)).toMatchObject({ state: 'in_review', marks: expect.arrayContaining(['consent_due']) })

  const of = { case: id }
  for (const phone of [0, 1]) {
    expect(await accept(id)).toBe('consentMissing')
    const asked = await request(of, phone)
    expect(await call('consent.check', { request: asked, code: lastCode() })).toEqual({ ok: true })
  }
  expect((await detail(id)).row.marks).not.toContain('consent_due')
  expect(await accept(id)).toBe('accepted')
  await carry()
  expect(await atHq(id)).toMatchObject({ state: 'received_hq', conflicts: [] })
})

test('the same code on its way twice at once is one consent, and one registered meanwhile is asked for once', async () => {
  const typesOf = async (id: string) => (await detail(id)).history.map(({ type }) => type)
  const id = await registerDraft(await draftOf('SVC-SUSPEND', { ...person, phone: nextPhone(), action: 'resume' }))
  const asked = await request({ case: id })
  const first = holdLine(open.branch, fetch)
  const both = [1, 2].map(() => call('consent.check', { request: asked, code: lastCode() }))
  await first.waiting(2)
  first.open()
  expect(await Promise.all(both)).toEqual([{ ok: true }, { ok: true }])
  expect(await typesOf(id)).toEqual(['caseRegistered', 'reviewRequested', 'codeRequested', 'consentGiven'])

  const draft = await draftOf('SVC-SUSPEND', { ...person, phone: nextPhone(), action: 'resume' })
  const before = await request({ draft: draft.id })
  const second = holdLine(open.branch, fetch)
  const checking = call('consent.check', { request: before, code: lastCode() })
  await second.waiting(1)
  const made = await registerDraft(draft)
  second.open()
  expect(await checking).toEqual({ ok: true })
  expect((await typesOf(made)).toSorted()).toEqual([
    'caseRegistered',
    'codeRequested',
    'consentGiven',
    'reviewRequested',
  ])
})

test('a paper changed after the code is another paper: the code no longer counts, and the window says so', async () => {
  const draft = await draftOf('MONEY-INQ', { ...person, phone: nextPhone(), mt_kind: 'refund_request', payee: 'А' })
  const of = { draft: draft.id }
  const asked = await request(of)
  const message = { request: asked, text: 'the demo’s message' }
  expect(messageFor(await stateOf(of), message)).toBe(message.text)
  await save(draft, { answers: { ...draft.answers, phone: nextPhone() } })
  // Nobody holds that phone in his hand any more.
  expect(messageFor(await stateOf(of), message)).toBeNull()
  await save(draft, { answers: draft.answers })
  await call('consent.check', { request: asked, code: lastCode() })
  await save(draft, { answers: { ...draft.answers, patronymic: 'Ержанқызы' } })
  expect(await stateOf(of)).toMatchObject({ wanted: { stands: true }, outdated: false })
  await save(draft, { answers: { ...draft.answers, payee: 'Б' } })
  expect(await stateOf(of)).toMatchObject({ wanted: { stands: false }, outdated: true })
  const id = await registerDraft(draft)
  expect(await accept(id)).toBe('consentMissing')
})

test('answers lost on the way cost nothing: the code is asked for again, the right code is confirmed again', async () => {
  const draft = await draftOf('SVC-SUSPEND', { ...person, phone: nextPhone(), action: 'suspend' })
  const of = { draft: draft.id }
  line.loseAnswer = true
  expect(await call('consent.request', { of, phone: 0 })).toMatchObject({ refusal: { code: 'deferred' } })
  line.loseAnswer = false
  const asked = await request(of)
  const code = lastCode()
  line.loseAnswer = true
  expect(await call('consent.check', { request: asked, code })).toMatchObject({ refusal: { code: 'deferred' } })
  line.loseAnswer = false
  expect(await call('consent.check', { request: asked, code })).toEqual({ ok: true })
  const id = await registerDraft(draft)
  // A key pressed twice: one consent.
  expect(await call('consent.check', { request: asked, code })).toEqual({ ok: true })
  expect((await detail(id)).history.filter(({ type }) => type === 'consentGiven')).toHaveLength(1)
})

test('a code that came to nothing stays in the case’s history, by purpose, masked phone, time and result', async () => {
  const id = await registerDraft(await draftOf('SVC-SUSPEND', { ...person, phone: nextPhone(), action: 'resume' }))
  const asked = await request({ case: id })
  const wrong = another(lastCode())
  for (let i = 1; i < codeRules.attempts; i++)
    expect(await call('consent.check', { request: asked, code: wrong })).toMatchObject({
      refusal: { code: 'wrongCode' },
    })
  expect(await call('consent.check', { request: asked, code: wrong })).toMatchObject({
    refusal: { code: 'noAttemptsLeft' },
  })
  expect((await detail(id)).history.map(({ type }) => type)).toEqual([
    ...['caseRegistered', 'reviewRequested', 'codeRequested', 'codeFailed'],
  ])
  const payload = open.branch.db.prepare(`SELECT payload FROM journal WHERE type = 'codeFailed'`).pluck().get()
  expect(JSON.parse(String(payload))).toMatchObject({ purpose: 'SVC-SUSPEND', why: 'attempts', request: asked })
  await carry()
  expect(await atHq(id)).toMatchObject({ state: 'in_review', conflicts: [] })
})

test('a confirmation of somebody else’s making is believed by nobody', async () => {
  const draft = await draftOf('SVC-SUSPEND', { ...person, phone: nextPhone(), action: 'resume' })
  const asked = await request({ draft: draft.id })
  const { branch } = open
  const { link } = branch
  branch.link = linkTo('https://hq.test', branch.keys.sign, async (url, init) => {
    const answer = await fetch(url, init)
    const said = (await answer.json()) as { confirmation: { body: object; signature: string } }
    return Response.json({ ok: true, confirmation: { ...said.confirmation, signature: branch.keys.sign('x') } })
  })
  expect(await call('consent.check', { request: asked, code: lastCode() })).toMatchObject({
    refusal: { code: 'turnedAway' },
  })
  branch.link = link
  expect((await stateOf({ draft: draft.id })).wanted?.stands).toBe(false)
})

test('R-044 no file of the counter holds a code that was sent from it', () => {
  expect(received.length).toBeGreaterThan(5)
  open.branch.db.pragma('wal_checkpoint(TRUNCATE)')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  const texts = files
    .filter((file) => existsSync(file) && /okno\.db/.test(file))
    .map((file) => readFileSync(file, 'latin1'))
  expect(texts.length).toBeGreaterThan(0)
  for (const { text } of received) {
    const code = codeIn(text)
    // Hashes and phones hold six digits in a row by chance; a code of its own stands between other characters.
    const alone = new RegExp(`(?<![0-9a-f])${code}(?![0-9a-f])`)
    for (const bytes of texts) expect(alone.test(bytes)).toBe(false)
  }
})
