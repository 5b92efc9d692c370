// A display for programs that need one, where there is none. It dies with the process that started it, also when that
// one is killed. An existing display is never replaced.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'

/** Larger than the counter's 1366 x 768: Chromium takes a point off each side of a window as large as its display. */
const SCREEN = '1440x900x24'

const READY_LIMIT_MS = 20_000

export interface Display {
  /** For the DISPLAY variable, such as `:7`. */
  name: string
  stop(): Promise<void>
}

/** Starts Xvfb on a display number that it picks itself. Throws when Xvfb is missing or is not ready in 20 s. */
export async function startXvfb(): Promise<Display> {
  const args = [
    '--pdeathsig',
    'KILL',
    'Xvfb',
    '-displayfd',
    '3',
    '-screen',
    '0',
    SCREEN,
    '-nolisten',
    'tcp',
    '-noreset',
  ]
  const child = spawn('setpriv', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  let complaints = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints += chunk.toString()
  })
  const number = await pickedNumber(child, () => complaints)
  // A display that still stands keeps no script from ending; it goes down with it.
  child.unref()
  for (const pipe of [child.stderr, child.stdio[3]]) (pipe as Socket).unref()
  return {
    name: `:${number}`,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.ref()
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

function pickedNumber(child: ChildProcess, complaints: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`Xvfb ${why}: ${complaints()}`))
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      fail('was not ready in time')
    }, READY_LIMIT_MS)
    let said = ''
    const pipe = child.stdio[3] as Readable
    pipe.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (!said.includes('\n')) return
      clearTimeout(timer)
      resolve(said.trim())
    })
    child.on('error', (error) => fail(error.message))
    child.on('exit', (code) => {
      clearTimeout(timer)
      fail(`ended with ${code}`)
    })
  })
}

let standing: Promise<Display> | undefined

/** Sets DISPLAY for this process and its children, starting one Xvfb for the life of this process if there is none. */
export async function ensureDisplay(): Promise<void> {
  if (process.env.DISPLAY) return
  standing ??= startXvfb()
  process.env.DISPLAY = (await standing).name
}

/** Ends the Xvfb that ensureDisplay started, before this process ends. */
export async function dropDisplay(): Promise<void> {
  const display = await standing
  if (!display) return
  standing = undefined
  delete process.env.DISPLAY
  await display.stop()
}
