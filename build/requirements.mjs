// `npm run requirements`: each requirement with its result and its test, as the last `npm test` left them; `--run` runs
// the tests first. A test counts for every id in its name. `none` means that no test says so: it is never a pass.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { whichCommit } from './commit.mjs'
import { root } from './setup/paths.mjs'
import { SetUpStopped } from './setup/say.mjs'
import { command } from './setup.mjs'

const PHASES = ['unit', 'main', 'branch', 'hq', 'hq-postgres', 'sync', 'support', 'journeys']
const LAST = 60
const ids = Array.from({ length: LAST }, (_, i) => `R-${String(i + 1).padStart(3, '0')}`)

/** @returns {{ id: string, passed: boolean, name: string }[]} one for each id in each test's name */
function proofsIn(report) {
  return report.testResults.flatMap((file) =>
    file.assertionResults.flatMap((test) =>
      [...new Set(test.fullName.match(/R-\d{3}/g) ?? [])].map((id) => ({
        id,
        passed: test.status === 'passed',
        name: test.fullName,
      })),
    ),
  )
}

/** @returns {'pass' | 'fail' | 'none'} and the tests behind it, one that failed first */
function resultOf(id, proofs) {
  const own = proofs.filter((proof) => proof.id === id)
  const failed = own.filter((proof) => !proof.passed)
  const result = own.length === 0 ? 'none' : failed.length > 0 ? 'fail' : 'pass'
  return { id, result, tests: [...failed, ...own.filter((proof) => proof.passed)].map(({ name }) => name) }
}

function lineOf({ id, result, tests }) {
  const [first, ...more] = [...new Set(tests)]
  if (first === undefined) return `${id} none`
  return `${id} ${result} ${first}${more.length > 0 ? ` (and ${more.length} more)` : ''}`
}

const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)

/** Files of the program that were changed after the tests ran. */
function changedSince(ms) {
  const rooms = ['domain', 'data', 'paper', 'trust', 'electron', 'renderer', 'hq', 'test']
  const files = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
  )
  return files.filter((file) => statSync(join(file.parentPath, file.name)).mtimeMs > ms).length
}

/** From which run the results are, and what speaks against relying on them. */
function origin(folder, reports) {
  const run = readJson(join(folder, 'run.json'))
  const began = Math.min(...reports.map(({ report }) => report.startTime))
  const at = run
    ? `commit ${run.commit?.slice(0, 7) ?? 'unknown'}${run.changed ? ' with changes' : ''}`
    : 'commit unknown'
  const lacking = PHASES.filter((name) => reports.every((one) => one.name !== name))
  const later = changedSince(began)
  const here = whichCommit()
  const doubts = [
    ...(lacking.length > 0 ? [`not in this run: ${lacking.join(' ')}`] : []),
    ...(run?.commit && here && run.commit !== here.commit ? [`the sources are at ${here.commit.slice(0, 7)} now`] : []),
    ...(later > 0 ? [`${later} files have been changed since`] : []),
  ]
  const time = new Date(began).toISOString().slice(0, 16).replace('T', ' ')
  return [`From the test run of ${time} UTC, ${at}.`, ...doubts.map((doubt) => `! ${doubt}`)].join('\n')
}

/** @returns {{ run: boolean, folder: string }} */
function wishes([word, ...more]) {
  if (word === undefined) return { run: false, folder: join(root, 'out', 'test-logs') }
  if (word === '--run') return { ...wishes(more), run: true }
  if (word === '--from' && more[0]) return { ...wishes(more.slice(1)), folder: more[0] }
  throw new SetUpStopped(`${word} is not known. npm run requirements [-- --run | --from <folder of reports>]`)
}

function list(words) {
  const { run, folder } = wishes(words)
  if (run) spawnSync(process.execPath, [join(root, 'build', 'test.mjs'), ...PHASES], { cwd: root, stdio: 'inherit' })
  const reports = PHASES.flatMap((name) => {
    const report = readJson(join(folder, `${name}.json`))
    return report ? [{ name, report }] : []
  })
  if (reports.length === 0)
    throw new SetUpStopped('There is no test run to read. First npm test, or npm run requirements -- --run')
  const proofs = reports.flatMap(({ report }) => proofsIn(report))
  const results = ids.map((id) => resultOf(id, proofs))
  console.log(origin(folder, reports))
  for (const result of results) console.log(lineOf(result))
  const count = (wished) => results.filter(({ result }) => result === wished).length
  console.log(`${count('pass')} pass, ${count('fail')} fail, ${count('none')} none`)
  return count('fail') === 0 ? 0 : 1
}

await command(() => list(process.argv.slice(2)))
