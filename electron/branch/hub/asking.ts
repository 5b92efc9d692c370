/**
 * Uses the computer that serves: asks again and again, at once when something was recorded here, and never stops asking.
 * One exchange at a time. On a local network the pause after a failure stays short, for somebody just pulled a plug.
 */
import { readAddress } from '../../../domain/wire/hub.ts'
import type { HubState } from '../../contract/hub.ts'
import type { Branch } from '../branch.ts'
import { storageFailure } from '../storage.ts'
import { exchangeWithHub, type HubOutcome } from './exchange.ts'
import { type HubFailure, type HubLine, lineTo } from './line.ts'
import type { Members } from './members.ts'
import { membershipOf } from './membership.ts'

/**
 * What another window recorded is seen here after two of these at the latest, well within the ten seconds of R-013, and as a
 * rule within a second. A question with nothing new costs a look at the end of each line.
 */
export const BETWEEN_MS = 750
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 5_000

type Asking = {
  /** `host:port`. */
  address: string
  betweenMs: number | undefined
  members: Members
  say(stand: Pick<HubState, 'state' | 'detail'>): void
  onTrouble(error: unknown): void
}
type Round = HubOutcome | { ok: false; why: 'notEnrolled'; detail: null }

const stands: Record<HubFailure['why'], HubState['state']> = {
  unreachable: 'unreachable',
  busy: 'unreachable',
  stranger: 'stranger',
  turnedAway: 'turnedAway',
  nonsense: 'disagrees',
}

export function ask(
  branch: Branch,
  { address, betweenMs = BETWEEN_MS, members, say, onTrouble }: Asking,
): { stop(): Promise<void> } {
  const leaving = new AbortController()
  let line: HubLine | null = null
  let failures = 0
  let recorded = false
  let wake = () => {}
  const unsubscribe = branch.onCommitted(() => {
    recorded = true
    wake()
  })
  say({ state: 'connecting', detail: null })

  async function round(): Promise<Round> {
    const member = membershipOf(branch)
    if (!member) return { ok: false, why: 'notEnrolled', detail: null }
    if (!line?.isOpen()) {
      const place = readAddress(address)
      if (!place) return { ok: false, why: 'unreachable', detail: 'no address' }
      const connected = await lineTo(branch, member, { ...place, signal: leaving.signal })
      if (!connected.ok) return connected
      line = connected.value
    }
    const outcome = await exchangeWithHub(branch, line, member.hqKey)
    if (outcome.ok) members.met(line.peer, address, outcome.theirs)
    // What went wrong on this connection is not carried on over it.
    else line.close()
    return outcome
  }

  /** Whatever is thrown passes later (a full disk) or is a defect that somebody must hear of; asking goes on. */
  const attempt = (): Promise<Round> =>
    round().catch((error: unknown): Round => {
      line?.close()
      if (storageFailure(error) === null) onTrouble(error)
      return { ok: false, why: 'nonsense', detail: error instanceof Error ? error.message : String(error) }
    })

  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      if (leaving.signal.aborted) wake()
    })

  const running = (async () => {
    while (!leaving.signal.aborted) {
      recorded = false
      const outcome = await attempt()
      if (leaving.signal.aborted) break
      failures = outcome.ok ? 0 : failures + 1
      if (outcome.ok) say({ state: 'together', detail: null })
      else say({ state: outcome.why === 'notEnrolled' ? 'notEnrolled' : stands[outcome.why], detail: outcome.detail })
      if (outcome.ok && recorded) continue
      await rest(outcome.ok ? betweenMs : pauseAfter(failures, (branch.random(1)[0] ?? 0) / 256))
    }
  })()

  return {
    async stop() {
      leaving.abort()
      unsubscribe()
      wake()
      await running
      line?.close()
    },
  }
}

/** Milliseconds; spread by chance so that the computers of a branch do not all come at once when the hub is back. */
export const pauseAfter = (failures: number, chance: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 8)) * (0.5 + chance / 2)
