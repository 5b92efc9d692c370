// `npm start`: sets up, builds, starts an HQ on loopback and opens the window on a demo branch. The demo's data stays in
// ~/.local/share/okno/demo between runs; one demo at a time, because HQ lets no second one on its data folder.
// With no display it says so and runs the demo story under a virtual one instead.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { bundle } from './bundle.mjs'
import { demo } from './demo.mjs'
import { hasDisplay } from './setup/debian.mjs'
import { tail, withLocale } from './setup/exec.mjs'
import { demoData, root } from './setup/paths.mjs'
import { SetUpStopped } from './setup/say.mjs'
import { command, setUp } from './setup.mjs'

const HQ_READY_LIMIT_MS = 60_000
const HQ_STOP_LIMIT_MS = 10_000

async function start() {
  if (!hasDisplay()) {
    console.log(
      'There is no display here ($DISPLAY and $WAYLAND_DISPLAY are empty): running the demo under a virtual one.',
    )
    return demo()
  }
  const { node, electron, sqliteBinary } = await setUp('start')
  await bundle(node)
  mkdirSync(demoData, { recursive: true })
  const hq = await startHq(node)
  try {
    return await openWindow(electron, sqliteBinary, hq.address, await enrolmentCode(hq))
  } finally {
    await hq.stop()
  }
}

/** HQ says where it listens in a line of its own: `HQ http://127.0.0.1:PORT`. */
async function startHq(node) {
  const logFile = join(demoData, 'hq.log')
  // Added to: where a demo is open already, it is that one's log too.
  const log = createWriteStream(logFile, { flags: 'a' })
  const adminToken = randomBytes(24).toString('base64url')
  const own = { HQ_PORT: '0', HQ_DATA_DIR: join(demoData, 'hq'), HQ_DEMO: '1', HQ_ADMIN_TOKEN: adminToken }
  const env = { ...process.env, ...own }
  delete env.DATABASE_URL // the demo's HQ keeps its own embedded database, whatever else this shell points at
  // Apart from the terminal's Ctrl-C, so that the window goes first; yet it never outlives this process.
  const words = [...(process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'TERM'] : []), node, 'hq/server.ts']
  const options = { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true }
  const child = spawn(words[0], words.slice(1), options)
  child.stderr.pipe(log, { end: false })
  const gone = new Promise((resolve) => child.on('close', resolve))
  const stop = async () => {
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), HQ_STOP_LIMIT_MS)
    await gone
    clearTimeout(timer)
    // Where it did not start, its last words are read there.
    await new Promise((resolve) => log.end(resolve))
  }
  const address = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.write(`${line}\n`)
      const said = /^HQ (http:\/\/\S+)$/.exec(line)
      if (said) resolve(said[1])
    })
  })
  let timer
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, HQ_READY_LIMIT_MS)
  })
  const found = await Promise.race([address, gone.then(() => null), late.then(() => null)])
  clearTimeout(timer)
  if (!found) {
    await stop()
    throw new SetUpStopped(`The demo's HQ did not start. The end of ${logFile}:\n${tail(logFile)}`)
  }
  console.log(`HQ ${found} (log: ${logFile})`)
  return { address: found, adminToken, stop }
}

/** A one-time code, as an administrator would make it, for the demo's first window; one already enrolled ignores it. */
async function enrolmentCode({ address, adminToken }) {
  const branch = JSON.parse(readFileSync(join(root, 'data', 'branch.json'), 'utf8')).code
  const answer = await fetch(`${address}/v1/admin/enrolment-codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ branch, letter: 'A', validHours: 1 }),
  })
  if (!answer.ok) throw new Error(`HQ gave no enrolment code: ${answer.status} ${await answer.text()}`)
  return (await answer.json()).code
}

/** @returns {Promise<number>} Electron's exit code once its window is closed; a signal to us closes it. */
function openWindow(electron, sqliteBinary, hqAddress, enrolCode) {
  // Only root can't use Chromium's sandbox; for everybody else it stays on.
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root]
  const env = {
    ...withLocale(process.env),
    OKNO_DEMO: '1',
    OKNO_HQ_URL: hqAddress,
    OKNO_ENROL_CODE: enrolCode,
    OKNO_WORKSPACE: join(demoData, 'branch'),
    OKNO_STATE: join(demoData, 'state'),
    ...(sqliteBinary ? { OKNO_SQLITE_BINARY: sqliteBinary } : {}),
  }
  const child = spawn(electron.path, args, { cwd: root, env, stdio: 'inherit' })
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      asked = true
      child.kill('SIGTERM')
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(asked ? 0 : (code ?? 1)))
  })
}

await command(start)
