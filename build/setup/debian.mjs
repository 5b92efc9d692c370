// Step 2: the Debian packages a purpose needs. Installs them where the rights are there (root, or sudo without a
// password); otherwise names the one command to type. Never asks for a password and never removes anything.
import { capture, run, tail } from './exec.mjs'
import { progress, seconds, step } from './say.mjs'

const WINDOW = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'unzip']
const NO_DISPLAY = ['xvfb', 'xauth']
const PRINTER = ['cups', 'cups-client', 'printer-driver-cups-pdf']
const CHECKS = ['postgresql-15', 'haproxy', 'poppler-utils', 'fonts-dejavu-core', 'sane-utils']

/** Compiler and what node-gyp asks for; wanted only where better-sqlite3 has to be compiled. */
export const COMPILER = ['g++', 'make', 'python3']

/** True when a window can be shown to the person who typed the command. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** @param {'start' | 'demo' | 'test' | 'node'} purpose */
export function packagesFor(purpose) {
  if (purpose === 'node') return []
  if (purpose === 'start') return hasDisplay() ? WINDOW : [...WINDOW, ...NO_DISPLAY]
  const demo = [...WINDOW, ...NO_DISPLAY, ...PRINTER]
  return purpose === 'demo' ? demo : [...demo, ...CHECKS]
}

/** Which of these are not installed, under their own name or one that provides them. */
export function missingOf(packages) {
  if (process.platform !== 'linux' || packages.length === 0) return []
  const all = capture('dpkg-query', ['-W', '-f', `\${db:Status-Status}\t\${Package}\t\${Provides}\n`])
  if (all === null) return [] // no Debian: what is missing shows itself when it is used
  const present = new Set()
  for (const line of all.split('\n')) {
    const [status, name, provides = ''] = line.split('\t')
    if (status !== 'installed') continue
    for (const word of `${name}, ${provides}`.split(', ')) present.add(word.split(' ')[0])
  }
  return packages.filter((name) => !present.has(name))
}

/** What a person types to get these packages, with what may be asked for next. */
export function commandByHand(packages) {
  const words = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`
  const compiler = missingOf(COMPILER).filter((name) => !packages.includes(name))
  if (compiler.length === 0) return words
  return `${words}\n(where Electron's official download can't be reached, add to it: ${compiler.join(' ')})`
}

function prefix() {
  if (process.getuid() === 0) return []
  return capture('sudo', ['-n', 'true']) === null ? null : ['sudo', '-n']
}

let updated = false

/**
 * Installs what is missing if it may.
 * @returns {Promise<string[]>} the packages still missing afterwards; empty when all is there.
 */
export async function packages(wanted) {
  const missing = missingOf(wanted)
  if (missing.length === 0) return []
  const began = Date.now()
  const rights = prefix()
  step(2, 'Debian packages', `${missing.join(' ')}${rights ? ' (usually under a minute)' : ' are missing'}`)
  if (!rights) {
    progress('no right to install them: not root, and sudo would ask for a password')
    return missing
  }
  const apt = (name, ...args) => {
    const options = ['-q', '-o', 'DPkg::Lock::Timeout=300']
    const words = [...rights, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...options, ...args]
    return run(name, words[0], words.slice(1), { alive: (gone) => `apt-get ${args[0]}, ${gone} s` })
  }
  if (missing.includes('postgresql-15') || missing.includes('cups')) {
    progress(
      'Debian may start its own PostgreSQL, CUPS and haproxy with this; the tests start theirs apart and touch none of them',
    )
  }
  if (!updated) {
    const update = await apt('apt-update', 'update')
    if (!update.ok) progress(`apt-get update failed, trying on:\n${tail(update.log, 4)}`)
    updated = true
  }
  const install = await apt('apt-install', 'install', '-y', '--no-install-recommends', ...missing)
  if (!install.ok) progress(`apt-get install failed. The end of ${install.log}:\n${tail(install.log)}`)
  else progress(`done in ${seconds(began)}`)
  return missingOf(wanted)
}
