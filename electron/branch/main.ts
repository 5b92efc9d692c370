/**
 * Entry of the branch process: Electron's `utilityProcess` and plain Node's `child_process.fork` alike. It reads its
 * environment, opens the workspace, and answers calls; it never imports `electron`.
 */
import { randomBytes } from 'node:crypto'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import manifest from '../../package.json' with { type: 'json' }
import type { Changed } from '../contract.ts'
import { startCourier } from './courier/courier.ts'
import { fixedBy, startHub } from './hub/hub.ts'
import { openBranch } from './open.ts'
import { type Port, serve } from './serve.ts'

z.config({ jitless: true })
// A disk that takes no more is told by the failed write (EFBIG). The signal beside it must not end the process; a package
// below tus-js-client (signal-exit) would make it do so where nobody else listens.
process.on('SIGXFSZ', () => {})

/** Electron's port to the main process, as far as it is used here. */
type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

function parentPort(): Port {
  const electrons: ParentPort | undefined = Reflect.get(process, 'parentPort')
  if (electrons) {
    return {
      post: (message) => electrons.postMessage(message),
      onMessage: (listener) => electrons.on('message', ({ data }) => listener(data)),
    }
  }
  return {
    post: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
  }
}

/** The demo shows its PINs beside the names: a hash that is hard to guess would only make the demo slow to open. */
const SHOWN_PIN_COST = { N: 2 ** 10, r: 8, p: 1 }

const { env } = process
const need = (name: string): string => {
  const value = env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}

const port = parentPort()
const onTrouble = (what: string, error: unknown) => console.error(`${what}:`, error)

/** Opens the workspace and serves until told to stop. (A function, because the bundle for Electron has no top-level await.) */
async function run(): Promise<void> {
  const open = await serve(
    port,
    openBranch({
      workspace: need('OKNO_WORKSPACE'),
      state: env.OKNO_STATE || join(env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'okno'),
      data: need('OKNO_DATA'),
      letter: env.OKNO_WINDOW || 'A',
      version: manifest.version,
      clock: Date.now,
      random: (bytes) => randomBytes(bytes),
      ...(env.OKNO_DEMO === '1' && { demo: true, pinCost: SHOWN_PIN_COST }),
      nativeBinding: env.OKNO_SQLITE_BINARY || undefined,
      onChanged: (changed: Changed) => port.post({ changed }),
      onTrouble,
    }),
  )
  const courier = env.OKNO_HQ_URL
    ? startCourier(open.branch, { hqUrl: env.OKNO_HQ_URL, enrolCode: env.OKNO_ENROL_CODE || null, onTrouble })
    : null
  if (!courier) open.branch.status.set({ obstacle: { why: 'noAddress', branch: null } })
  const hub = startHub(open.branch, {
    fixed: fixedBy({ serve: env.OKNO_HUB_SERVE, use: env.OKNO_HUB }),
    onTrouble,
  })
  const shutDown = async () => {
    await hub.stop()
    await courier?.stop()
    await open.close()
    process.exit(0)
  }
  process.on('disconnect', () => void shutDown())
  process.on('SIGTERM', () => void shutDown())
}

run().catch((error: unknown) => {
  console.error(error)
  // The message about the opening must leave before the process does.
  setTimeout(() => process.exit(1), 100)
})
