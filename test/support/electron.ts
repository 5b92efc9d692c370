// How a journey gets the real application:
//
//   const { window, close } = await openApp({ env: { OKNO_DEMO: '1', OKNO_HQ_URL: hq.url } })
//   await window.getByRole('textbox', { name: 'PIN' }).fill('1234')
//   await close()
//
// openApp launches out/ (built by `npm test` and `npm run demo` beforehand, or `npm run build`) in the Electron that
// set-up found, with a window of 1366 x 768. Everything it keeps lies in one fresh temporary folder, its home: the branch's
// data in home/branch, what guards them in home/state, Electron's settings in home/electron. Nothing of the person's own
// profile is touched, and several can run side by side. To relaunch on the same data, make the home yourself and pass it
// to both; then it is yours to delete.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { ensureDisplay } from './xvfb.ts'

/** A branch's usual screen, and so the size of every journey's window, in points. */
export const COUNTER = { width: 1366, height: 768 }

const WINDOW_LIMIT_MS = 30_000
const CLOSE_LIMIT_MS = 10_000
const root = resolve(import.meta.dirname, '../..')

/** What set-up found on this machine; see build/setup.mjs. */
interface Runtime {
  electron: { path: string; version: string; source: 'override' | 'official' | 'stand-in' }
  sqliteBinary: string | null
}

export interface AppOptions {
  /** The folder that holds all the application keeps; a fresh temporary one unless given. */
  home?: string
  /** Added to this process's environment; undefined takes a variable away. */
  env?: Record<string, string | undefined>
  /** Folder with the package.json to run; the project itself unless given. */
  appDir?: string
  /** Further switches for Electron, before the folder. */
  switches?: string[]
}

export interface OpenApp {
  app: ElectronApplication
  window: Page
  home: string
  /** The branch's data, inside the home. */
  workspace: string
  /** What the processes have written to the terminal so far, for a failing test to show. */
  output(): string
  /** Closes the windows as a person would, kills after 10 s; deletes the home unless it was given. */
  close(): Promise<void>
  /** Pulls the plug: the whole application is killed at once. The home stays, for a relaunch or close(). */
  kill(): Promise<void>
}

/** The runtime that set-up wrote down. Throws with what to do when set-up has not run. */
export function runtime(): Runtime {
  const file = join(root, 'node_modules', '.cache', 'okno-runtime.json')
  if (!existsSync(file)) throw new Error('Set-up has not run: node build/setup.mjs --for test')
  const found = JSON.parse(readFileSync(file, 'utf8')) as Runtime & { trouble: string | null }
  if (!found.electron) throw new Error(`There is no Electron to run: ${found.trouble}`)
  return found
}

function environment(home: string, sqliteBinary: string | null, added: AppOptions['env']): Record<string, string> {
  const all = {
    ...process.env,
    OKNO_WORKSPACE: join(home, 'branch'),
    OKNO_STATE: join(home, 'state'),
    ...(sqliteBinary ? { OKNO_SQLITE_BINARY: sqliteBinary } : {}),
    // vitest's own, which the application must not see.
    NODE_COMPILE_CACHE: undefined,
    NODE_ENV: undefined,
    NODE_OPTIONS: undefined,
    VITEST: undefined,
    ...added,
  }
  return Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined))
}

function words(home: string, { switches = [], appDir = root }: AppOptions): string[] {
  // Only root can't use Chromium's sandbox; for everybody else it stays on.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return [...sandbox, `--user-data-dir=${join(home, 'electron')}`, ...switches, appDir]
}

/** Starts the application and pulls the plug after so many milliseconds, however far it has come: all its processes at once. */
export async function startAndKill(options: AppOptions & { home: string }, afterMs: number): Promise<void> {
  const { electron, sqliteBinary } = runtime()
  await ensureDisplay()
  const env = environment(options.home, sqliteBinary, options.env)
  const child = spawn(electron.path, words(options.home, options), { cwd: root, env, stdio: 'ignore', detached: true })
  const ended = once(child, 'exit')
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  pullPlug(child)
  await ended
}

/** The whole group: no process of it may live on and finish what it was doing. */
function pullPlug({ pid }: { pid?: number | undefined }): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL')
}

/** The windows that are open now, for a picture of what stood there when a test failed. */
export const openWindows = new Set<Page>()

/** What an application says that will never show a window, but waits for a debugger or for a click in an error box. */
const DOOMED = /Waiting for the debugger to disconnect|JavaScript error occurred in the main process/

/** Kills the application as soon as it is lost, so that a test hears of it at once and not after 30 s. */
function killWhenDoomed(log: string, output: () => string): () => void {
  const timer = setInterval(() => {
    if (!DOOMED.test(output())) return
    clearInterval(timer)
    process.kill(Number(readFileSync(`${log}.pid`, 'utf8')), 'SIGKILL')
  }, 200)
  return () => clearInterval(timer)
}

/** Opens the application and waits for its first window. */
export async function openApp(options: AppOptions = {}): Promise<OpenApp> {
  const { electron, sqliteBinary } = runtime()
  await ensureDisplay()
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'okno-journey-')))
  const logs = await mkdtemp(join(tmpdir(), 'okno-journey-log-'))
  const log = join(logs, 'output')
  const output = () => (existsSync(log) ? readFileSync(log, 'utf8') : '')
  const forget = async () => {
    await rm(logs, { recursive: true, force: true })
    if (!options.home) await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
  const stopWatching = killWhenDoomed(log, output)
  const app = await _electron
    .launch({
      executablePath: join(import.meta.dirname, 'electron-with-log.sh'),
      cwd: root,
      args: words(home, options),
      env: {
        ...environment(home, sqliteBinary, options.env),
        OKNO_TEST_ELECTRON: electron.path,
        OKNO_TEST_LOG: log,
      },
    })
    .catch(async (cause: unknown) => {
      stopWatching()
      const said = output()
      await forget()
      throw new Error(`The application ended at once. It said:\n${said}`, { cause })
    })
  const child = app.process()
  const ended = new Promise<void>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done()
    else child.once('exit', () => done())
  })
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) pullPlug(child)
    await ended
  }
  const close = async () => {
    const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_LIMIT_MS)
    await app.close().catch(() => undefined) // it may be gone already
    await ended
    clearTimeout(timer)
    await forget()
  }
  try {
    const window = await app.firstWindow({ timeout: WINDOW_LIMIT_MS })
    await app.evaluate(({ BrowserWindow }, size) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, ...size })
    }, COUNTER)
    openWindows.add(window)
    window.once('close', () => openWindows.delete(window))
    return { app, window, home, workspace: join(home, 'branch'), output, close, kill }
  } catch (cause) {
    const said = output()
    await kill()
    await forget()
    throw new Error(`The application did not open a window. It said:\n${said}`, { cause })
  } finally {
    stopWatching()
  }
}
