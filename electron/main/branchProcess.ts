/** The branch process as Electron starts it: `out/main/branch.cjs` in a utility process, with its folders by environment. */
import { join } from 'node:path'
import { app, utilityProcess } from 'electron'
import type { Child } from './branch.ts'
import type { Folders } from './workspace.ts'

export function forkBranch({ workspace, data }: Folders): Child {
  const child = utilityProcess.fork(join(app.getAppPath(), 'out', 'main', 'branch.cjs'), [], {
    serviceName: 'Okno branch',
    stdio: 'inherit',
    env: { ...process.env, OKNO_WORKSPACE: workspace, OKNO_DATA: data },
  })
  return {
    postMessage: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  }
}
