/**
 * One question to headquarters and its answer. Whatever is not a well-formed answer of the protocol is `nonsense`, and
 * nothing is believed; whatever did not arrive is `unreachable`, and nothing is assumed.
 */

import type { z } from 'zod'
import type { Certificate } from '../../../domain/journal/certificate.ts'
import { readJson } from '../../../domain/journal/json.ts'
import type { Sign } from '../../../domain/journal/primitives.ts'
import { type CodeRequest, checkAnswer, codeAnswer } from '../../../domain/wire/codes.ts'
import {
  CERTIFICATE_HEADER,
  type EnrolRequest,
  enrolAnswer,
  type FormsRequest,
  formsAnswer,
  type HeadsRequest,
  headsAnswer,
  type RunRequest,
  requestText,
  runAnswer,
  SIGNATURE_HEADER,
} from '../../../domain/wire/exchange.ts'
import { FILES_PATH, type WantedAnswer, type WantedRequest, wantedAnswer } from '../../../domain/wire/files.ts'
import { type FeedRequest, feedAnswer } from '../../../domain/wire/lines.ts'
import {
  PROTOCOL_VERSION,
  VERSION_HEADER,
  type VersionRefusal,
  versionGap,
  versionRefusal,
} from '../../../domain/wire/version.ts'
import { primitives } from '../../../trust/primitives.ts'
import { TooLong, textOf } from './bounded.ts'

export type Failure = {
  ok: false
  /** `turnedAway`: headquarters answered and does not serve this device or version; a person must act. */
  why: 'unreachable' | 'busy' | 'nonsense' | 'turnedAway'
  detail: string
  /** Seconds headquarters asked to wait, where it said so. */
  retryAfter: number | null
  /** With `busy`: its own equipment, or what stands before it, is down; it does not ask anybody to wait. */
  trouble?: true
  /** With `turnedAway`: this program is older or newer than what headquarters serves. */
  program?: 'tooOld' | 'tooNew'
}
export type Answered<T> = { ok: true; value: T } | Failure

export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body: string; redirect: 'error'; signal: AbortSignal },
) => Promise<Response>

/** Longer than the slowest supported line needs for a full run. */
export const PATIENCE_MS = 120_000
/** Of an answer, as it is read: far more than any of the protocol. */
const MOST_BYTES = 64 * 1024 * 1024
/** A customer and a clerk wait for this answer. */
const SHORT_PATIENCE_MS = 20_000

export const failed = (why: Failure['why'], detail: string, retryAfter: number | null = null): Failure => ({
  ok: false,
  why,
  detail,
  retryAfter,
})

/** Cases are kept; which of the two programs has to be updated is for a person to see. */
function otherVersion(serves: VersionRefusal | null): Failure {
  const gap = serves && versionGap(serves)
  return { ...failed('turnedAway', 'HTTP 426'), ...(gap && { program: gap }) }
}

export type Link = {
  enrol(body: EnrolRequest): Promise<Answered<z.infer<typeof enrolAnswer>>>
  heads(certificate: Certificate, question: HeadsRequest): Promise<Answered<z.infer<typeof headsAnswer>>>
  run(certificate: Certificate, run: RunRequest): Promise<Answered<z.infer<typeof runAnswer>>>
  lines(certificate: Certificate, question: FeedRequest): Promise<Answered<z.infer<typeof feedAnswer>>>
  forms(certificate: Certificate, have: FormsRequest['have']): Promise<Answered<z.infer<typeof formsAnswer>>>
  wanted(certificate: Certificate, question: WantedRequest): Promise<Answered<WantedAnswer>>
  code(certificate: Certificate, request: CodeRequest): Promise<Answered<z.infer<typeof codeAnswer>>>
  checkCode(certificate: Certificate, request: string, code: string): Promise<Answered<z.infer<typeof checkAnswer>>>
}

/**
 * A link to headquarters at `url`; each request is signed with the device's key. `heard`: what headquarters' clock showed
 * with an answer of the protocol (HTTP `Date`, RFC 9110 §6.6.1), UTC milliseconds.
 */
export function linkTo(
  url: string,
  sign: Sign,
  fetch: Fetch = globalThis.fetch,
  heard: (ms: number) => void = () => {},
): Link {
  async function ask<T extends z.ZodType>(
    path: string,
    question: object,
    schema: T,
    certificate?: Certificate,
    patienceMs = PATIENCE_MS,
  ): Promise<Answered<z.infer<T>>> {
    if (!isPrivate(url)) return failed('turnedAway', 'headquarters outside this computer is reached by https only')
    const body = JSON.stringify(question)
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      [VERSION_HEADER]: String(PROTOCOL_VERSION),
    }
    if (certificate) {
      headers[CERTIFICATE_HEADER] = Buffer.from(JSON.stringify(certificate)).toString('base64url')
      headers[SIGNATURE_HEADER] = sign(requestText('POST', path, primitives.sha256(body)))
    }
    let response: Response
    let text: string
    try {
      response = await fetch(new URL(path, url).href, {
        method: 'POST',
        headers,
        body,
        // Signed case data goes where the branch was told to send it, and nowhere else.
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
      })
      text = await textOf(response, MOST_BYTES)
    } catch (error) {
      if (error instanceof TooLong) return failed('nonsense', error.message)
      return failed('unreachable', error instanceof Error ? error.message : String(error))
    }
    if (response.status === 429 || response.status >= 500) {
      const busy = failed('busy', `HTTP ${response.status}`, seconds(response.headers.get('retry-after')))
      return response.status === 429 ? busy : { ...busy, trouble: true }
    }
    if (response.status === 426) return otherVersion(versionRefusal.safeParse(readJson(text)).data ?? null)
    if (!response.ok) return failed('turnedAway', `HTTP ${response.status}`)
    const answer = schema.safeParse(readJson(text))
    if (!answer.success) return failed('nonsense', `HTTP ${response.status}`)
    const shown = Date.parse(response.headers.get('date') ?? '')
    if (!Number.isNaN(shown)) heard(shown)
    return { ok: true, value: answer.data }
  }
  return {
    enrol: (body) => ask('/v1/enrol', body, enrolAnswer),
    heads: (certificate, question) => ask('/v1/heads', question, headsAnswer, certificate),
    run: (certificate, run) => ask('/v1/runs', run, runAnswer, certificate),
    lines: (certificate, question) => ask('/v1/lines', question, feedAnswer, certificate),
    forms: (certificate, have) => ask('/v1/forms', { have }, formsAnswer, certificate),
    wanted: (certificate, question) => ask(`${FILES_PATH}/wanted`, question, wantedAnswer, certificate),
    code: (certificate, request) => ask('/v1/codes', request, codeAnswer, certificate, SHORT_PATIENCE_MS),
    checkCode: (certificate, request, code) =>
      ask(`/v1/codes/${request}/check`, { code }, checkAnswer, certificate, SHORT_PATIENCE_MS),
  }
}

/**
 * Acknowledgements and certificates are signed, but heads and refusals are not, and cases hold persons: on a way that
 * others can read or change nothing is said, and none leads to what is no address.
 */
export function isPrivate(url: string): boolean {
  const { protocol, hostname } = URL.parse(url) ?? { protocol: '', hostname: '' }
  return protocol === 'https:' || hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

/** Headquarters never asks for longer; a device on the way that does must not keep a branch from it for a day. */
const LONGEST_WAIT_S = 15 * 60

/**
 * `Retry-After` in seconds (RFC 9110 §10.2.3), no more than `LONGEST_WAIT_S`; the form as a date is not used by headquarters.
 */
export function seconds(value: string | null): number | null {
  const read = Number(value)
  return value !== null && Number.isFinite(read) && read >= 0 ? Math.min(read, LONGEST_WAIT_S) : null
}
