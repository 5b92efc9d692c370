/**
 * The courier: one at a time, it wakes when something was recorded, when its pause is over or when the cable is back,
 * and carries everything over, in order. It owns what the ledge says about the exchange. Form versions are asked for after
 * a good exchange, and files of cases are carried while it rests; both errands give way to whatever was recorded meanwhile.
 */
import type { Branch } from '../branch.ts'
import { noteHqTime } from '../retention/time.ts'
import type { CourierSays } from '../status.ts'
import { storageFailure } from '../storage.ts'
import { certificateOf } from '../store/certificates.ts'
import { setting } from '../store/settings.ts'
import { pause } from './backoff.ts'
import { addressFault, enrolWith, obstacleIn } from './enrol.ts'
import { type ExchangeOutcome, exchangeOnce } from './exchange.ts'
import type { FileFetch } from './fileDoor.ts'
import { openCarrying } from './files.ts'
import { fetchForms } from './forms.ts'
import { type Fetch, linkTo, PATIENCE_MS } from './link.ts'
import { openRunLength } from './runLength.ts'
import { squeezed } from './squeezed.ts'

export type CourierOptions = {
  hqUrl: string
  enrolCode: string | null
  fetch?: Fetch
  /** For the contents of files; none are carried where only the other one is given. */
  fetchFile?: FileFetch
  /** A defect of ours that ended an exchange; nobody else hears of it. */
  onTrouble?: (what: string, error: unknown) => void
}

/** With nothing to send it still asks now and then, so that "online" is something seen, not assumed. */
const HEARTBEAT_MS = 20_000

/** `wanted`: somebody waits for a file; `asked`: the clerk wants it tried now. */
type Reason = 'recorded' | 'plugged' | 'wanted' | 'asked' | 'stop'

/** Starts carrying; `stop` breaks off the exchange under way, which is safe anywhere, and waits for its end. */
export function startCourier(branch: Branch, options: CourierOptions): { stop(): Promise<void> } {
  const { hqUrl, enrolCode, onTrouble } = options
  const fetch = options.fetch ?? squeezed(globalThis.fetch)
  const leaving = new AbortController()
  const runLength = openRunLength()
  const misled = addressFault(hqUrl)
  let shown: number | null = null
  const linkUntil = (end: AbortSignal) =>
    linkTo(
      hqUrl,
      branch.keys.sign,
      (url, init) =>
        branch.status.plugged()
          ? fetch(url, { ...init, signal: AbortSignal.any([init.signal, end]) })
          : Promise.reject(new Error('the cable is unplugged')),
      (ms) => {
        shown = ms
      },
    )
  const link = linkUntil(leaving.signal)
  branch.link = link
  let stopped = false
  let failures = 0
  /** Ends the rest, if the reason is one that may end it; what comes during an exchange is remembered. */
  let wake: (reason: Reason) => void = () => {}
  const unsubscribe = [
    branch.onCommitted(() => wake('recorded')),
    branch.status.onPlug(() => wake('plugged')),
    branch.status.onTry(() => wake('asked')),
    branch.carriage.onDemand(() => wake('wanted')),
  ]
  const fetchFile = options.fetchFile ?? (options.fetch ? null : globalThis.fetch)
  const carrying =
    fetchFile &&
    openCarrying(branch, hqUrl, (url, init) =>
      branch.status.plugged() ? fetchFile(url, init) : Promise.reject(new Error('the cable is unplugged')),
    )
  let carried: Promise<void> = Promise.resolve()
  /** Breaks off what is carried at once. */
  let putDown = () => {}

  /** A disk that is full shows itself at the next recording. */
  const trouble = (error: unknown) => {
    if (storageFailure(error) === null) onTrouble?.('files', error)
  }
  function hasFiles(): boolean {
    try {
      return carrying?.hasWork() ?? false
    } catch (error) {
      trouble(error)
      return false
    }
  }

  /** Until `ms` are over, or it is put down. Nobody waits for its end but whoever carries next. */
  function carry(ms: number): void {
    if (!hasFiles()) return
    const ending = new AbortController()
    const end = AbortSignal.any([leaving.signal, ending.signal])
    const until = performance.now() + ms
    putDown = () => ending.abort()
    carried = carried
      .then(() => carrying?.carry(linkUntil(end), end, () => !end.aborted && performance.now() < until))
      .catch(trouble)
  }

  /** What keeps this computer from being enrolled, by the last try. */
  let obstacle: CourierSays['obstacle'] = null

  /** Who waits for the line is told that it is being tried, and until when. */
  function sayTrying(): void {
    const { state, offlineSince } = branch.status.read()
    const isWell = offlineSince === null && state !== 'notEnrolled'
    if (isWell || misled || (!isEnrolled(branch) && enrolCode === null)) return
    branch.status.set({
      givesUpAt: iso(branch.clock() + PATIENCE_MS),
      // Until the first try has ended nobody knows more than that it is enrolled.
      ...(state === 'notEnrolled' && isEnrolled(branch) && { state: 'offline' }),
    })
  }

  async function attempt(): Promise<ExchangeOutcome> {
    sayTrying()
    obstacle = misled && { why: misled, branch: null }
    if (misled) return { ok: false, why: 'turnedAway', detail: misled, retryAfter: null }
    if (!isEnrolled(branch)) {
      if (enrolCode === null) {
        obstacle = { why: 'noCode', branch: null }
        return { ok: false, why: 'turnedAway', detail: 'not enrolled', retryAfter: null }
      }
      const outcome = await enrolWith(branch, link, enrolCode)
      obstacle = obstacleIn(outcome)
      if (!outcome.ok)
        return outcome.why === 'code'
          ? { ok: false, why: 'turnedAway', detail: outcome.detail, retryAfter: null }
          : outcome
    }
    const outcome = await exchangeOnce(branch, link, runLength)
    // Whatever else it was, whoever answered a whole exchange is headquarters.
    if (went(outcome) && shown !== null) noteHqTime(branch.db, shown)
    return outcome
  }

  /** Whatever becomes of it, cases are not concerned: the next exchange asks again. */
  async function askForForms(during: ReadonlySet<Reason>): Promise<void> {
    const urgent = new AbortController()
    const note = wake
    wake = (reason) => {
      note(reason)
      urgent.abort()
    }
    if (during.size > 0) return
    await fetchForms(branch, linkUntil(AbortSignal.any([leaving.signal, urgent.signal]))).catch(() => {})
  }

  /** Milliseconds to rest after what came out; says on the ledge what it means. */
  function after(outcome: ExchangeOutcome): number {
    const now = branch.clock()
    if (outcome.ok) {
      failures = 0
      branch.status.set({
        state: 'online',
        program: null,
        obstacle: null,
        offlineSince: null,
        nextTryAt: null,
        waitAsked: false,
        trouble: false,
        givesUpAt: null,
        sending: null,
        lastContactAt: iso(now),
      })
      return HEARTBEAT_MS
    }
    // A line that breaks again and again and yet carries something is not away.
    failures = outcome.restWent ? 0 : outcome.tookAt !== undefined ? 1 : failures + 1
    const rest = outcome.restWent ? HEARTBEAT_MS : pause(failures, chance(branch), outcome.retryAfter)
    const { offlineSince, lastContactAt } = branch.status.read()
    const took = outcome.tookAt === undefined ? null : iso(outcome.tookAt)
    const trouble = outcome.trouble === true
    branch.status.set({
      // Whoever is to be enrolled by a headquarters of another version hears of the version first.
      state: outcome.program
        ? 'turnedAway'
        : misled || !isEnrolled(branch)
          ? 'notEnrolled'
          : outcome.why === 'nonsense' || outcome.why === 'turnedAway'
            ? 'turnedAway'
            : 'offline',
      program: outcome.program ?? null,
      obstacle,
      offlineSince: later(offlineSince, took) ?? iso(now),
      lastContactAt: later(lastContactAt, took),
      nextTryAt: iso(now + rest),
      waitAsked: outcome.retryAfter !== null && !trouble,
      trouble,
      givesUpAt: null,
      sending: null,
    })
    return rest
  }

  const running = (async () => {
    while (!stopped) {
      const during = new Set<Reason>()
      wake = (reason) => {
        during.add(reason)
        putDown()
      }
      let outcome: ExchangeOutcome
      try {
        outcome = await attempt()
      } catch (error) {
        // A full or read-only disk shows itself at the next recording; here it only means "later". Whatever else is thrown
        // will not pass by waiting, and must not look like a network that is down.
        const defect = storageFailure(error) === null
        if (defect) onTrouble?.('courier', error)
        outcome = {
          ok: false,
          why: defect ? 'nonsense' : 'unreachable',
          detail: error instanceof Error ? error.message : String(error),
          retryAfter: null,
        }
      }
      const ends = endsRest(outcome)
      const ms = after(outcome)
      if (went(outcome)) await askForForms(during)
      if ([...during].some((reason) => ends.has(reason))) continue
      if (went(outcome)) carry(ms)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        wake = (reason) => {
          if (!ends.has(reason)) return
          putDown()
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()

  return {
    async stop() {
      stopped = true
      branch.link = null
      leaving.abort()
      for (const stopListening of unsubscribe) stopListening()
      wake('stop')
      await running
      await carried
    },
  }
}

/**
 * After a failure what a clerk records waits for the pause like everything else; a request to wait is kept by all but a person
 * who wants it tried now: the request may be of some device on the way, and of headquarters a single try asks little.
 */
function endsRest(outcome: ExchangeOutcome): ReadonlySet<Reason> {
  if (outcome.ok || outcome.restWent) return new Set(['recorded', 'plugged', 'wanted', 'asked', 'stop'])
  return new Set(outcome.retryAfter === null ? ['plugged', 'asked', 'stop'] : ['asked', 'stop'])
}

/** Files, forms, the time and new cases do not wait for a person to look at the one line that headquarters turns away. */
const went = (outcome: ExchangeOutcome): boolean => outcome.ok || outcome.restWent === true

/** A device that lost its key is another device: headquarters' key alone makes nobody enrolled. */
const isEnrolled = (branch: Branch) =>
  setting(branch.db, 'hqKey') !== null && certificateOf(branch.db, branch.desk().device) !== null

/** The later of two times as UTC text; where one is unknown, the other. */
const later = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one

const iso = (ms: number) => new Date(ms).toISOString()
/** A number in [0, 1) from the injected randomness. */
const chance = (branch: Branch) => (branch.random(1)[0] ?? 0) / 256
