/**
 * Branches that hand over one case after another and remember what was acknowledged to them, while whatever stands behind
 * the address is killed and replaced. They believe an acknowledgement as the product does: by its signature and hash.
 */

import { type Acknowledgement, isAcknowledged } from '../../../domain/journal/acknowledgement.ts'
import { linkTo } from '../../../electron/branch/courier/link.ts'
import type { Sql } from '../../../hq/store/database.ts'
import type { KeyPair } from '../../../trust/keys.ts'
import { primitives } from '../../../trust/primitives.ts'
import { bare, type Pen, registrationPayload, reviewRequested, takePen, uuid } from '../../support/pen.ts'

const PATIENCE_MS = 60_000
const PAUSE_MS = 60

export type Pusher = {
  pen: Pen
  branch: string
  cases: number
  /** Sequence of the last event that was acknowledged, at all and as safe. */
  acknowledged: number
  safe: number
  /** Tries that were not answered with a verdict. */
  failures: number
}

export type Pushers = {
  all: readonly Pusher[]
  /** Until so many cases more have been acknowledged, whatever happens meanwhile. */
  more(cases: number): Promise<void>
  /** No new cases; returns when everything is acknowledged. */
  drain(): Promise<void>
}

/** `count` branches, begun at once; `url`: where headquarters is now. */
export function startPushers(hq: KeyPair, url: () => string, name: string, count: number): Pushers {
  const all = Array.from({ length: count }, (_, i): Pusher => {
    const branch = `${name}${String(i).padStart(3, '0')}`
    const pen = takePen(hq, `${name} ${i}`, branch)
    return { pen, branch, cases: 0, acknowledged: 0, safe: 0, failures: 0 }
  })
  let ends = false
  const loops = all.map((one) => push(hq, url, one, () => ends))
  const failed = Promise.all(loops).then(() => new Promise<never>(() => {}))
  const acknowledged = () => all.reduce((sum, one) => sum + one.acknowledged, 0)
  return {
    all,
    async more(cases) {
      const wanted = acknowledged() + cases * 2
      const end = Date.now() + PATIENCE_MS
      while (acknowledged() < wanted) {
        if (Date.now() > end) throw new Error(`no more than ${acknowledged()} of ${wanted} events are acknowledged`)
        await Promise.race([rest(), failed])
      }
    },
    async drain() {
      ends = true
      await Promise.all(loops)
    },
  }
}

async function push(hq: KeyPair, url: () => string, one: Pusher, ends: () => boolean): Promise<void> {
  const { pen } = one
  const patience = () => Date.now() + PATIENCE_MS
  for (let end = patience(); !ends() || one.acknowledged < pen.events.length; ) {
    if (!ends() && one.acknowledged === pen.events.length) anotherCase(one)
    const link = linkTo(url(), pen.key.sign)
    const answer = await link.run(pen.certificate, pen.run(one.acknowledged + 1))
    if (!answer.ok) {
      if (answer.why === 'nonsense' || answer.why === 'turnedAway') throw new Error(`${answer.why}: ${answer.detail}`)
      if (Date.now() > end) throw new Error(`nobody answers: ${answer.detail}`)
      one.failures += 1
      await rest()
      continue
    }
    // What was acknowledged must still be there: nobody may ask for it again.
    if (answer.value.verdict !== 'admitted') throw new Error(JSON.stringify(answer.value))
    believe(hq, one, answer.value.acknowledgement)
    end = patience()
  }
}

function anotherCase(one: Pusher): void {
  one.cases += 1
  const id = caseOf(one, one.cases)
  one.pen.register(id, registrationPayload(`${one.branch} ${one.cases}`, one.cases, one.branch))
  one.pen.write(reviewRequested(id))
}
const caseOf = ({ branch }: Pusher, n: number) => uuid(`${branch} case ${n}`)

function believe(hq: KeyPair, one: Pusher, said: Acknowledgement): void {
  const { seq, hash, level } = said.body
  if (!isAcknowledged(primitives, said, hq.publicKey) || one.pen.events[seq - 1]?.hash !== hash)
    throw new Error('acknowledged is something else')
  one.acknowledged = seq
  if (level === 'safe') one.safe = seq
}

/** What is not at headquarters exactly once and byte for byte though it was acknowledged; and cases that are not there once. */
export async function wrongAt(sql: Sql, pushers: readonly Pusher[]): Promise<string[]> {
  const wrong: string[] = []
  for (const one of pushers) {
    const held = await sql.query<{ seq: number; header: string; payload: string; signature: string | null }>(
      'SELECT seq, header, payload, signature FROM event WHERE branch = $1 AND line = $2 ORDER BY seq, hash',
      [one.branch, one.pen.line],
    )
    const sent = one.pen.events.map((event) => ({ seq: event.fields.seq, ...bare(event) }))
    if (held.length < one.acknowledged) wrong.push(`${one.branch}: ${held.length} of ${one.acknowledged} acknowledged`)
    if (JSON.stringify(held) !== JSON.stringify(sent.slice(0, held.length))) wrong.push(`${one.branch}: other events`)
    const cases = await sql.query<{ id: string }>('SELECT id FROM case_record WHERE branch = $1 ORDER BY id', [
      one.branch,
    ])
    const expected = Array.from({ length: one.cases }, (_, i) => caseOf(one, i + 1)).sort()
    if (JSON.stringify(cases.map(({ id }) => id)) !== JSON.stringify(expected)) wrong.push(`${one.branch}: other cases`)
  }
  return wrong
}

const rest = () => new Promise<void>((resolve) => void setTimeout(resolve, PAUSE_MS))
