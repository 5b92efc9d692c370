/** The reader as Electron starts it: `out/main/reader.cjs` in a utility process with little of the program's memory. */
import { join } from 'node:path'
import { app, utilityProcess } from 'electron'
import type { ReaderProcess } from './reader.ts'

export function forkReader(): ReaderProcess {
  const child = utilityProcess.fork(join(app.getAppPath(), 'out', 'main', 'reader.cjs'), [], {
    serviceName: 'Okno reader',
    stdio: 'inherit',
    execArgv: ['--max-old-space-size=512'],
    // Nothing of the workspace, of headquarters or of the person's own settings.
    env: { TZ: 'UTC', ...(process.env.PATH && { PATH: process.env.PATH }) },
  })
  return {
    postMessage: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', () => listener()),
    kill: () => void child.kill(),
    memory: () => (app.getAppMetrics().find(({ pid }) => pid === child.pid)?.memory.workingSetSize ?? 0) * 1024,
  }
}
