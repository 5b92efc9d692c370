/**
 * The code service. A code is in nobody's records: it leaves in the message, and here remains an HMAC of it until it is
 * used, void or past. The HMAC's key comes from headquarters' own key, which is in no database, so a stolen database says
 * nothing, and every instance can judge a code that another one sent.
 */
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { type Confirmation, confirm, maskPhone, phoneMark, WITHDRAWAL, whatWithdrawn } from '../domain/cases/consent.ts'
import type { Certificate } from '../domain/journal/certificate.ts'
import type { CheckAnswer, CodeAnswer, CodeRequest } from '../domain/wire/codes.ts'
import type { KeyPair } from '../trust/keys.ts'
import { primitives } from '../trust/primitives.ts'
import { codeRules } from './codeRules.ts'
import type { Gateway, Message, Sent } from './gateway/gateway.ts'
import type { Hq } from './hq.ts'
import { knownForm } from './knownForms.ts'
import {
  addCodeRequest,
  askedBy,
  type CodeRow,
  countAttempt,
  endCodeRequest,
  expireCodes,
  holdPhone,
  lockCodeRequest,
  type NewCode,
  replaceOlder,
  sentTo,
} from './store/codes.ts'
import type { Sql } from './store/database.ts'
import { mayWithdraw } from './withdrawing.ts'

const HOUR_MS = 3_600_000

/** Ed25519 signs one text one way (RFC 8032), so this is a secret that belongs to the key and is written nowhere. */
function keyed({ sign }: KeyPair, ...parts: string[]): string {
  const secret = primitives.sha256(sign('okno-code-secret-1'))
  return createHmac('sha256', secret).update(parts.join('\n')).digest('hex')
}
const digestOf = (key: KeyPair, request: string, code: string) => keyed(key, 'code', request, code)

/** Sends a code to the customer's phone. */
export async function sendCode(hq: Hq, sender: Certificate, request: CodeRequest): Promise<CodeAnswer> {
  const { gateway, database, key } = hq
  if (!gateway) return { ok: false, refusal: 'noGateway' }
  await expire(hq)
  if (!(await mayWithdraw(database, sender.body.branch, request))) return { ok: false, refusal: 'notDelivered' }
  const now = new Date(hq.clock())
  const code = randomInt(10 ** codeRules.digits)
    .toString()
    .padStart(codeRules.digits, '0')
  const row: NewCode = {
    id: request.request,
    device: sender.body.device,
    branch: sender.body.branch,
    about: request.about,
    ...purposeOf(request),
    masked: maskPhone(request.phone),
    phone_key: keyed(key, 'phone', request.phone),
    phone_mark: phoneMark(primitives.sha256, request.about, request.phone),
    digest: digestOf(key, request.request, code),
    attempts_left: codeRules.attempts,
    asked_at: now.toISOString(),
    expires_at: new Date(now.getTime() + codeRules.validMinutes * 60_000).toISOString(),
  }
  const begun = await database.transaction((sql) => begin(sql, row))
  if ('answer' in begun) return begun.answer
  await forget(gateway, begun.replaced)
  const message: Message = { id: row.id, to: request.phone, text: await textOf(hq, sender, request, code) }
  // What a gateway throws may repeat the text; it is not written down.
  const sent = await gateway.send(message).catch((): Sent => 'later')
  // `unknown` counts as sent: the customer may hold the code by now.
  if (sent === 'refused' || sent === 'later') {
    await endCodeRequest(database, row.id, 'unsent', now.toISOString())
    return { ok: false, refusal: sent === 'refused' ? 'notDelivered' : 'later' }
  }
  return {
    ok: true,
    expiresAt: row.expires_at,
    attempts: row.attempts_left,
    ...(gateway.shown && { demoMessage: message.text }),
  }
}

/** What the confirmation will say: what the message says, in headquarters' own making where it takes a case back. */
const purposeOf = ({ about, form, what, withdraws }: CodeRequest): Pick<NewCode, 'purpose' | 'what'> =>
  withdraws === undefined
    ? { purpose: form.code, what }
    : { purpose: WITHDRAWAL, what: whatWithdrawn(primitives.sha256, about, withdraws) }

/** Writes the request down if it may be; a request that is known already is answered without another message. */
async function begin(sql: Sql, row: NewCode): Promise<{ answer: CodeAnswer } | { replaced: string[] }> {
  await holdPhone(sql, row.phone_key)
  const known = await lockCodeRequest(sql, row.id)
  if (known) return { answer: againOf(known, row) }
  const at = Date.parse(row.asked_at)
  const since = (hours: number) => new Date(at - hours * HOUR_MS).toISOString()
  const often =
    (await sentTo(sql, row.phone_key, since(1))) >= codeRules.perPhoneHour ||
    (await sentTo(sql, row.phone_key, since(24))) >= codeRules.perPhoneDay ||
    (await askedBy(sql, row.device, since(1))) >= codeRules.perDeviceHour
  if (often) return { answer: { ok: false, refusal: 'tooOften' } }
  const replaced = await replaceOlder(sql, row, row.asked_at)
  await addCodeRequest(sql, row)
  return { replaced }
}

const againOf = (known: CodeRow, row: NewCode): CodeAnswer =>
  known.state === 'sent' && known.device === row.device && known.phone_key === row.phone_key
    ? { ok: true, expiresAt: known.expires_at.toISOString(), attempts: known.attempts_left }
    : { ok: false, refusal: 'used' }

/** The device chooses the language and nothing else but a case number: no clerk writes messages in headquarters' name. */
async function textOf(hq: Hq, sender: Certificate, request: CodeRequest, code: string): Promise<string> {
  const { form, language, withdraws } = request
  const title = (await knownForm(hq.database, form))?.short[language] ?? form.code
  const words = withdraws === undefined ? codeRules.message : codeRules.withdrawal
  return words[language]
    .replaceAll('{title}', () => title)
    .replaceAll('{number}', () => withdraws ?? '')
    .replaceAll('{branch}', () => sender.body.branch)
    .replaceAll('{code}', () => code)
}

/** Judges a code that came back. A right one is confirmed once and for all; asked again, the same confirmation is given. */
export async function checkCode(hq: Hq, sender: Certificate, id: string, code: string): Promise<CheckAnswer> {
  const now = new Date(hq.clock()).toISOString()
  await expire(hq)
  const answer = await hq.database.transaction((sql) =>
    judge(sql, hq.key, { id, device: sender.body.device, code, now }),
  )
  const over = answer.ok || answer.refusal === 'noAttemptsLeft'
  if (over && hq.gateway) await forget(hq.gateway, [id])
  return answer
}

type Try = { id: string; device: string; code: string; now: string }

async function judge(sql: Sql, key: KeyPair, { id, device, code, now }: Try): Promise<CheckAnswer> {
  const row = await lockCodeRequest(sql, id)
  if (!row || row.device !== device) return { ok: false, refusal: 'unknownRequest' }
  if (row.state === 'confirmed' && row.confirmation) return { ok: true, confirmation: row.confirmation }
  if (row.state === 'expired') return { ok: false, refusal: 'expired' }
  if (row.state === 'failed') return { ok: false, refusal: 'noAttemptsLeft' }
  if (row.digest === null) return { ok: false, refusal: 'unknownRequest' }
  const typed = code.replace(/\D/g, '')
  if (!timingSafeEqual(Buffer.from(digestOf(key, id, typed)), Buffer.from(row.digest))) {
    await countAttempt(sql, id)
    const attemptsLeft = row.attempts_left - 1
    if (attemptsLeft > 0) return { ok: false, refusal: 'wrongCode', attemptsLeft }
    await endCodeRequest(sql, id, 'failed', now)
    return { ok: false, refusal: 'noAttemptsLeft' }
  }
  const { about, purpose, what, phone_mark: phone, masked } = row
  const body: Confirmation['body'] = { v: 1, request: id, about, purpose, what, phone, masked, at: now }
  const confirmation = confirm(body, key.sign)
  await endCodeRequest(sql, id, 'confirmed', now, confirmation)
  return { ok: true, confirmation }
}

/** What is past leaves the records, and the demo's folder, at the next question. */
async function expire({ database, gateway, clock }: Hq): Promise<void> {
  const past = await expireCodes(database, new Date(clock()).toISOString())
  if (gateway) await forget(gateway, past)
}

async function forget(gateway: Gateway, ids: readonly string[]): Promise<void> {
  for (const id of ids) await gateway.forget?.(id).catch(() => {})
}
