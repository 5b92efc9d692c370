import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** One file that breaks one rule, beside rooms that keep them all. */
const BREACHES: Record<string, { file: string; imports: string }> = {
  'domain-alone': { file: 'domain/a.ts', imports: '../trust/sound.ts' },
  'domain-pure': { file: 'domain/b.ts', imports: 'node:fs' },
  'domain-libraries': { file: 'domain/c.ts', imports: 'pg' },
  'paper-on-domain': { file: 'paper/a.ts', imports: '../trust/sound.ts' },
  'paper-pure': { file: 'paper/b.ts', imports: 'node:fs' },
  'trust-on-domain': { file: 'trust/a.ts', imports: '../hq/sound.ts' },
  'contract-on-domain': { file: 'electron/contract.ts', imports: '../trust/sound.ts' },
  'contract-pure': { file: 'electron/contract.ts', imports: 'node:path' },
  'preload-on-contract': { file: 'electron/preload.ts', imports: './branch/sound.ts' },
  'main-apart': { file: 'electron/main/a.ts', imports: '../branch/sound.ts' },
  'branch-apart': { file: 'electron/branch/a.ts', imports: '../../hq/sound.ts' },
  'reader-alone': { file: 'electron/reader/a.ts', imports: '../branch/sound.ts' },
  'renderer-by-contract': { file: 'renderer/a.tsx', imports: '../electron/branch/sound.ts' },
  'renderer-sandboxed': { file: 'renderer/b.tsx', imports: 'node:fs' },
  'hq-apart': { file: 'hq/a.ts', imports: '../electron/contract.ts' },
  'verify-alone': { file: 'verify/a.ts', imports: '../domain/sound.ts' },
  'verify-on-node': { file: 'verify/b.ts', imports: 'zod' },
  'nobody-imports-verify': { file: 'hq/g.ts', imports: '../verify/sound.ts' },
  'electron-in-main-only': { file: 'electron/branch/b.ts', imports: 'electron' },
  'sqlite-in-branch-only': { file: 'electron/main/b.ts', imports: 'better-sqlite3' },
  'servers-on-shipped-packages': { file: 'hq/b.ts', imports: 'react' },
  'nobody-imports-tests': { file: 'hq/c.ts', imports: '../test/sound.ts' },
  'nobody-imports-build': { file: 'hq/d.ts', imports: '../build/sound.mjs' },
  'no-circles': { file: 'trust/b.ts', imports: './b2.ts' },
  resolvable: { file: 'hq/e.ts', imports: './nowhere.ts' },
  'no-drawers': { file: 'hq/f.ts', imports: './utils.ts' },
}

const SOUND: Record<string, string> = {
  'domain/sound.ts': `import 'zod'`,
  'paper/sound.ts': `import '../domain/sound.ts'`,
  'trust/sound.ts': `import 'node:crypto'\nimport '../domain/sound.ts'`,
  'hq/sound.ts': `import 'pg'\nimport '../trust/sound.ts'`,
  'hq/utils.ts': '',
  'electron/branch/sound.ts': `import 'better-sqlite3'\nimport '../../trust/sound.ts'`,
  'electron/main/sound.ts': `import 'electron'\nimport '../../domain/sound.ts'`,
  'verify/sound.ts': `import 'node:crypto'`,
  'renderer/sound.tsx': `import 'react'\nimport '../domain/sound.ts'`,
  'build/sound.mjs': '',
  'test/sound.ts': `import '../hq/sound.ts'`,
  'trust/b2.ts': `import './b.ts'`,
}

let folder: string
let violations: { rule: { name: string }; from: string; to: string }[]

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'okno-layers-'))
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text, { flag: 'a' })
  }
  for (const [path, text] of Object.entries(SOUND)) put(path, `${text}\nexport {}\n`)
  for (const { file, imports } of Object.values(BREACHES)) put(file, `import '${imports}'\n`)
  for (const name of ['zod', 'pg', 'electron', 'better-sqlite3', 'react']) {
    put(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }))
    put(`node_modules/${name}/index.js`, '')
  }
  const dependencies = { zod: '1', pg: '1', 'better-sqlite3': '1' }
  put('package.json', JSON.stringify({ type: 'module', dependencies, devDependencies: { react: '1', electron: '1' } }))
  for (const name of ['tsconfig.json', 'build/layers.cjs']) cpSync(join(root, name), join(folder, name))
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const rooms = ['domain', 'paper', 'trust', 'electron', 'renderer', 'hq', 'verify', 'build', 'test']
  const args = [tool, '--config', 'build/layers.cjs', '--output-type', 'json', ...rooms]
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 << 20 })
  if (!stdout) throw new Error(stderr)
  violations = JSON.parse(stdout).summary.violations
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('each rule of build/layers.cjs bites', () => {
  test.each(Object.entries(BREACHES))('%s', (rule, { file }) => {
    expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule)
  })
})

test('a rule without a breach to prove it does not exist', async () => {
  const { default: layers } = await import('../../build/layers.cjs' as string)
  const names = layers.forbidden.map(({ name }: { name: string }) => name)
  expect(names.sort()).toEqual(Object.keys(BREACHES).sort())
})

test('rooms that keep the rules are left in peace', () => {
  const atFault = violations.map(({ from }) => from).filter((from) => from.includes('sound'))
  expect(atFault).toEqual([])
})
