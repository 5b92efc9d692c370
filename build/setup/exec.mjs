// Running other programs: quietly into a log, with a sign of life every few seconds, and the log's end when it fails.
// Nothing here goes through a shell.
import { spawn, spawnSync } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { logs } from './paths.mjs'
import { progress } from './say.mjs'

/** The environment with a locale in which Chromium can open a file whose name is not English. */
export function withLocale(env) {
  const named = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  return /utf-?8$/i.test(named) ? env : { ...env, LC_ALL: 'C.UTF-8' }
}

const SIGN_OF_LIFE_MS = 5000

/**
 * Runs a program to its end, its output in out/set-up-logs/<name>.log.
 * `alive` words the progress line; it is called every 5 s with the seconds gone by.
 * @returns {Promise<{ ok: boolean, log: string }>} `ok` is false when it can't be started or exits non-zero.
 */
export function run(name, command, args, { cwd, env = process.env, alive, limitMs } = {}) {
  const log = join(logs, `${name}.log`)
  mkdirSync(dirname(log), { recursive: true })
  const file = createWriteStream(log)
  return new Promise((resolve) => {
    const began = Date.now()
    const plain = { ...env, FORCE_COLOR: '0', NO_COLOR: '1' }
    const child = spawn(command, args, { cwd, env: plain, stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs })
    const timer = alive
      ? setInterval(() => progress(alive(Math.round((Date.now() - began) / 1000))), SIGN_OF_LIFE_MS)
      : undefined
    child.stdout.pipe(file, { end: false })
    child.stderr.pipe(file, { end: false })
    let ended = false
    const end = (ok, last = '') => {
      if (ended) return // a program that can't be started reports both an error and its close
      ended = true
      clearInterval(timer)
      file.end(last, () => resolve({ ok, log }))
    }
    child.on('error', (error) => end(false, `${error.message}\n`))
    child.on('close', (code) => end(code === 0))
  })
}

/** What a program prints, or null when it is missing or exits non-zero. */
export function capture(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 << 20 })
  return result.status === 0 ? result.stdout : null
}

/** The last lines of a log, indented, for a person who has to find out what went wrong. */
export function tail(log, lines = 15) {
  const all = stripVTControlCharacters(readFileSync(log, 'utf8')).trimEnd().split('\n')
  return all
    .slice(-lines)
    .map((line) => `      ${line}`)
    .join('\n')
}
