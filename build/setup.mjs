// Set-up: everything a purpose needs, each step skipped in milliseconds when already done, so that it can stand at the
// beginning of every command. `node build/setup.mjs --for start|test|demo|node` does it alone.
// Uses only what Node 20 brings, because it runs before node_modules exists.
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commandByHand, packages, packagesFor } from './setup/debian.mjs'
import { checkNode, dependencies, node24 } from './setup/dependencies.mjs'
import { electron } from './setup/electron.mjs'
import { runtimeFile } from './setup/paths.mjs'
import { SetUpStopped, saidAnything, seconds } from './setup/say.mjs'
import { sqliteBinary } from './setup/sqlite.mjs'

/**
 * What set-up found, also written to node_modules/.cache/okno-runtime.json.
 * @typedef {object} Runtime
 * @property {string} node path of Node 24
 * @property {{ path: string, version: string, source: 'override' | 'official' | 'stand-in' } | null} electron
 * @property {string | null} sqliteBinary for OKNO_SQLITE_BINARY; null where better-sqlite3's own binary serves
 * @property {string[]} missing Debian packages that could not be installed
 * @property {string | null} trouble why there is no Electron to run, in words
 */

/**
 * @param {'start' | 'demo' | 'test' | 'node'} purpose 'node' needs neither window nor servers
 * @param {(runtime: Runtime) => void} [beside] called when all but the Electron runtime stands, for what needs none: its
 *   native module takes a minute, on one core
 * @returns {Promise<Runtime>} throws SetUpStopped when it can't go on; tests go on without what is missing.
 */
export async function setUp(purpose, beside) {
  const began = Date.now()
  checkNode()
  await dependencies()
  const node = node24()
  const runtime = { node, electron: null, sqliteBinary: null, missing: [], trouble: null }
  if (purpose === 'node') return runtime

  runtime.missing = await packages(packagesFor(purpose))
  if (runtime.missing.length > 0 && purpose !== 'test') {
    throw new SetUpStopped(`Type this by hand, then run the same command again:\n  ${commandByHand(runtime.missing)}`)
  }
  beside?.(runtime)
  try {
    runtime.electron = await electron(node)
    runtime.sqliteBinary = await sqliteBinary(node, runtime.electron)
  } catch (error) {
    if (purpose !== 'test' || !(error instanceof SetUpStopped)) throw error
    runtime.trouble = error.message
  }
  record(runtime)
  if (runtime.electron?.source === 'stand-in') {
    console.log(`Electron ${runtime.electron.version} is the stand-in for development and tests; it is never shipped.`)
  }
  console.log(`Set-up: ${saidAnything() ? 'finished' : 'nothing to do'} (${seconds(began)})`)
  return runtime
}

function record(runtime) {
  mkdirSync(dirname(runtimeFile), { recursive: true })
  const fresh = `${runtimeFile}.${process.pid}`
  writeFileSync(fresh, `${JSON.stringify(runtime, null, 2)}\n`)
  renameSync(fresh, runtimeFile)
}

/** Runs a command's body; a stop of set-up becomes words and exit code 1, anything else is a defect and keeps its stack. */
export async function command(body) {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    if (!(error instanceof SetUpStopped)) throw error
    console.error(`\n${error.message}`)
    process.exitCode = 1
  }
}

if (process.argv[1] && existsSync(process.argv[1]) && fileURLToPath(import.meta.url) === process.argv[1]) {
  const at = process.argv.indexOf('--for')
  const purpose = at > 0 ? process.argv[at + 1] : 'start'
  await command(async () => {
    if (!['start', 'demo', 'test', 'node'].includes(purpose)) throw new SetUpStopped(`Unknown purpose: ${purpose}`)
    const { missing, trouble } = await setUp(purpose)
    if (missing.length > 0) console.error(`Still missing. Type this by hand:\n  ${commandByHand(missing)}`)
    if (trouble) console.error(trouble)
    return missing.length > 0 || trouble ? 1 : 0
  })
}
