/**
 * Branches with a backlog, as headquarters sees them: signed lines of real events, handed over by the product's own link
 * and with its own patience and its own length of runs. They have no store, so that thousands fit into one process.
 */

import { pause } from '../../electron/branch/courier/backoff.ts'
import { linkTo } from '../../electron/branch/courier/link.ts'
import { openRunLength } from '../../electron/branch/courier/runLength.ts'
import type { KeyPair } from '../../trust/keys.ts'
import { type Pen, registrationPayload, reviewRequested, takePen, uuid } from '../support/pen.ts'
import { TYPICAL } from '../support/typical.ts'
import type { Chance } from '../sync/parts/chance.ts'

const EVENTS_A_CASE = 2

export type Waiting = { pen: Pen; cases: number; code: string }

/** A counter of a branch of its own, with so many cases that nobody has seen. */
export function withBacklog(hq: KeyPair, name: string, code: string, cases: number): Waiting {
  const pen = takePen(hq, name, code)
  const answers = TYPICAL['ACC-DEREG'] ?? {}
  for (let serial = 1; serial <= cases; serial++) {
    const id = uuid(`${name} case ${serial}`)
    pen.register(id, { ...registrationPayload(`${name} ${serial}`, serial, code), answers, missing: [], marks: [] })
    pen.write(reviewRequested(id))
  }
  return { pen, cases, code }
}

export type Drained = {
  /** Milliseconds on the clock of the process. */
  from: number
  to: number
  requests: number
  /** How often headquarters was too busy. */
  sentAway: number
  /** Tries that came sooner than headquarters had asked for. */
  tooEarly: number
}

/** From the return of the network to the last acknowledgement. `acknowledged`: cases, each time that some are. */
export async function drain(
  url: string,
  { pen }: Waiting,
  chance: Chance,
  acknowledged: (cases: number) => void,
): Promise<Drained> {
  const drained = { from: performance.now(), to: 0, requests: 0, sentAway: 0, tooEarly: 0 }
  let notBefore = 0
  const link = linkTo(url, pen.key.sign, (address, init) => {
    drained.requests += 1
    if (performance.now() < notBefore) drained.tooEarly += 1
    return fetch(address, init)
  })
  const length = openRunLength()
  let failures = 0
  let at = 0
  let known = false
  while (at < pen.events.length) {
    const to = Math.min(at + length.next(), pen.events.length)
    const since = performance.now()
    const answer = known
      ? await link.run(pen.certificate, pen.run(at + 1, to))
      : await link.heads(pen.certificate, { heads: { [pen.line]: headOf(pen) } })
    if (answer.ok) {
      failures = 0
      if (known && 'verdict' in answer.value) {
        if (answer.value.verdict !== 'admitted') throw new Error(`not admitted: ${JSON.stringify(answer.value)}`)
        length.went(to - at, performance.now() - since)
        acknowledged((to - at) / EVENTS_A_CASE)
        at = to
      }
      known = true
      continue
    }
    if (answer.why === 'turnedAway' || answer.why === 'nonsense') throw new Error(`${answer.why}: ${answer.detail}`)
    if (answer.why === 'unreachable') length.broke()
    drained.sentAway += 1
    failures += 1
    notBefore = performance.now() + (answer.retryAfter ?? 0) * 1000
    await rest(pause(failures, chance.next(), answer.retryAfter))
    // As the courier does: after a failure it compares heads again.
    known = false
  }
  drained.to = performance.now()
  return drained
}

const headOf = ({ events }: Pen) => {
  const last = events.at(-1)
  if (!last) throw new Error('a line without events')
  return { seq: last.fields.seq, hash: last.hash }
}

/** A timer may fire a part of a millisecond early. */
export const rest = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, Math.ceil(ms) + 1))
