// `npm run demo`: the real application, under a virtual display, driven through its story by test/journeys/demo.ts.
// Its pictures and texts are left in demo-output/, which is emptied first.
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle.mjs'
import { withLocale } from './setup/exec.mjs'
import { root } from './setup/paths.mjs'
import { command, setUp } from './setup.mjs'

/** @returns {Promise<number>} the story's exit code. */
export async function demo() {
  const { node } = await setUp('demo')
  await bundle(node)
  const output = join(root, 'demo-output')
  rmSync(output, { recursive: true, force: true })
  mkdirSync(output, { recursive: true })
  // Always the virtual display, so that the pictures have the same size everywhere; the story starts it itself.
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const story = join(root, 'test', 'journeys', 'demo.ts')
  const child = spawn(node, [story], {
    cwd: root,
    env: { ...withLocale(env), OKNO_DEMO_OUTPUT: output },
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve(status ?? 143))
  })
  console.log(code === 0 ? `Demo: finished, see ${output}` : `Demo: failed with exit code ${code}, see ${output}`)
  return code
}

if (import.meta.filename === process.argv[1]) await command(demo)
