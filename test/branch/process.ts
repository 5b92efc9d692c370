/** A branch process of its own, driven over the same messages as by Electron's main process. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { data } from './bench.ts'

export type Running = {
  child: ChildProcess
  /** Rejects when the process dies before it has answered. */
  call(path: string, input: unknown): Promise<unknown>
  /** The first message: whether the workspace is open. */
  opened: Promise<unknown>
  ended: Promise<unknown>
}

type Folders = { workspace: string; state: string }

type Message = { id?: number; ok?: boolean; output?: unknown; error?: unknown; opened?: boolean }

const entries = { real: '../../electron/branch/main.ts', killable: './killable.ts' }

export function start(entry: keyof typeof entries, folders: Folders, env: NodeJS.ProcessEnv = {}): Running {
  const child = fork(join(import.meta.dirname, entries[entry]), {
    env: {
      ...process.env,
      OKNO_WORKSPACE: folders.workspace,
      OKNO_STATE: folders.state,
      OKNO_DATA: data,
      OKNO_DEMO: '1',
      ...env,
    },
    silent: true,
    // As Electron's messages are: bytes stay bytes.
    serialization: 'advanced',
  })
  const waiting = new Map<number, { resolve(output: unknown): void; reject(error: unknown): void }>()
  const ended = once(child, 'exit')
  let opened: (message: Message) => void = () => {}
  const firstMessage = new Promise<unknown>((resolve) => {
    opened = resolve
  })
  child.on('message', (message: Message) => {
    if (message.opened !== undefined) opened(message)
    if (message.id === undefined) return
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.ok) asked?.resolve(message.output)
    else asked?.reject(message.error)
  })
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the branch process has died'))
  })
  let last = 0
  return {
    child,
    opened: firstMessage,
    ended,
    call(path, input) {
      const id = ++last
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        child.send({ id, path, input }, (error) => error && reject(error))
      })
    },
  }
}

/** A disk as it was when its counter was killed: laid again at the same place for each test that goes on from there. */
export type KilledDisk<Made> = { made: Made; lay(): Folders; remove(): void }

/** `work`: what the counter does before it is killed. */
export async function killedAfter<Made>(work: (running: Running) => Promise<Made>): Promise<KilledDisk<Made>> {
  const whole = mkdtempSync(join(tmpdir(), 'okno-killed-'))
  const [now, then] = [join(whole, 'now'), join(whole, 'then')]
  const folders = { workspace: join(now, 'workspace'), state: join(now, 'state') }
  const running = start('killable', folders)
  await running.opened
  const made = await work(running)
  running.child.kill('SIGKILL')
  await running.ended
  cpSync(now, then, { recursive: true })
  return {
    made,
    lay() {
      rmSync(now, { recursive: true })
      cpSync(then, now, { recursive: true })
      return folders
    },
    remove: () => rmSync(whole, { recursive: true }),
  }
}
