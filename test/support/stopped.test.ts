// `npm test` starts its first tools while set-up still works. Where set-up then stops, nothing of them may go on alone.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

let place = ''
afterEach(() => {
  for (const pid of workingIn(place)) process.kill(pid, 'SIGKILL')
  rmSync(place, { recursive: true, force: true })
})

/** Processes whose working folder this is. */
const workingIn = (folder: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder
      } catch {
        return false // gone meanwhile
      }
    })
    .map(Number)

test('`npm test` ends the tools that it has started when set-up stops', async () => {
  place = mkdtempSync(join(tmpdir(), 'okno-stopped-'))
  cpSync(join(import.meta.dirname, '../../build'), join(place, 'build'), { recursive: true })
  const modules = join(place, 'node_modules')
  mkdirSync(join(modules, 'vitest'), { recursive: true })
  for (const lock of [join(place, 'package-lock.json'), join(modules, '.package-lock.json')])
    writeFileSync(lock, '{ "packages": {} }')
  // Set-up stops here: what it found cannot be written down.
  writeFileSync(join(modules, '.cache'), 'in the way')
  writeFileSync(join(modules, 'vitest', 'vitest.mjs'), 'setTimeout(() => {}, 30_000)')
  const { status, signal, stderr } = spawnSync(process.execPath, ['build/test.mjs', 'unit'], {
    cwd: place,
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: join(place, 'no-electron') },
    encoding: 'utf8',
    timeout: 20_000,
  })
  expect(stderr).toMatch(/EEXIST|ENOTDIR/)
  expect({ status, signal }).toEqual({ status: 1, signal: null })
  await expect.poll(() => workingIn(place)).toEqual([])
})
