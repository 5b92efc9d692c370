/**
 * Printing through CUPS (Linux, macOS) with its own programs. `lp` names the job it made, so the job that is followed is
 * the job that was sent; Chromium's own print call only says that CUPS took something.
 */
import { execFile } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { type JobState, jobState } from './ipp.ts'
import { readPrinters, readRequestId } from './lpstat.ts'
import type { Outcome, Paper, Printers } from './printer.ts'

const COMMAND_LIMIT_MS = 8_000
const LOOK_EVERY_MS = 150
/** A slip takes seconds; after this the clerk is told to look instead of waiting on. */
const FOLLOW_LIMIT_MS = 30_000

/** `cut`: it was stopped because it took too long; what it has done by then nobody knows. */
type Said = { ok: boolean; cut: boolean; out: string; trouble: string }

/** Runs a program without a shell, in the C locale, so that its words can be read. */
function run(program: string, words: string[], input?: Uint8Array): Promise<Said> {
  const env = { ...process.env, LC_ALL: 'C', LANGUAGE: 'C' }
  return new Promise((resolve) => {
    const child = execFile(program, words, { env, timeout: COMMAND_LIMIT_MS }, (error, stdout, stderr) => {
      resolve({ ok: !error, cut: error?.killed === true, out: stdout, trouble: stderr.trim() || error?.message || '' })
    })
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}

export const cups: Printers = {
  async list() {
    // Fails as a whole where there is no scheduler; with one queue missing a part it still says the rest.
    const { out } = await run('lpstat', ['-d', '-p', '-a'])
    return readPrinters(out)
  },

  async print(printer, paper) {
    const sent = await run('lp', ['-d', printer, '-t', paper.title, ...mediaOf(paper), '-'], paper.pdf)
    const job = readRequestId(sent.out)
    if (job) return follow(printer, job)
    // A busy CUPS may have taken the job and never said so: its slip would come out beside the one printed instead.
    if (sent.ok || sent.cut) return { end: 'uncertain', why: sent.out.trim() || sent.trouble }
    return { end: 'failed', why: sent.trouble }
  },
}

/** The page is already as large as the paper: no scaling, no turning, no margins of CUPS's own. */
function mediaOf({ widthMm, heightMm }: Paper): string[] {
  const media = `Custom.${widthMm}x${heightMm}mm`
  return ['-o', `media=${media}`, '-o', 'print-scaling=none', '-o', 'sides=one-sided']
}

async function follow(printer: string, job: string): Promise<Outcome> {
  const server = (await run('lpstat', ['-H'])).out.trim()
  const number = Number(job.slice(job.lastIndexOf('-') + 1))
  /** A scheduler that is just restarting says nothing: it is looked at again. */
  const look = () => jobState(server, printer, number)
  const until = Date.now() + FOLLOW_LIMIT_MS
  let begun = false
  while (Date.now() < until) {
    const state = await look()
    const outcome = ended(state)
    if (outcome) return outcome
    begun ||= state === 'printing'
    await wait(LOOK_EVERY_MS)
  }
  // Left in the queue it would come out some other day, beside a second slip.
  await run('cancel', [job])
  const state = await look()
  if (state === 'cancelled' && begun)
    return { end: 'uncertain', why: `cancelled after ${FOLLOW_LIMIT_MS / 1000} s, when it had begun` }
  return ended(state) ?? { end: 'uncertain', why: `no end was seen after ${FOLLOW_LIMIT_MS / 1000} s` }
}

function ended(state: JobState | null): Outcome | null {
  if (state === 'done') return { end: 'printed' }
  if (state === 'aborted' || state === 'cancelled') return { end: 'failed', why: `the printing system says: ${state}` }
  return state === 'gone' ? { end: 'uncertain', why: 'the printing system has forgotten the job' } : null
}
