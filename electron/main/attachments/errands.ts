/**
 * Carries the branch process's errands to the reader and the answers back, one after another. It decides nothing: which file
 * is read, and what follows from its codes, the branch process knows.
 */

import type { Job } from '../../reader/protocol.ts'
import type { BranchClient } from '../branchClient.ts'
import type { Read, Reader } from '../reader.ts'

export type Errands = {
  /** Something may have come in. */
  look(): void
  stop(): void
}

/** After an answer that could not be recorded (a full disk), or while the branch process is down. */
const AGAIN_MS = 5_000

export function runErrands({ reading }: Pick<BranchClient, 'reading'>, reader: Reader, againMs = AGAIN_MS): Errands {
  let running = false
  let wanted = false
  let stopped = false
  let timer: NodeJS.Timeout | null = null

  async function run(): Promise<void> {
    running = true
    try {
      while (wanted && !stopped) {
        wanted = false
        while (!stopped && (await runOne()));
      }
    } catch {
      if (!stopped) timer = setTimeout(look, againMs)
    }
    running = false
  }

  /** A reader that failed may have failed by itself: only what a fresh one fails of too is said of the file. */
  async function readTwice(job: Job): Promise<Read> {
    const read = await reader.read(job)
    const doubtful = !read.ok && (read.why === 'tooLong' || read.why === 'tooMuchMemory' || read.why === 'ended')
    return doubtful && !stopped ? reader.read(job) : read
  }

  /** Whether there was one. Throws when its answer could not be handed over. */
  async function runOne(): Promise<boolean> {
    const errand = await reading.next({})
    if (!errand) return false
    if (errand.do === 'examine') {
      const { sha256, path, kind, thorough } = errand
      const found = await readTwice({ do: 'examine', path, kind, thorough })
      if (stopped) return false
      if (found.ok && !('pages' in found)) throw new Error('the reader answered another job')
      if (!(await reading.examined({ sha256, found }))) throw new Error('not recorded')
      return true
    }
    const { item, path, page } = errand
    const sheet = await readTwice({ do: 'cut', path, page })
    if (stopped) return false
    if (sheet.ok && !('bytes' in sheet)) throw new Error('the reader answered another job')
    if (!(await reading.cut({ item, sheet }))) throw new Error('not recorded')
    return true
  }

  function look(): void {
    timer = null
    if (stopped) return
    wanted = true
    if (!running) void run()
  }

  return {
    look,
    stop() {
      stopped = true
      if (timer) clearTimeout(timer)
    },
  }
}
