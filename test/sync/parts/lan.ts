/**
 * The branch's own network: one computer asks, another serves, in virtual time. The questions are signed and judged by the
 * real code of both; only sockets and TLS are left out, `hub.test.ts` has those.
 */
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { Certificate } from '../../../domain/journal/certificate.ts'
import { CERTIFICATE_HEADER, SIGNATURE_HEADER } from '../../../domain/wire/exchange.ts'
import { BODY_HEADER, bodyClaim, hubRequestText } from '../../../domain/wire/hub.ts'
import { boundsOf } from '../../../electron/branch/hub/bounds.ts'
import type { HubAnswered, HubFailure, HubLine } from '../../../electron/branch/hub/line.ts'
import { membershipOf } from '../../../electron/branch/hub/membership.ts'
import { answer } from '../../../electron/branch/hub/server.ts'
import type { OpenBranch } from '../../../electron/branch/open.ts'
import { storageFailure } from '../../../electron/branch/storage.ts'
import { primitives } from '../../../trust/primitives.ts'
import { Killed, type Machine } from './counter.ts'
import type { Tally } from './faults.ts'
import type { Gate } from './network.ts'
import type { World } from './world.ts'

/** Milliseconds there and back; null: lost. */
export type LanFate = { there: number | null; back: number | null }
export const quick: LanFate = { there: 1, back: 1 }
export type LanTrouble = (nth: number) => LanFate

/** What `lineTo` waits before it gives up, in virtual time. */
const PATIENCE_MS = 20_000
const MOST = 16 * 1024 * 1024

type Computer = { name: string; machine: Machine; stands(): number }
type Lan = {
  world: World
  tally: Tally
  gate: Gate
  trouble: LanTrouble
  isCut(one: string): boolean
  healed(): boolean
  note(line: string): void
}

const unreachable = (detail: string): HubFailure => ({ ok: false, why: 'unreachable', detail })

/** A connection between two processes that run now; null where there can be none. */
export function lanLine(asker: Computer, hub: Computer, lan: Lan): HubLine | null {
  const { world, tally, gate, trouble, isCut, healed, note } = lan
  const [here, there] = [asker.machine.running, hub.machine.running]
  const own = here && membershipOf(here.branch)?.own
  const peer = there && membershipOf(there.branch)?.own
  if (!here || !there || !own || !peer) return null
  let open = true
  let nth = 0

  function ask(path: string, question: object): Promise<Said | HubFailure> {
    const fate = healed() ? quick : trouble(nth++)
    const body = JSON.stringify(question)
    const headers = signed(here as OpenBranch, own as Certificate, path, body)
    note(`${asker.name} asks ${hub.name} ${path}`)
    return new Promise((resolve) => {
      let over = false
      const end = (outcome: Said | HubFailure): unknown => {
        if (over || asker.machine.running !== here) return undefined
        const ms = healed() ? 0 : asker.stands()
        if (ms > 0) return world.in(ms, () => end(outcome))
        over = true
        if ('ok' in outcome) open = false
        return gate.after(() => resolve(outcome))
      }
      const fail = (why: string, ms: number) => world.in(ms, () => end(unreachable(why)))
      gate.waits()
      if (isCut(asker.name) || isCut(hub.name)) {
        tally.strike('local network: cut')
        return fail('cut', 5)
      }
      if (fate.there === null) {
        tally.strike('local network: request lost')
        return fail('no answer', PATIENCE_MS)
      }
      world.in(fate.there + (healed() ? 0 : hub.stands()), async () => {
        if (hub.machine.running !== there) {
          tally.strike('local network: hub gone')
          return fail('connection reset', 1)
        }
        const said = await answered(there as OpenBranch, path, headers, body).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error
          note(`${hub.name} killed ${error.message}`)
          hub.machine.crash()
          return null
        })
        if (said === null) {
          tally.strike('local network: hub gone')
          return fail('connection reset', 1)
        }
        if (fate.back === null) {
          tally.strike('local network: answer lost')
          return fail('no answer', PATIENCE_MS)
        }
        return world.in(fate.back, () => end(said))
      })
    })
  }

  return {
    peer,
    async ask(path, question, schema) {
      const said = await ask(path, question)
      if ('ok' in said) return said
      if (said.status === 429 || said.status >= 500) return { ok: false, why: 'busy', detail: `HTTP ${said.status}` }
      if (said.status !== 200) return { ok: false, why: 'turnedAway', detail: `HTTP ${said.status}` }
      const read = schema.safeParse(JSON.parse(said.text))
      type Answered = HubAnswered<NonNullable<typeof read.data>>
      const failure: Answered = { ok: false, why: 'nonsense', detail: 'HTTP 200' }
      return read.success ? { ok: true, value: read.data } : failure
    },
    isOpen: () => open,
    close() {
      open = false
    },
  }
}

type Said = { status: number; text: string }

function signed({ branch }: OpenBranch, own: Certificate, path: string, body: string): Record<string, string> {
  const claim = { bytes: Buffer.byteLength(body), hash: primitives.sha256(body) }
  return {
    [CERTIFICATE_HEADER]: Buffer.from(JSON.stringify(own)).toString('base64url'),
    [BODY_HEADER]: bodyClaim(claim),
    [SIGNATURE_HEADER]: branch.keys.sign(hubRequestText(path, claim)),
  }
}

/** As the server says it, of a request that came whole. */
async function answered(
  { branch }: OpenBranch,
  path: string,
  headers: Record<string, string>,
  body: string,
): Promise<Said> {
  const request = Object.assign(Readable.from([Buffer.from(body)]), { method: 'POST', url: path, headers })
  const served = {
    membership: () => membershipOf(branch),
    identity: { key: '', certificate: '', fingerprint: '' },
    port: 0,
    onAsked() {},
    onTrouble() {},
  }
  try {
    const reading = boundsOf({ ofAll: MOST, ofOne: MOST })
    const said = await answer(branch, served, { request: request as unknown as IncomingMessage, address: '', reading })
    return { status: said.status, text: JSON.stringify(said.body) }
  } catch (error) {
    if (storageFailure(error) === null) throw error
    return { status: 503, text: '{}' }
  }
}
