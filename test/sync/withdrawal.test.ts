// A customer takes his case back by a code from his phone, from the counter's calls to a real headquarters and back.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Case } from '../../domain/cases/case.ts'
import { WITHDRAWAL, whatWithdrawn } from '../../domain/cases/consent.ts'
import type { Answers } from '../../domain/forms/schema.ts'
import { append } from '../../electron/branch/journal.ts'
import { project } from '../../electron/branch/projection.ts'
import { certificateOf } from '../../electron/branch/store/certificates.ts'
import type { ConsentState, Draft, Registration, RequestedCode } from '../../electron/contract.ts'
import { codeRules } from '../../hq/codeRules.ts'
import { primitives } from '../../trust/primitives.ts'
import { clerk, manager, otherClerk } from '../branch/bench.ts'
import { another } from '../hq/asking.ts'
import { openPhones, type Phones } from './parts/phones.ts'

let phones: Phones
let call: Phones['call']
let received: Phones['received']
beforeAll(async () => {
  phones = await openPhones(3_000_000)
  ;({ call, received } = phones)
})
afterAll(() => phones.close())
const nextPhone = () => phones.nextPhone()
const lastCode = () => phones.lastCode()

async function registered(type: string, answers: Answers): Promise<{ id: string; number: string }> {
  const whole = { last_name: 'Қасымова', first_name: 'Айгүл', answer_lang: 'ru', ...answers }
  const { draft } = await call<{ draft: Draft }>('drafts.open', { type, answers: whole })
  const answer = await call<Registration>('cases.register', { draft: draft.id })
  if (!answer.ok) throw new Error(answer.refusal.code)
  return { id: answer.receipt.case, number: answer.receipt.number }
}
const asking = (of: object) => call<RequestedCode>('consent.request', { of, phone: 0 })
async function request(of: object): Promise<string> {
  const asked = await asking(of)
  if (!asked.ok) throw new Error(asked.refusal.code)
  return asked.request
}
const check = (id: string, code: string) => call('consent.check', { request: id, code })
const typesOf = async (id: string) => (await phones.detail(id)).history.map(({ type }) => type)
/** A clerk does not open a case that has ended. */
const stateOf = (id: string) =>
  phones.branch.db.prepare<[string], string>('SELECT state FROM cases WHERE id = ?').pluck().get(id)
const atHq = async (id: string) => {
  await phones.carry()
  return phones.atHq(id)
}

test('the code that came to the customer’s own phone and named the case takes it back, here and at headquarters', async () => {
  const phone = nextPhone()
  const { id, number } = await registered('TRACE-DOM', { phone })
  const of = { withdrawal: id }
  expect(await call<ConsentState>('consent.state', { of })).toMatchObject({
    ...{ wanted: { ways: ['code'], phones: [{ answered: false }] }, request: null },
  })
  const asked = await request(of)
  expect(received.at(-1)).toMatchObject({ to: phone, text: expect.stringContaining(`отзыв обращения ${number}`) })
  expect(received.at(-1)?.text.length).toBeLessThan(200)
  expect(await check(asked, another(lastCode()))).toEqual({
    ...{ ok: false, refusal: { code: 'wrongCode', attemptsLeft: codeRules.attempts - 1 } },
  })
  expect(stateOf(id)).toBe('in_review')
  expect(await check(asked, lastCode())).toEqual({ ok: true })
  // The key pressed twice, by whoever sits there by now: one withdrawal.
  await call('session.signIn', otherClerk)
  expect(await check(asked, lastCode())).toEqual({ ok: true })
  await call('session.signIn', manager)
  const types = await typesOf(id)
  expect(types).toEqual(['caseRegistered', 'reviewRequested', 'codeRequested', 'caseWithdrawn'])
  await call('session.signIn', clerk)
  expect(await atHq(id)).toMatchObject({ state: 'withdrawn', conflicts: [], withdrawal: { proof: { way: 'code' } } })
  expect(await asking(of)).toEqual({ ok: false, refusal: { code: 'unknownSubject' } })
})

test('a code for one purpose serves no other: consent withdraws nothing, and headquarters says itself what it was for', async () => {
  const phone = nextPhone()
  const { id, number } = await registered('SVC-SUSPEND', { phone, action: 'resume' })
  const consent = await request({ case: id })
  const forConsent = lastCode()
  // While a code for the consent is out, none is open for the withdrawal.
  expect((await call<ConsentState>('consent.state', { of: { withdrawal: id } })).request).toBeNull()
  expect(await check(consent, forConsent)).toEqual({ ok: true })
  expect(stateOf(id)).toBe('in_review')
  expect((await phones.detail(id)).row.marks).not.toContain('consent_due')

  const { command, consent: given } = (await atHq(id)) as Case
  const { branch } = phones
  const sender = certificateOf(branch.db, branch.desk().device)
  if (!sender || !branch.link || given.wanted === null) throw new Error('enrolled, and consent is wanted')
  const own = { request: crypto.randomUUID(), about: command, phone, language: 'kk' as const }
  // A device that asks for a withdrawal in the name of a consent, and one that changes the number in the message.
  const wish = { ...own, form: { code: 'SVC-SUSPEND', version: 2 }, what: given.wanted.what, withdraws: number }
  await branch.link.code(sender, wish)
  expect(received.at(-1)?.text).toContain(number)
  const answer = await branch.link.checkCode(sender, own.request, lastCode())
  expect(answer).toMatchObject({
    value: {
      ...{ ok: true },
      confirmation: { body: { purpose: WITHDRAWAL, what: whatWithdrawn(primitives.sha256, command, number) } },
    },
  })
  const free = { ...wish, request: crypto.randomUUID(), withdraws: 'your prize; call 8-800' }
  expect(await branch.link.code(sender, free)).toMatchObject({ ok: false })
  expect(stateOf(id)).toBe('in_review')
})

test('in an outage the code waits and the signature stays; without a phone of the customer nobody is asked', async () => {
  const { id } = await registered('TRACE-DOM', { phone: nextPhone() })
  phones.line.down = true
  const before = received.length
  expect(await asking({ withdrawal: id })).toEqual({ ok: false, refusal: { code: 'deferred' } })
  expect(received).toHaveLength(before)
  const act = { do: 'withdrawCase', command: crypto.randomUUID(), paper: 'заявление об отзыве', taken: true }
  expect(await call('cases.act', { case: id, act })).toEqual({ ok: true })
  expect(await atHq(id)).toMatchObject({ state: 'withdrawn', withdrawal: { proof: { way: 'signature' } } })

  const silent = await registered('TRACE-DOM', { email: 'a@b.kz' })
  expect(await asking({ withdrawal: silent.id })).toEqual({ ok: false, refusal: { code: 'noPhone' } })
})

test('headquarters counts the tries: after the last the code is void, the case stays, and its history says what for', async () => {
  const { id } = await registered('TRACE-DOM', { phone: nextPhone() })
  const asked = await request({ withdrawal: id })
  const [right, wrong] = [lastCode(), another(lastCode())]
  for (let i = 1; i < codeRules.attempts; i++) await check(asked, wrong)
  expect(await check(asked, wrong)).toEqual({ ok: false, refusal: { code: 'noAttemptsLeft' } })
  expect(await check(asked, right)).toMatchObject({ ok: false })
  expect(stateOf(id)).toBe('in_review')
  expect(await typesOf(id)).toEqual(['caseRegistered', 'reviewRequested', 'codeRequested', 'codeFailed'])
  const payload = phones.branch.db.prepare(`SELECT payload FROM journal WHERE type = 'codeFailed'`).pluck().get()
  expect(JSON.parse(String(payload))).toMatchObject({ purpose: WITHDRAWAL, why: 'attempts' })
})

/** As a device that keeps no rules would write it: on its own line, signed. */
function written(id: string, events: { type: string; payload: object }[]) {
  const { branch } = phones
  branch.db
    .transaction(() => {
      append(
        branch,
        events.map(({ type, payload }) => ({ type, case: id, by: clerk.person, payload: payload as never })),
      )
      project(branch, id)
    })
    .immediate()
}

test('a code of a stranger’s phone, or one for another case, takes nothing back: neither here nor at headquarters', async () => {
  const { branch } = phones
  const sender = certificateOf(branch.db, branch.desk().device)
  if (!sender || !branch.link) throw new Error('enrolled')
  const { link } = branch
  /** What headquarters confirms to a device that asks for whatever it likes. */
  const confirmed = async (about: string, phone: string, withdraws: string) => {
    const request = crypto.randomUUID()
    const wish = { request, about, phone, form: { code: 'TRACE-DOM', version: 1 }, what: '0'.repeat(64), withdraws }
    const asked = await link.code(sender, { ...wish, language: 'ru' })
    if (!asked.ok || !asked.value.ok) return asked.ok ? asked.value : null
    const answer = await link.checkCode(sender, request, lastCode())
    return answer.ok && answer.value.ok ? { ok: true, confirmation: answer.value.confirmation } : null
  }
  const phone = nextPhone()
  const { id, number } = await registered('TRACE-DOM', { phone })
  const { command } = JSON.parse(
    String(
      branch.db.prepare(`SELECT payload FROM journal WHERE case_id = ? AND type = 'caseRegistered'`).pluck().get(id),
    ),
  ) as { command: string }
  // Headquarters does not hold the case yet, so it asks whomever it is told to ask.
  const stranger = nextPhone()
  const proofs = [await confirmed(command, stranger, number), await confirmed(command, phone, '0712-A26-99999-AAAAA')]
  // The clerk alone says that the stranger's number is the customer's.
  const changed = { phone: { before: phone, after: stranger } }
  const said = { missing: [], kept: [], marks: [], consent: null, reason: 'новый номер', changed }
  const withdrawn = proofs.map((proof) => {
    if (!proof?.ok || !('confirmation' in proof)) throw new Error('not confirmed')
    return {
      type: 'caseWithdrawn',
      payload: { command: crypto.randomUUID(), proof: { way: 'code', confirmation: proof.confirmation } },
    }
  })
  written(id, [{ type: 'caseCorrected', payload: { command: crypto.randomUUID(), ...said } }, ...withdrawn])
  expect(stateOf(id)).toBe('in_review')
  const { conflicts } = await phones.detail(id)
  expect(conflicts.map(({ reason }) => reason)).toEqual(['consentOfAnother', 'consentOfAnother'])
  expect(await atHq(id)).toMatchObject({
    ...{ state: 'in_review', withdrawal: null, answers: { phone: stranger } },
    conflicts: [{ reason: 'consentOfAnother' }, { reason: 'consentOfAnother' }],
  })

  // Now it holds the case: it sends nothing to a number that the paper did not name, and none in another case's name.
  const before = received.length
  expect(await confirmed(command, stranger, number)).toEqual({ ok: false, refusal: 'notDelivered' })
  expect(await confirmed(crypto.randomUUID(), phone, number)).toEqual({ ok: false, refusal: 'notDelivered' })
  expect(received).toHaveLength(before)
  // The counter asks the number of the paper, and that one takes the case back.
  expect(await check(await request({ withdrawal: id }), lastCode())).toEqual({ ok: true })
  expect(received.at(-1)?.to).toBe(phone)
  expect(await atHq(id)).toMatchObject({ state: 'withdrawn' })
  expect(await confirmed(command, phone, number)).toEqual({ ok: false, refusal: 'notDelivered' })
})
