/** The reader in plain Node, kept as main keeps it; its memory is read from the kernel. */
import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepReader, type Limits, type Reader, type ReaderProcess, usualLimits } from '../../electron/main/reader.ts'

const PAGE_BYTES = 4096

export function forkReader(): ReaderProcess {
  const child = fork(join(import.meta.dirname, '../../electron/reader/main.ts'), {
    serialization: 'advanced',
    execArgv: ['--max-old-space-size=512'],
  })
  return {
    postMessage: (message) => void child.send(message as object),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', () => listener()),
    kill: () => void child.kill('SIGKILL'),
    memory() {
      try {
        const [, resident] = readFileSync(`/proc/${child.pid}/statm`, 'utf8').split(' ')
        return Number(resident) * PAGE_BYTES
      } catch {
        return 0 // it is gone
      }
    },
  }
}

export const nodeReader = (limits: Partial<Limits> = {}): Reader =>
  keepReader(forkReader, { ...usualLimits, ...limits })
