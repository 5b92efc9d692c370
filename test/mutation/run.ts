/**
 * The mutation check: `npm run mutate [-- --only word …] [--table file]`. First the named tests must be green as the program is;
 * then each mechanism is switched off in turn and they must fail. Two at a time, since tests use a core each. It ends with a
 * table in Markdown, also in the file where one is named. Ctrl C ends it with the figures so far. Exit code 0 only where all
 * were caught.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startPostgres } from '../support/postgres.ts'
import { type Mechanism, misfits, WITHIN } from './mechanism.ts'
import { mechanisms } from './mechanisms.ts'
import { type Outcome, runTests, simulate } from './suite.ts'
import { type Line, tableOf } from './table.ts'

const AT_ONCE = 2

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, table: { type: 'string' } } })
const chosen = mechanisms.filter(
  ({ id, name }) => !values.only || values.only.some((word) => id.includes(word) || name.includes(word)),
)
if (chosen.length === 0) {
  console.error('No mechanism is called so.')
  process.exit(2)
}

const ending = new AbortController()
const { signal } = ending
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => ending.abort())

const postgres = await startPostgres()
process.env.OKNO_TEST_POSTGRES_URL = postgres.url
const lines: Line[] = []
try {
  const red = await baseline()
  const started = performance.now()
  const left = [...chosen]
  const worker = async () => {
    for (let next = left.shift(); next && !signal.aborted; next = left.shift()) {
      const line = await judge(next, red).catch((error: unknown) => {
        if (signal.aborted) return null
        throw error
      })
      if (!line || signal.aborted) return
      lines.push(line)
      const each = (performance.now() - started) / lines.length
      const rest = Math.ceil(((chosen.length - lines.length) * each) / 60_000)
      const end = line.why === null ? `caught by ${line.failures}` : `NOT CAUGHT: ${line.why}`
      console.log(`${lines.length}/${chosen.length} ${line.mechanism.id}: ${end}; about ${rest} min left`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
} finally {
  await postgres.stop()
}
tell()

/** Test files, or `simulation`, that are red as the program is: nothing can be proved by them. */
async function baseline(): Promise<ReadonlySet<string>> {
  const files = [...new Set(chosen.flatMap(({ tests }) => tests))]
  const seeds = chosen.flatMap(({ simulation }) => simulation ?? [])
  console.log(`${chosen.length} mechanisms; first ${files.length} test files as the program is`)
  const none: Outcome = { failed: [], passed: 0, broken: null, redFiles: [] }
  try {
    const [tested, played] = await Promise.all([
      files.length > 0 ? runTests(files, { mutant: null, signal }) : none,
      seeds.length > 0 ? simulate(1, Math.max(...seeds) + WITHIN, { mutant: null, signal }) : none,
    ])
    const red = [...tested.redFiles, ...played.redFiles]
    for (const file of red) {
      const { failed, broken } = file === 'simulation' ? played : tested
      console.log(`red without any mutant: ${file} (${failed[0] ?? broken ?? ''})`)
    }
    return new Set(red)
  } catch (error) {
    if (signal.aborted) return new Set()
    throw error
  }
}

async function judge(mechanism: Mechanism, red: ReadonlySet<string>): Promise<Line> {
  const { tests, simulation } = mechanism
  const missed = (why: string): Line => ({ mechanism, by: [], failures: 0, why })
  const unfit = misfits(mechanism)[0]
  if (unfit !== undefined) return missed(`broken, ${unfit}`)
  const wrong = [...tests, ...(simulation === undefined ? [] : ['simulation'])].find((one) => red.has(one))
  if (wrong !== undefined) return missed(`${wrong} is red already`)
  const wish = { mutant: mechanism, signal }
  const tested = tests.length > 0 ? await runTests(tests, wish) : null
  const played = simulation === undefined ? null : await simulate(simulation, WITHIN, wish)
  const outcomes = [tested, played].filter((one) => one !== null)
  const silent = outcomes.find(({ failed }) => failed.length === 0)
  if (silent) {
    const who = silent === played ? 'the simulation' : 'the tests'
    return missed(silent.broken ? `broken, ${silent.broken}` : `${who} noticed nothing`)
  }
  const by = [...(tested ? tested.redFiles : []), ...(played?.failed ?? []).map((one) => `simulation, ${one}`)]
  return {
    mechanism,
    by,
    failures: outcomes.reduce((sum, { failed }) => sum + failed.length, 0),
    why: null,
  }
}

function tell(): void {
  const table = tableOf(lines)
  if (values.table) writeFileSync(values.table, `${table}\n`)
  const caught = lines.filter(({ why }) => why === null).length
  console.log(`\n${table}\n\n${caught}/${chosen.length} caught`)
  // What was not asked for an early end is not caught either.
  process.exitCode = caught === chosen.length ? 0 : 1
}
