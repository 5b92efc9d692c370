// Builds out/ from the sources, or does nothing when they have not changed since.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run, tail } from './setup/exec.mjs'
import { modules, root } from './setup/paths.mjs'
import { SetUpStopped, seconds } from './setup/say.mjs'

const SOURCES = ['domain', 'data', 'paper', 'trust', 'electron', 'renderer']
const CONFIG = ['build/electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json']
const RESULTS = ['main/main.cjs', 'main/branch.cjs', 'main/reader.cjs', 'preload/preload.cjs', 'renderer/index.html']
const stampFile = join(root, 'out', 'build-stamp')

/** Names, sizes and times of all sources: cheap, and changes with every edit, move and deletion. */
function stamp() {
  const hash = createHash('sha256')
  const add = (path) => {
    const { size, mtimeMs } = statSync(join(root, path))
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  for (const folder of SOURCES) {
    if (!existsSync(join(root, folder))) continue
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    for (const file of files.sort()) add(file.slice(root.length + 1))
  }
  for (const file of CONFIG) add(file)
  return hash.digest('hex')
}

function isCurrent(now) {
  if (!RESULTS.every((name) => existsSync(join(root, 'out', name)))) return false
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now
}

/** @param {string} node Node 24. Throws SetUpStopped with the log's end when the build fails. */
export async function bundle(node) {
  const now = stamp()
  if (isCurrent(now)) return
  const began = Date.now()
  const tool = join(modules, 'electron-vite', 'bin', 'electron-vite.js')
  const args = [tool, 'build', '--config', join(root, 'build', 'electron.vite.config.ts'), '--logLevel', 'warn']
  const { ok, log } = await run('build', node, args, { cwd: root })
  if (!ok) throw new SetUpStopped(`The build failed. The end of ${log}:\n${tail(log, 30)}`)
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(stampFile, now)
  console.log(`Build: done (${seconds(began)})`)
}
