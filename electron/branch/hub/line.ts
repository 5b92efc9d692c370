/**
 * One connection to a hub. Nothing of this computer goes over it until who serves has proved that headquarters certified
 * it for this branch and that this very connection ends with it; then every question goes over this connection and no other.
 */

import { Agent, request } from 'node:http'
import { connect, type TLSSocket } from 'node:tls'
import type { z } from 'zod'
import type { Certificate } from '../../../domain/journal/certificate.ts'
import { readJson } from '../../../domain/journal/json.ts'
import { CERTIFICATE_HEADER, SIGNATURE_HEADER } from '../../../domain/wire/exchange.ts'
import { BODY_HEADER, bodyClaim, HUB_PATHS, helloAnswer, hubRequestText, strangerAt } from '../../../domain/wire/hub.ts'
import { primitives } from '../../../trust/primitives.ts'
import type { Branch } from '../branch.ts'
import { revocationOf } from '../store/revocations.ts'
import type { Membership } from './membership.ts'
import { fingerprintOf } from './tls.ts'

export type HubFailure = {
  ok: false
  /** `stranger`: no computer of this branch answers there. `turnedAway`: it does not serve us. `nonsense`: no answer of the protocol. */
  why: 'unreachable' | 'busy' | 'stranger' | 'turnedAway' | 'nonsense'
  detail: string
}
export type HubAnswered<T> = { ok: true; value: T } | HubFailure

export type HubLine = {
  peer: Certificate
  /** Signs and asks; `signal` of the connection ends it. */
  ask<T extends z.ZodType>(path: string, question: object, schema: T): Promise<HubAnswered<z.infer<T>>>
  /** False once the connection has broken: the next one is a new acquaintance. */
  isOpen(): boolean
  close(): void
}

const CONNECT_MS = 5_000
const PATIENCE_MS = 20_000
const MOST_BYTES = 64 * 1024 * 1024

const failed = (why: HubFailure['why'], detail: string): HubFailure => ({ ok: false, why, detail })
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

type Way = { host: string; port: number; signal: AbortSignal }

export async function lineTo(branch: Branch, { hqKey, own }: Membership, way: Way): Promise<HubAnswered<HubLine>> {
  let socket: TLSSocket
  try {
    socket = await opened(way)
  } catch (error) {
    return failed('unreachable', messageOf(error))
  }
  // Takes over this socket, and makes no other when it is gone.
  const agent = Object.assign(new Agent({ keepAlive: true, maxSockets: 1 }), { createConnection: () => socket })
  const close = () => {
    agent.destroy()
    socket.destroy()
  }
  // An idle connection that breaks is nobody's error; the next question finds it closed.
  socket.on('error', close)
  const hangUp = (failure: HubFailure) => {
    close()
    return failure
  }
  const post = (path: string, body: string, headers: Record<string, string>) =>
    posted({ agent, path, body, headers, signal: AbortSignal.any([way.signal, AbortSignal.timeout(PATIENCE_MS)]) })

  const nonce = Buffer.from(branch.random(32)).toString('hex')
  const hello = await answered(post(HUB_PATHS.hello, JSON.stringify({ nonce }), {}), helloAnswer)
  if (!hello.ok) return hangUp(hello)
  const fingerprint = fingerprintOf(socket.getPeerCertificate().raw)
  const expected = { hqKey, branch: own.body.branch, fingerprint, nonce }
  const stranger = strangerAt(primitives, hello.value, expected)
  if (stranger) return hangUp(failed('stranger', stranger))
  if (revocationOf(branch.db, hello.value.certificate.body.device)) return hangUp(failed('stranger', 'revoked'))
  const shown = Buffer.from(JSON.stringify(own)).toString('base64url')
  return {
    ok: true,
    value: {
      peer: hello.value.certificate,
      ask: (path, question, schema) => {
        if (socket.destroyed) return Promise.resolve(failed('unreachable', 'the connection is closed'))
        const body = JSON.stringify(question)
        const claim = { bytes: Buffer.byteLength(body), hash: primitives.sha256(body) }
        const signature = branch.keys.sign(hubRequestText(path, claim))
        const said = { [BODY_HEADER]: bodyClaim(claim), [SIGNATURE_HEADER]: signature }
        return answered(post(path, body, { [CERTIFICATE_HEADER]: shown, ...said }), schema)
      },
      isOpen: () => !socket.destroyed,
      close,
    },
  }
}

function opened({ host, port, signal }: Way): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    // No authority knows a branch's own computer: its certificate is vouched for by its device, right after this.
    const socket = connect({ host, port, rejectUnauthorized: false, minVersion: 'TLSv1.3' })
    const giveUp = (error: Error) => {
      signal.removeEventListener('abort', stop)
      clearTimeout(timer)
      socket.destroy()
      reject(error)
    }
    const stop = () => giveUp(new Error('stopped'))
    const timer = setTimeout(() => giveUp(new Error('no answer')), CONNECT_MS)
    signal.addEventListener('abort', stop)
    socket.once('error', giveUp)
    socket.once('secureConnect', () => {
      signal.removeEventListener('abort', stop)
      clearTimeout(timer)
      socket.off('error', giveUp)
      resolve(socket)
    })
  })
}

type Posted = { status: number; text: string }
type Post = { agent: Agent; path: string; body: string; headers: Record<string, string>; signal: AbortSignal }

function posted({ agent, path, body, headers, signal }: Post): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const length = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const asked = request({ agent, method: 'POST', path, signal, headers: { ...length, ...headers } }, (response) => {
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > MOST_BYTES) response.destroy(new Error('the answer is too long'))
        else chunks.push(chunk)
      })
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

async function answered<T extends z.ZodType>(posting: Promise<Posted>, schema: T): Promise<HubAnswered<z.infer<T>>> {
  let answer: Posted
  try {
    answer = await posting
  } catch (error) {
    return failed('unreachable', messageOf(error))
  }
  const { status, text } = answer
  if (status === 429 || status >= 500) return failed('busy', `HTTP ${status}`)
  if (status !== 200) return failed('turnedAway', `HTTP ${status}`)
  const read = schema.safeParse(readJson(text))
  return read.success ? { ok: true, value: read.data } : failed('nonsense', `HTTP ${status}`)
}
