// As vitest's globalSetup: what the tests' own Node processes run is compiled once, into a folder that Node reads at their
// start. They are mostly killed, and a process that is killed leaves nothing there: so one that ends by itself goes first.
import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '../..')
const PROGRAMS = ['electron/branch/open.ts', 'electron/branch/serve.ts', 'hq/app.ts', 'hq/store/database.ts']

export async function setup(): Promise<void> {
  process.env.NODE_COMPILE_CACHE = join(root, 'node_modules', '.cache', 'okno-compiled')
  const imports = PROGRAMS.map((path) => `import ${JSON.stringify(join(root, path))}`).join('\n')
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', imports], { cwd: root })
}
