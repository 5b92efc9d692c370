// Runs one of the project's TypeScript programs on Node 24, after set-up: `node build/run.mjs test/sync/sim.ts [words]`.
// Passes its environment, input, signals and exit code through.
import { spawn } from 'node:child_process'
import { root } from './setup/paths.mjs'
import { SetUpStopped } from './setup/say.mjs'
import { command, setUp } from './setup.mjs'

/** @returns {Promise<number>} the program's exit code, 128 + 15 when a signal ended it. */
export async function runOnNode24(program, words = [], env = process.env) {
  const { node } = await setUp('node')
  const child = spawn(node, [program, ...words], { cwd: root, env, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 143))
  })
}

if (import.meta.filename === process.argv[1]) {
  const [program, ...words] = process.argv.slice(2)
  await command(() => {
    if (!program) throw new SetUpStopped('Say which program: node build/run.mjs <file.ts> [words]')
    return runOnNode24(program, words)
  })
}
