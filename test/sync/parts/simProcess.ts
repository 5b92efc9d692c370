/** The simulation as on the command line: Node alone, without what a test runner adds to each call. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export type SimEnding = { code: number | null; output: string }
type Wishes = {
  /** Milliseconds; what turns in circles is ended then, and has no code. */ limit: number
  node?: string[]
  env?: Record<string, string>
}

export async function simProcess(words: readonly string[], { limit, node = [], env = {} }: Wishes): Promise<SimEnding> {
  const child = spawn(process.execPath, [...node, 'test/sync/sim.ts', ...words], {
    cwd: join(import.meta.dirname, '..', '..', '..'),
    timeout: limit,
    killSignal: 'SIGKILL',
    env: { ...process.env, ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output }
}
