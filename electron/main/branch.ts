/**
 * Keeps the branch process alive and talks to it. A call is answered, refused or rejected, never left hanging: when the
 * process dies, everything in flight is rejected at once (a write is safe to repeat by its command id). Restarts wait a
 * little longer each time and end after a few deaths in a row, with the reason in words for a person.
 */
import { z } from 'zod'
import { type Changed, changed } from '../contract.ts'

const holder = z.object({ pid: z.number(), computer: z.string(), since: z.string(), person: z.string().nullable() })
const opened = z.union([
  z.object({ opened: z.literal(true) }),
  z.object({
    opened: z.literal(false),
    error: z.object({ code: z.string(), message: z.string(), holder: holder.nullable().optional() }),
  }),
])
const answer = z.union([
  z.object({ id: z.int(), ok: z.literal(true), output: z.unknown() }),
  z.object({ id: z.int(), ok: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) }),
])
const news = z.object({ changed })

/** Why there is no branch process: what it said before it ended, or how it ended. */
export type Stopped = {
  code: string
  message: string
  holder: z.infer<typeof holder> | null
}

/** A call that could not be answered. The window sees `code: message`. */
export class CallFailed extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(`${code}: ${message}`)
    this.code = code
  }
}

/** The process as the supervisor needs it; Electron's `UtilityProcess` and a test's stand-in both fit. */
export type Child = {
  postMessage(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: (code: number) => void): void
  kill(): void
}

export type Branch = {
  call(path: string, input: unknown): Promise<unknown>
  /** After it was given up: starts it again, from the beginning. */
  tryAgain(): void
  stop(): Promise<void>
}

export type Supervision = {
  fork: () => Child
  onChanged: (changed: Changed) => void
  onGivenUp: (why: Stopped) => void
  onOpened: () => void
}

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 4_000
const DEATHS_IN_A_ROW = 5
/** A process that lived this long was well: the count of deaths begins anew. */
const WELL_AFTER_MS = 30_000
const STOP_LIMIT_MS = 5_000

/** All that a restart may have changed. */
const EVERYTHING: Changed = { what: [...changed.shape.what.element.options] }

export function superviseBranch({ fork, onChanged, onGivenUp, onOpened }: Supervision): Branch {
  const waiting = new Map<number, { resolve: (output: unknown) => void; reject: (error: Error) => void }>()
  let lastId = 0
  let child: Child | null = null
  let deaths = 0
  let starts = 0
  let timer: NodeJS.Timeout | null = null
  let stopping: (() => void) | null = null

  function start() {
    timer = null
    const startedAt = Date.now()
    const mine = fork()
    let said: Stopped | null = null
    child = mine
    starts += 1
    mine.onMessage((message) => {
      const read = opened.safeParse(message)
      if (!read.success) return hear(message)
      if (!read.data.opened) said = { ...read.data.error, holder: read.data.error.holder ?? null }
      else {
        onOpened()
        if (starts > 1) onChanged(EVERYTHING)
      }
    })
    mine.onExit((code) => {
      if (child !== mine) return
      child = null
      rejectAll(said)
      if (stopping) return stopping()
      deaths = Date.now() - startedAt > WELL_AFTER_MS ? 1 : deaths + 1
      // What it said itself will not change by trying: another program has the workspace, or a file is damaged.
      if (said || deaths >= DEATHS_IN_A_ROW)
        return onGivenUp(said ?? { code: 'exited', message: `exit code ${code}`, holder: null })
      timer = setTimeout(start, Math.min(FIRST_WAIT_MS * 2 ** (deaths - 1), LONGEST_WAIT_MS))
    })
  }

  function hear(message: unknown) {
    const told = news.safeParse(message)
    if (told.success) return onChanged(told.data.changed)
    const read = answer.parse(message)
    const asked = waiting.get(read.id)
    if (!asked) return
    waiting.delete(read.id)
    if (read.ok) asked.resolve(read.output)
    else asked.reject(new CallFailed(read.error.code, read.error.message))
  }

  function rejectAll(said: Stopped | null) {
    const error = new CallFailed('branchGone', said?.message ?? 'the branch process ended before it answered')
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  start()
  return {
    call(path, input) {
      if (!child) return Promise.reject(new CallFailed('branchDown', 'the branch process is not running'))
      const id = ++lastId
      const reply = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
      child.postMessage({ id, path, input })
      return reply
    },
    tryAgain() {
      if (child || timer || stopping) return
      deaths = 0
      start()
    },
    stop() {
      if (timer) clearTimeout(timer)
      const running = child
      if (!running) return Promise.resolve()
      return new Promise((resolve) => {
        const late = setTimeout(resolve, STOP_LIMIT_MS)
        stopping = () => {
          clearTimeout(late)
          resolve()
        }
        running.kill()
      })
    },
  }
}
