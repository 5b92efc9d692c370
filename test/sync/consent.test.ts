// Consent from the counter's calls to a real headquarters and back: by code, and deferred in an outage.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answers } from '../../domain/forms/schema.ts'
import { linkTo } from '../../electron/branch/courier/link.ts'
import type { CheckedCode, ConsentState, Draft, Registration, RequestedCode } from '../../electron/contract.ts'
import { codeRules } from '../../hq/codeRules.ts'
import { messageFor } from '../../renderer/consent/message.ts'
import { clerk, lead } from '../branch/bench.ts'
import { another, codeIn } from '../hq/asking.ts'
import { holdLine } from './parts/holding.ts'
import { openPhones, type Phones } from './parts/phones.ts'

let phones: Phones
let call: Phones['call']
let line: Phones['line']
let received: Phones['received']
beforeAll(async () => {
  phones = await openPhones(2_000_000)
  ;({ call, line, received } = phones)
})
afterAll(() => phones.close())
const lastCode = () => phones.lastCode()
const nextPhone = () => phones.nextPhone()
const detail = (id: string) => phones.detail(id)
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
  await phones.carry()
  expect(await phones.atHq(id)).toMatchObject({ state: 'received_hq', conflicts: [] })
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
  await phones.carry()
  expect(await phones.atHq(id)).toMatchObject({ state: 'in_review', marks: expect.arrayContaining(['consent_due']) })

  const of = { case: id }
  for (const phone of [0, 1]) {
    expect(await accept(id)).toBe('consentMissing')
    const asked = await request(of, phone)
    expect(await call('consent.check', { request: asked, code: lastCode() })).toEqual({ ok: true })
  }
  expect((await detail(id)).row.marks).not.toContain('consent_due')
  expect(await accept(id)).toBe('accepted')
  await phones.carry()
  expect(await phones.atHq(id)).toMatchObject({ state: 'received_hq', conflicts: [] })
})

test('the same code on its way twice at once is one consent, and one registered meanwhile is asked for once', async () => {
  const typesOf = async (id: string) => (await detail(id)).history.map(({ type }) => type)
  const id = await registerDraft(await draftOf('SVC-SUSPEND', { ...person, phone: nextPhone(), action: 'resume' }))
  const asked = await request({ case: id })
  const first = holdLine(phones.branch, phones.fetch)
  const both = [1, 2].map(() => call('consent.check', { request: asked, code: lastCode() }))
  await first.waiting(2)
  first.open()
  expect(await Promise.all(both)).toEqual([{ ok: true }, { ok: true }])
  expect(await typesOf(id)).toEqual(['caseRegistered', 'reviewRequested', 'codeRequested', 'consentGiven'])

  const draft = await draftOf('SVC-SUSPEND', { ...person, phone: nextPhone(), action: 'resume' })
  const before = await request({ draft: draft.id })
  const second = holdLine(phones.branch, phones.fetch)
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
  const payload = phones.branch.db.prepare(`SELECT payload FROM journal WHERE type = 'codeFailed'`).pluck().get()
  expect(JSON.parse(String(payload))).toMatchObject({ purpose: 'SVC-SUSPEND', why: 'attempts', request: asked })
  await phones.carry()
  expect(await phones.atHq(id)).toMatchObject({ state: 'in_review', conflicts: [] })
})

test('a confirmation of somebody else’s making is believed by nobody', async () => {
  const draft = await draftOf('SVC-SUSPEND', { ...person, phone: nextPhone(), action: 'resume' })
  const asked = await request({ draft: draft.id })
  const { branch, fetch } = phones
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
  phones.branch.db.pragma('wal_checkpoint(TRUNCATE)')
  const files = readdirSync(phones.folder, { recursive: true, encoding: 'utf8' }).map((name) =>
    join(phones.folder, name),
  )
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
