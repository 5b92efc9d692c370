// Where things stand: the project, the cache that outlives `npm ci`, and the demo's data.
// Runs before node_modules exists, so it uses only what Node 20 brings.
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const modules = join(root, 'node_modules')
export const logs = join(root, 'out', 'set-up-logs')

/** What is downloaded or compiled once for this user, whichever copy of the project asks. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'okno')

/** The demo branch and its HQ; deleting this folder starts the demo afresh. */
export const demoData = join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'okno', 'demo')

/** Written by set-up, read by start, demo and the journeys: which Node, which Electron, which SQLite binary. */
export const runtimeFile = join(modules, '.cache', 'okno-runtime.json')
