/**
 * From the start of the program until a person can sign in, and what its processes hold in memory then, against an empty
 * window of the same Electron, in turns. Nothing drives it: the page is looked at over the debugging port that Chromium has.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { runtime } from '../support/electron.ts'
import { ensureDisplay } from '../support/xvfb.ts'
import { percentile, say } from './measure.ts'
import { whenPainted } from './painted.ts'

/** A tile of a person and the branch's name stand: the first digit would pick somebody. */
const SIGN_IN = '.people li'
const EMPTY = '#empty'
/** So long it may go on settling before its memory is looked at. */
const SETTLED_MS = 3_000
const root = resolve(import.meta.dirname, '../..')

/** `work`: milliseconds of processor time of all its processes until then, which others on the machine do not lengthen much. */
type Started = { ms: number; work: number; megabytes: number }

/** `rounds`: of each, after one of each that nobody counts and that lays the workspace. */
export async function benchStart(rounds: number): Promise<void> {
  await ensureDisplay()
  const folder = mkdtempSync(join(tmpdir(), 'okno-bench-start-'))
  const empty = layEmpty(join(folder, 'empty'))
  const ours: Started[] = []
  const theirs: Started[] = []
  try {
    for (let round = 0; round <= rounds; round++) {
      const app = await started(root, SIGN_IN, join(folder, 'ours'))
      const bare = await started(empty, EMPTY, join(folder, 'theirs'))
      if (round === 0) continue
      ours.push(app)
      theirs.push(bare)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  sayOne('start: spawn → a person can sign in, p50', 'ms', ({ ms }) => ms, 1.5)
  sayOne('start: processor time until then, p50', 'ms', ({ work }) => work)
  sayOne('start: memory of all its processes (PSS), p50', 'MB', ({ megabytes }) => megabytes, 1.3)

  function sayOne(name: string, unit: 'ms' | 'MB', of: (one: Started) => number, most?: number): void {
    const value = percentile(ours.map(of), 0.5)
    const against = { name: 'an empty window of the same Electron', value: percentile(theirs.map(of), 0.5) }
    const ratio = value / against.value
    const goal = most === undefined ? '' : `<= ${most} of the empty window`
    say({ name, value, unit, against, ratio, goal, ok: ratio <= (most ?? ratio), of: rounds })
  }
}

/** An application that is one window with one word. */
function layEmpty(folder: string): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.cjs' }))
  writeFileSync(join(folder, 'empty.html'), '<!doctype html><title>empty</title><p id="empty">.</p>')
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, webPreferences: { sandbox: true, spellcheck: false } })
  return window.loadFile('empty.html')
})
app.on('window-all-closed', () => app.quit())
`,
  )
  return folder
}

async function started(appDir: string, selector: string, home: string): Promise<Started> {
  const { electron, sqliteBinary } = runtime()
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const words = [...sandbox, `--user-data-dir=${join(home, 'electron')}`, '--remote-debugging-port=0', appDir]
  const began = performance.timeOrigin + performance.now()
  const child = spawn(electron.path, words, {
    cwd: root,
    env: {
      ...process.env,
      OKNO_DEMO: '1',
      OKNO_WORKSPACE: join(home, 'branch'),
      OKNO_STATE: join(home, 'state'),
      ...(sqliteBinary && { OKNO_SQLITE_BINARY: sqliteBinary }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const ended = once(child, 'exit')
  try {
    const at = await whenPainted(await debuggingPort(child), selector)
    const sum = (of: (pid: number) => number) => family(child.pid ?? 0).reduce((all, pid) => all + of(pid), 0)
    const work = sum(workOf)
    await new Promise((done) => setTimeout(done, SETTLED_MS))
    return { ms: at - began, work, megabytes: sum(pssOf) / 1024 }
  } finally {
    // The whole group: no process of it lives on.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    await ended
  }
}

function debuggingPort(child: ChildProcess): Promise<number> {
  return new Promise((done, fail) => {
    let said = ''
    if (child.stderr)
      createInterface(child.stderr).on('line', (line) => {
        said += `${line}\n`
        const port = /^DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1]
        if (port) done(Number(port))
      })
    child.on('exit', () => fail(new Error(`Electron ended at once. It said:\n${said}`)))
  })
}

/** A process and all that come from it. */
function family(pid: number): number[] {
  const threads = readdirSync(`/proc/${pid}/task`)
  const children = threads.flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '))
  return [pid, ...children.filter(Boolean).map(Number).flatMap(family)]
}

/** Milliseconds of processor time so far: `utime` and `stime` of proc(5), in hundredths of a second on Linux. */
function workOf(pid: number): number {
  const [utime = 0, stime = 0] = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
    .slice(11, 13)
  return (Number(utime) + Number(stime)) * 10
}

/** Kilobytes that it holds alone, with its part of what it shares. */
const pssOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
