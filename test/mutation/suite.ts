/**
 * One run of test files, or of the simulation, in a process of its own, perhaps without a mechanism. What counts as noticed
 * is a failed assertion: a program that does not load, or a test that never ends, proves nothing about the mechanism.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { type Mechanism, projectOf, root } from './mechanism.ts'

const MINUTE_MS = 60_000
/** On a machine that others use too; a mutant that turns in circles is ended. */
const LIMIT_MS = 10 * MINUTE_MS

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
})

/** `failed`: tests by an assertion; `broken`: why the run proves nothing, where no assertion failed either. */
export type Outcome = { failed: string[]; passed: number; broken: string | null; redFiles: string[] }

/** A failed assertion, or a property that found its counter-example. */
const isAssertion = (message: string) =>
  /\bAssertionError\b|^Error: (?:expected |promise (?:rejected|resolved) |Property failed after|Snapshot )/.test(
    message,
  )

const hook = pathToFileURL(join(import.meta.dirname, 'hook.ts')).href

type Run = { mutant: Pick<Mechanism, 'id' | 'edits'> | null; signal: AbortSignal }

async function run(words: string[], { mutant, signal }: Run, folder: string) {
  const loaded = join(folder, 'loaded')
  const child = spawn(process.execPath, words, {
    cwd: root,
    signal,
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
    env: {
      ...process.env,
      // What was compiled with the mechanism must not be found without it.
      NODE_DISABLE_COMPILE_CACHE: '1',
      ...(mutant && {
        OKNO_MUTANT: mutant.id,
        OKNO_MUTANT_LOADED: loaded,
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${hook}`.trim(),
      }),
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-100_000)
    })
  const [code] = (await once(child, 'close')) as [number | null]
  const seen = existsSync(loaded) ? readFileSync(loaded, 'utf8').split('\n') : []
  const never = (mutant?.edits ?? []).map(({ file }) => file).filter((file) => !seen.includes(file))
  return { code, output, never: [...new Set(never)] }
}

/** Runs `files` of the suite. */
export async function runTests(files: readonly string[], wish: Run): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'okno-mutant-'))
  try {
    const to = join(folder, 'report.json')
    const projects = [...new Set(files.map(projectOf))].flatMap((name) => ['--project', name])
    const config = ['--config', 'test/mutation/vitest.config.ts']
    const words = ['run', ...config, ...projects, '--reporter=json', `--outputFile=${to}`, ...files]
    const { code, output, never } = await run([join(root, 'node_modules/vitest/vitest.mjs'), ...words], wish, folder)
    const none = { failed: [], passed: 0, redFiles: [...files] }
    if (!existsSync(to)) return { ...none, broken: code === null ? 'it did not end' : lastLine(output) }
    const { testResults } = report.parse(JSON.parse(readFileSync(to, 'utf8')))
    const green = new Set(
      testResults.flatMap(({ name, status }) => (status === 'passed' ? [relative(root, name)] : [])),
    )
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
    const wrong = tests.filter(({ status }) => status === 'failed')
    const said = (one: (typeof tests)[number]) => one.failureMessages ?? []
    const failed = wrong.filter((one) => said(one).some(isAssertion)).map(({ fullName }) => fullName)
    const other =
      wrong.flatMap(said)[0] ?? testResults.find(({ status, message }) => status === 'failed' && message)?.message
    const broken = never.length > 0 ? `never loaded: ${never.join(', ')}` : (other?.split('\n')[0] ?? null)
    return {
      failed: never.length > 0 ? [] : failed,
      passed: tests.filter(({ status }) => status === 'passed').length,
      broken: failed.length > 0 && never.length === 0 ? null : broken,
      redFiles: files.filter((file) => !green.has(file)),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Plays schedules until the first violation. */
export async function simulate(from: number, schedules: number, wish: Run): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'okno-mutant-'))
  try {
    const words = ['test/sync/sim.ts', '--first', '--from', String(from), '--schedules', String(schedules)]
    const { code, output, never } = await run(words, wish, folder)
    const told = /(\d+) schedules, (\d+) violations\n$/.exec(output)
    if (never.length > 0) return { failed: [], passed: 0, broken: `never loaded: ${never.join(', ')}`, redFiles: [] }
    if (!told) {
      const broken = code === null ? 'the simulation did not end' : lastLine(output)
      return { failed: [], passed: 0, broken, redFiles: ['simulation'] }
    }
    const [, played, violations] = told.map(Number) as [number, number, number]
    const failed = violations > 0 ? [`schedule ${from + played - 1}`] : []
    return { failed, passed: played - failed.length, broken: null, redFiles: violations > 0 ? ['simulation'] : [] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const lastLine = (output: string): string =>
  output
    .split('\n')
    .findLast((line) => /error/i.test(line))
    ?.slice(0, 200) ??
  output.trim().split('\n').at(-1) ??
  ''
