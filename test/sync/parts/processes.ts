/**
 * The branch and headquarters as processes of their own, as they run at a post office: started, killed, started again.
 * Each dies with the test that started it.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '..', '..', '..')
const START_LIMIT_MS = 60_000

export type BranchProcess = {
  /** Rejects when the process dies before it has answered. */
  call<T>(path: string, input: unknown): Promise<T>
  /** SIGKILL; resolves when the system has let go of everything. */
  kill(): Promise<void>
  /** Ends it as the application does when it is closed. */
  close(): Promise<void>
}

type Message = {
  id?: number
  ok?: boolean
  output?: unknown
  error?: { code: string; message: string }
  opened?: boolean
}

/** Throws what the process says when it cannot open its workspace. */
export async function startBranch(env: Record<string, string>): Promise<BranchProcess> {
  const child = fork(join(root, 'electron/branch/main.ts'), {
    env: { ...process.env, ...env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const ended = once(child, 'exit')
  let complaints = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints += chunk.toString()
  })
  const waiting = new Map<number, { resolve(output: unknown): void; reject(error: Error): void }>()
  const opened = Promise.withResolvers<void>()
  child.on('message', (message: Message) => {
    if (message.opened === true) opened.resolve()
    if (message.opened === false) opened.reject(new Error(`the branch did not open: ${message.error?.message}`))
    if (message.id === undefined) return
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.ok) asked?.resolve(message.output)
    else asked?.reject(new Error(`${message.error?.code}: ${message.error?.message}`))
  })
  child.on('exit', () => {
    opened.reject(new Error(`the branch process ended at its start:\n${complaints}`))
    for (const { reject } of waiting.values()) reject(new Error('the branch process has died'))
  })
  let last = 0
  await opened.promise
  return {
    call<T>(path: string, input: unknown) {
      const id = ++last
      return new Promise<T>((resolve, reject) => {
        waiting.set(id, { resolve: (output) => resolve(output as T), reject })
        child.send({ id, path, input }, (error) => error && reject(error))
      })
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async close() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

export type HqProcess = {
  url: string
  stop(): Promise<void>
  /** SIGKILL, as when the server loses power. */
  kill(): Promise<void>
}

/** `hq/server.ts` with these settings; ready when it has printed its address. */
export async function startHqProcess(env: Record<string, string>): Promise<HqProcess> {
  // setpriv keeps the process number; with it headquarters also ends where a test fails before it stops it.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', process.execPath, join(root, 'hq/server.ts')], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  try {
    return { url: await addressOf(child), stop, kill }
  } catch (error) {
    await stop()
    throw error
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  let complaints = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints += chunk.toString()
  })
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`headquarters ${why}:\n${complaints}`))
    const timer = setTimeout(() => fail('was not ready in time'), START_LIMIT_MS)
    if (child.stdout)
      createInterface(child.stdout).on('line', (line) => {
        if (!line.startsWith('HQ ')) return
        clearTimeout(timer)
        resolve(line.slice('HQ '.length))
      })
    child.on('exit', (code) => {
      clearTimeout(timer)
      fail(`ended with ${code}`)
    })
  })
}
