/**
 * The side that serves: answers the other computers of the branch, and nobody else. A body is read only after its sender's
 * certificate and his signature over its length and hash have been checked, and only while all that is being read stays
 * within a bound; what is malformed changes nothing.
 */

import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import type { Socket } from 'node:net'
import { type Certificate, certificate, isCertified } from '../../../domain/journal/certificate.ts'
import { readJson } from '../../../domain/journal/json.ts'
import { CERTIFICATE_HEADER, runRequest, SIGNATURE_HEADER } from '../../../domain/wire/exchange.ts'
import {
  BODY_HEADER,
  HUB_PATHS,
  helloRequest,
  hubRequestText,
  type Inventory,
  inventory,
  readBodyClaim,
  vouch,
} from '../../../domain/wire/hub.ts'
import { linesRequest } from '../../../domain/wire/lines.ts'
import { primitives } from '../../../trust/primitives.ts'
import type { Branch } from '../branch.ts'
import { storageFailure } from '../storage.ts'
import { revocationOf } from '../store/revocations.ts'
import { type Bounds, boundsOf } from './bounds.ts'
import { giveRun, takeRun } from './handing.ts'
import { inventoryOf, learnOfHeadquarters, noteHeldBy } from './inventory.ts'
import type { Membership } from './membership.ts'
import type { TlsIdentity } from './tls.ts'

/** A run of long cases has some hundred kilobytes; nothing honest is near it. */
const MOST_BYTES = 16 * 1024 * 1024
const MOST_HELLO_BYTES = 1024
/** A branch has some dozen computers, each with one connection and a question every few seconds. */
const MOST_CONNECTIONS = 128
const MOST_OF_AN_ADDRESS = 16
const MOST_A_SECOND = 200
/** Bytes of bodies that are being read at once. */
const IN_FLIGHT = { ofAll: 4 * MOST_BYTES, ofOne: 2 * MOST_BYTES }

export type HubServer = {
  port: number
  close(): Promise<void>
}
type Served = {
  membership(): Membership | null
  identity: TlsIdentity
  port: number
  host?: string
  /** Requests of one address that are answered in a second. */
  mostASecond?: number
  /** A computer of the branch has asked. */
  onAsked(peer: Certificate, address: string, held: Inventory | null): void
  onTrouble(error: unknown): void
}
type Answer = { status: number; body: object }

const say = (status: number, code: string): Answer => ({ status, body: { code } })

/** Rejects with the system's error (`EADDRINUSE`) when it cannot listen there. */
export async function serveHub(branch: Branch, served: Served): Promise<HubServer> {
  const { identity, port, host, mostASecond = MOST_A_SECOND } = served
  const tooMany = limitPerSecond(mostASecond)
  const reading = boundsOf(IN_FLIGHT)
  const connections = boundsOf({ ofAll: MOST_CONNECTIONS, ofOne: MOST_OF_AN_ADDRESS })
  const server = createServer(
    { key: identity.key, cert: identity.certificate, minVersion: 'TLSv1.3', handshakeTimeout: 10_000 },
    (request, response) => {
      const address = request.socket.remoteAddress ?? ''
      const answering = tooMany(address)
        ? Promise.resolve(say(429, 'tooMany'))
        : answer(branch, served, { request, address, reading })
      answering
        .catch((error: unknown) => {
          const equipment = storageFailure(error) !== null
          if (!equipment) served.onTrouble(error)
          return say(equipment ? 503 : 500, equipment ? 'equipment' : 'defect')
        })
        .then(({ status, body }) => {
          // What was not read to its end would be taken for the next request.
          const headers = { 'content-type': 'application/json', ...(!request.complete && { connection: 'close' }) }
          response.writeHead(status, headers).end(JSON.stringify(body))
        })
    },
  )
  // One address must not keep all the others out.
  server.on('connection', (socket: Socket) => {
    const leave = connections.take(socket.remoteAddress ?? '', 1)
    if (leave) socket.once('close', leave)
    else socket.destroy()
  })
  Object.assign(server, { maxConnections: MOST_CONNECTIONS, headersTimeout: 10_000, requestTimeout: 30_000 })
  // Longer than the pause between two questions, so that one handshake serves a whole day.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      server.on('error', served.onTrouble)
      resolve()
    })
  })
  const bound = server.address()
  return {
    port: typeof bound === 'object' && bound ? bound.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Request = { request: IncomingMessage; address: string; reading: Bounds }

/** One request, to its answer; rejects for what is no answer of the protocol: equipment that failed, or a defect. */
export async function answer(branch: Branch, served: Served, { request, address, reading }: Request): Promise<Answer> {
  const member = served.membership()
  if (!member) return say(503, 'notEnrolled')
  if (request.method !== 'POST') return say(405, 'method')
  const path = request.url ?? ''
  if (path === HUB_PATHS.hello) {
    const asked = helloRequest.safeParse(readJson((await read(request, MOST_HELLO_BYTES)) ?? ''))
    if (!asked.success) return say(400, 'malformed')
    const { keys } = branch
    return { status: 200, body: vouch(member.own, served.identity.fingerprint, asked.data.nonce, keys.sign) }
  }
  const sender = shownCertificate(request.headers[CERTIFICATE_HEADER])
  if (!sender || !isCertified(primitives, sender, member.hqKey)) return say(401, 'notCertified')
  if (sender.body.branch !== member.own.body.branch) return say(403, 'otherBranch')
  if (revocationOf(branch.db, sender.body.device)) return say(403, 'revoked')
  // Everybody is handed our own certificate, and we do not ask ourselves.
  if (sender.body.device === member.own.body.device) return say(403, 'ownDevice')
  const claim = readBodyClaim(request.headers[BODY_HEADER])
  const signature = request.headers[SIGNATURE_HEADER]
  if (!claim || typeof signature !== 'string') return say(401, 'notCertified')
  if (!primitives.verify(sender.body.publicKey, hubRequestText(path, claim), signature)) return say(401, 'notCertified')
  if (claim.bytes > MOST_BYTES) return say(413, 'tooLarge')
  const done = reading.take(address, claim.bytes)
  if (!done) return say(429, 'tooMuch')
  try {
    const body = await read(request, claim.bytes)
    if (body === null || primitives.sha256(body) !== claim.hash) return say(400, 'otherBody')
    return answerMember(branch, served, { member, sender, path, question: readJson(body ?? ''), address })
  } finally {
    done()
  }
}

type Question = { member: Membership; sender: Certificate; path: string; question: unknown; address: string }

function answerMember(branch: Branch, served: Served, { member, sender, path, question, address }: Question): Answer {
  const { device } = sender.body
  switch (path) {
    case HUB_PATHS.heads: {
      const theirs = inventory.safeParse(question)
      if (!theirs.success) return say(400, 'malformed')
      learnOfHeadquarters(branch, member.hqKey, theirs.data)
      if (noteHeldBy(branch, device, theirs.data)) branch.changed('cases')
      served.onAsked(sender, address, theirs.data)
      return { status: 200, body: inventoryOf(branch) }
    }
    case HUB_PATHS.lines: {
      const asked = linesRequest.safeParse(question)
      if (!asked.success) return say(400, 'malformed')
      served.onAsked(sender, address, null)
      return { status: 200, body: { run: giveRun(branch, asked.data) } }
    }
    case HUB_PATHS.runs: {
      const run = runRequest.safeParse(question)
      if (!run.success) return say(400, 'malformed')
      served.onAsked(sender, address, null)
      return { status: 200, body: takeRun(branch, member.hqKey, run.data) }
    }
    default:
      return say(404, 'unknown')
  }
}

/** The body as text; null when it is longer than that, or breaks off. Nothing more is read of it then. */
async function read(request: IncomingMessage, most: number): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > most) return null
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length
      if (bytes > most) return null
      chunks.push(chunk)
    }
  } catch {
    return null
  }
  return Buffer.concat(chunks).toString('utf8')
}

function shownCertificate(value: string | string[] | undefined): Certificate | null {
  if (typeof value !== 'string') return null
  const shown = certificate.safeParse(readJson(Buffer.from(value, 'base64url').toString('utf8')))
  return shown.success ? shown.data : null
}

/** Whether an address has asked more often within a second than any computer of a branch does. */
function limitPerSecond(most: number): (address: string) => boolean {
  let second = 0
  const asked = new Map<string, number>()
  return (address) => {
    const now = Math.floor(performance.now() / 1000)
    if (now !== second) asked.clear()
    second = now
    const times = (asked.get(address) ?? 0) + 1
    asked.set(address, times)
    return times > most
  }
}
