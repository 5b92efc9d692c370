// Step 1: node_modules is exactly what package-lock.json says, or `npm ci` makes it so.
// Install scripts are never run: none of the pinned packages needs one.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run, tail } from './exec.mjs'
import { modules, root } from './paths.mjs'
import { progress, SetUpStopped, seconds, step } from './say.mjs'

const OLDEST = [20, 19]

/** Refuses a Node that is too old, in words a person can act on. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return
  throw new SetUpStopped(
    `This project needs Node ${OLDEST.join('.')} or newer to set itself up; this is Node ${process.versions.node}.\n` +
      'Install a newer Node and run the same command again.',
  )
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** Packages of the lock file that belong on this machine (others are for other platforms). */
function wanted() {
  const fits = (list, mine) => !list || list.includes(mine)
  return Object.entries(read(join(root, 'package-lock.json'))?.packages ?? {}).filter(
    ([path, entry]) =>
      path.startsWith('node_modules/') &&
      !entry.link &&
      fits(entry.os, process.platform) &&
      fits(entry.cpu, process.arch) &&
      (!entry.libc || entry.libc.includes(isMusl() ? 'musl' : 'glibc')),
  )
}

let musl
function isMusl() {
  musl ??= !process.report.getReport().header.glibcVersionRuntime
  return musl
}

/** npm writes node_modules/.package-lock.json as its last act, so an interrupted install never looks complete. */
function areCurrent(packages) {
  const installed = read(join(modules, '.package-lock.json'))?.packages
  if (!installed) return false
  return packages.every(([path, entry]) => {
    const found = installed[path]
    if (!found) return entry.optional === true || entry.devOptional === true || entry.peer === true
    return (
      found.version === entry.version &&
      found.integrity === entry.integrity &&
      existsSync(join(root, path, 'package.json'))
    )
  })
}

/** The npm that started us, on the Node it runs on: `npm ci` deletes the Node 24 of node_modules while it works. */
function npm() {
  const cli = process.env.npm_execpath
  if (cli && /\.c?js$/.test(cli)) return [process.env.npm_node_execpath || process.execPath, [cli]]
  return ['npm', []]
}

export async function dependencies() {
  const packages = wanted()
  if (areCurrent(packages)) return
  const began = Date.now()
  const total = packages.filter(([, entry]) => !entry.optional).length
  step(1, 'dependencies', `npm ci, about ${total} packages (usually 15 to 60 s)`)
  const present = () => packages.filter(([path]) => existsSync(join(root, path, 'package.json'))).length
  const install = (...words) => {
    const [command, first] = npm()
    const args = [
      ...first,
      ...words,
      '--loglevel=error', // under `npm --silent` it would not say why it fails
      '--ignore-scripts',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
    ]
    return run('dependencies', command, args, {
      cwd: root,
      alive: (gone) => `${Math.min(present(), total)} of ${total} packages after ${gone} s`,
    })
  }
  let { ok, log } = await install('ci')
  // A lock file made where a registry lacks other platforms' packages leaves those out, and `npm ci` then refuses it.
  // `npm install` takes the same versions, checked below, and with --no-save leaves the lock file as it is.
  if (!ok && readFileSync(log, 'utf8').includes('EUSAGE')) {
    progress('npm ci finds the lock file incomplete: npm install with the locked versions instead')
    ;({ ok, log } = await install('install', '--no-save'))
  }
  if (!ok) throw new SetUpStopped(`npm failed. The end of ${log}:\n${tail(log)}\nIs the npm registry reachable?`)
  if (!areCurrent(packages)) {
    throw new SetUpStopped(
      'npm finished, but node_modules is not what package-lock.json says: do they belong together?',
    )
  }
  progress(`done in ${seconds(began)}`)
}

/** Node 24, which runs everything after set-up: from node_modules, else the Node that runs this if it is new enough. */
export function node24() {
  const bundled = join(modules, '.bin', 'node')
  if (existsSync(bundled)) return bundled
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new SetUpStopped(
    `There is no packaged Node 24 for ${process.platform}-${process.arch}: install Node 24 and run the same command again.`,
  )
}
