/**
 * The reader's keeper. It starts the reader when there is something to read, gives it one job at a time, and ends it when a
 * job takes too long or its memory grows too far; the next job gets a new one. A file that kills the reader is told by its
 * reason, and nobody else notices: every job is answered. Time is the computer's running time: one that slept or whose clock
 * was set has not taken long.
 */
import { type Job, message, type Result } from '../reader/protocol.ts'

/** `ended`: the reader went away by itself. None of them says for certain that the file is at fault. */
export type ReaderWhy = 'tooLong' | 'tooMuchMemory' | 'ended'
export type Read = Result | { ok: false; why: ReaderWhy }

/** The process as its keeper needs it; Electron's `UtilityProcess` and Node's `ChildProcess` both fit. */
export type ReaderProcess = {
  postMessage(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  kill(): void
  /** Bytes that it holds now; 0 when nobody knows. */
  memory(): number
}

export type Limits = { jobMs: number; memoryBytes: number; idleMs: number; lookMs: number }
/** `jobMs` is for one page: the clock begins anew with each. */
export const usualLimits: Limits = { jobMs: 20_000, memoryBytes: 1_200_000_000, idleMs: 60_000, lookMs: 100 }

export type Reader = {
  read(job: Job): Promise<Read>
  stop(): void
}

type Waiting = { job: Job; answer: (read: Read) => void }

export function keepReader(fork: () => ReaderProcess, limits: Limits = usualLimits): Reader {
  const queue: Waiting[] = []
  let child: ReaderProcess | null = null
  let current: (Waiting & { id: number; aliveAt: number }) | null = null
  let watch: NodeJS.Timeout | null = null
  let idle: NodeJS.Timeout | null = null
  let lastId = 0
  let stopped = false

  function start(): ReaderProcess {
    const mine = fork()
    child = mine
    mine.onMessage((raw) => {
      const read = message.safeParse(raw)
      if (!read.success || child !== mine || read.data.id !== current?.id) return
      if ('alive' in read.data) current.aliveAt = performance.now()
      else settle(read.data.result)
    })
    // In the middle of a file: its decoder fell over what is in there, or the system took it away.
    mine.onExit(() => {
      if (child !== mine) return
      child = null
      settle({ ok: false, why: 'ended' })
    })
    return mine
  }

  function next(): void {
    if (current || stopped) return
    const waiting = queue.shift()
    if (!waiting) {
      rest()
      return
    }
    if (idle) clearTimeout(idle)
    const reader = child ?? start()
    current = { ...waiting, id: ++lastId, aliveAt: performance.now() }
    watch ??= setInterval(look, limits.lookMs)
    reader.postMessage({ id: current.id, job: current.job })
  }

  function look(): void {
    if (!current || !child) return
    if (child.memory() > limits.memoryBytes) end('tooMuchMemory')
    else if (performance.now() - current.aliveAt > limits.jobMs) end('tooLong')
  }

  function end(why: ReaderWhy): void {
    kill()
    settle({ ok: false, why })
  }

  function kill(): void {
    const running = child
    child = null
    running?.kill()
  }

  function settle(read: Read): void {
    const done = current
    current = null
    done?.answer(read)
    next()
  }

  /** Its memory is given back when nothing has come for a while. */
  function rest(): void {
    if (watch) clearInterval(watch)
    watch = null
    if (idle) clearTimeout(idle)
    idle = setTimeout(kill, limits.idleMs)
    idle.unref()
  }

  return {
    read(job) {
      if (stopped) return Promise.resolve({ ok: false, why: 'tooLong' })
      return new Promise((answer) => {
        queue.push({ job, answer })
        next()
      })
    },
    stop() {
      stopped = true
      if (watch) clearInterval(watch)
      if (idle) clearTimeout(idle)
      kill()
      for (const { answer } of [...(current ? [current] : []), ...queue.splice(0)])
        answer({ ok: false, why: 'tooLong' })
      current = null
    },
  }
}
