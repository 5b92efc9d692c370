// `npm test`: sets up, then runs every phase whatever the ones before said, and closes with a summary for a person and
// the plain line `N passed, N failed`. Exit code 1 when anything failed, could not run, or found no test to run.
// `npm test -- unit hq` runs only the named phases. Full output stays in out/test-logs/.
import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { bundle } from './bundle.mjs'
import { whichCommit } from './commit.mjs'
import { countsIn } from './counts.mjs'
import { commandByHand } from './setup/debian.mjs'
import { tail, withLocale } from './setup/exec.mjs'
import { modules, root } from './setup/paths.mjs'
import { SetUpStopped } from './setup/say.mjs'
import { command, setUp } from './setup.mjs'

const folder = join(root, 'out', 'test-logs')
const ROOMS = ['domain', 'paper', 'trust', 'electron', 'renderer', 'hq', 'verify', 'test'].filter((room) =>
  existsSync(join(root, room)),
)
const WINDOW_NEEDS = [
  ...['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'unzip', 'xvfb', 'xauth'],
  ...['cups', 'cups-client', 'printer-driver-cups-pdf', 'poppler-utils', 'sane-utils'],
]

/** Checks count as one test each; vitest phases count their tests. `needs` are Debian packages. */
const PHASES = [
  check('types', 'TypeScript types', 'typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']),
  check('lint', 'lint and format', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  check('layers', 'who may import whom', 'dependency-cruiser/bin/dependency-cruise.mjs', [
    ...['--config', 'build/layers.cjs'],
    ...ROOMS,
  ]),
  check('unused', 'unused code', 'knip/bin/knip.js', ['--config', 'build/knip.json']),
  { name: 'build', title: 'build of the application' },
  suite('unit', 'rules: unit and property tests'),
  suite('branch', 'branch: SQLite journal and courier'),
  suite('hq', 'HQ on PGlite'),
  suite('hq-postgres', 'HQ on PostgreSQL 15', ['postgresql-15']),
  suite('sync', 'sync and short simulation', ['postgresql-15', 'haproxy']),
  suite('main', 'the window’s own process: printing, files, the reader', WINDOW_NEEDS, true),
  suite('support', 'test equipment', [...WINDOW_NEEDS, 'postgresql-15'], true),
  suite('journeys', 'journeys in the real Electron', [...WINDOW_NEEDS, 'postgresql-15'], true),
]

function check(name, title, tool, args) {
  return { name, title, tool, args, needs: [] }
}

function suite(name, title, needs = [], electron = false) {
  const tool = 'vitest/vitest.mjs'
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${join(folder, `${name}.json`)}`]
  return { name, title, tool, args: ['run', '--project', name, ...reporters], needs, electron, counts: true }
}

function countsOf(phase, ok) {
  if (!phase.counts) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, names: ok ? [] : [phase.title], reasons: [] }
  const file = join(folder, `${phase.name}.json`)
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
  return countsIn(report, { title: phase.title, ok, root })
}

const running = new Set()
const stopped = { by: null }
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => endAll(signal))
}

function endAll(signal) {
  stopped.by = signal
  for (const tool of running) process.kill(-tool.pid, signal)
}

/** Runs a tool on Node 24 in its own process group, its output into a log; resolves to whether it exited with 0. */
function runTool(node, phase) {
  const log = join(folder, `${phase.name}.log`)
  const file = createWriteStream(log)
  const env = { ...withLocale(process.env), FORCE_COLOR: '0', NO_COLOR: '1', TZ: 'UTC' }
  // Nothing of the person's own HQ or database may leak into the tests.
  for (const name of ['DATABASE_URL', 'HQ_PORT', 'HQ_DATA_DIR', 'HQ_DEMO', 'OKNO_WORKSPACE', 'OKNO_HQ_URL'])
    delete env[name]
  return new Promise((resolve) => {
    const words = [join(modules, phase.tool), ...phase.args]
    const tool = spawn(node, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    running.add(tool)
    // Windows wait for nobody: what runs beside them takes the time that they leave.
    if (!phase.electron && tool.pid) setPriority(tool.pid, constants.priority.PRIORITY_BELOW_NORMAL)
    tool.stdout.pipe(file, { end: false })
    tool.stderr.pipe(file, { end: false })
    const end = (ok, words = '') => {
      if (!running.delete(tool)) return // a tool that can't be started reports both an error and its close
      file.end(words, () => resolve({ ok, log }))
    }
    tool.on('error', (error) => end(false, `${error.message}\n`))
    tool.on('close', (code) => end(code === 0))
  })
}

async function build(node) {
  const log = join(folder, 'build.log')
  try {
    await bundle(node)
    return { ok: true, log }
  } catch (error) {
    if (!(error instanceof SetUpStopped)) throw error
    return { ok: false, log, words: error.message }
  }
}

/** Why a phase can't run at all, or null: something is missing here, or the application it looks at was not built. */
function obstacle(phase, runtime, results) {
  const built = results.find((result) => result.phase.name === 'build')
  if (phase.name === 'journeys' && built?.failed) return 'cannot run, because the build failed'
  const lacking = (phase.needs ?? []).filter((name) => runtime.missing.includes(name))
  if (lacking.length > 0) return `cannot run without ${lacking.join(' ')}`
  if (phase.electron && runtime.trouble) return 'cannot run without Electron: see above'
  return null
}

async function runPhase(phase, runtime, results) {
  const began = Date.now()
  const seconds = () => (Date.now() - began) / 1000
  const hindered = obstacle(phase, runtime, results)
  if (hindered) {
    console.log(`✗ ${phase.title}: ${hindered}`)
    return { phase, passed: 0, failed: 1, names: [`${phase.title}: ${hindered}`], seconds: 0 }
  }
  const { ok, log, words } = phase.name === 'build' ? await build(runtime.node) : await runTool(runtime.node, phase)
  const counts = countsOf(phase, ok)
  const sum = phase.counts ? `${counts.passed} passed${counts.failed ? `, ${counts.failed} failed` : ''}, ` : ''
  console.log(`${counts.failed === 0 ? '✓' : '✗'} ${phase.title}: ${sum}${seconds().toFixed(1)} s`)
  const reasons = counts.reasons.map((reason) => reason.replaceAll(/^/gm, '      ')).join('\n')
  if (counts.failed > 0) console.log(`${words ?? (reasons || tail(log, 40))}\n      (all of it: ${log})`)
  return { phase, ...counts, seconds: seconds() }
}

/** Journeys look at the built application, so they bring the build with them. */
function isWanted(name, asked) {
  return asked.length === 0 || asked.includes(name) || (name === 'build' && asked.includes('journeys'))
}

function summary(results, began) {
  const width = Math.max(...results.map(({ phase }) => phase.title.length))
  console.log('\nSummary')
  for (const { phase, passed, failed, seconds } of results) {
    const cells = [String(passed).padStart(6), String(failed).padStart(6), `${seconds.toFixed(1)} s`.padStart(9)]
    console.log(`  ${failed ? '✗' : '✓'} ${phase.title.padEnd(width)} ${cells.join(' ')}`)
  }
  const failures = results.flatMap(({ names }) => names)
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  - ${name}`).join('\n')}`)
  console.log(`\n${((Date.now() - began) / 60_000).toFixed(1)} minutes in all; logs in ${folder}`)
}

await command(async () => {
  const began = Date.now()
  const asked = process.argv.slice(2)
  const strange = asked.find((name) => !PHASES.some((phase) => phase.name === name))
  if (strange) {
    throw new SetUpStopped(`No phase is called ${strange}. Phases: ${PHASES.map(({ name }) => name).join(' ')}`)
  }
  const results = []
  const lane = async (runtime, phases) => {
    for (const phase of phases) {
      if (!stopped.by && isWanted(phase.name, asked)) results.push(await runPhase(phase, runtime, results))
    }
  }
  const checks = PHASES.filter(({ counts }) => !counts)
  const rooms = PHASES.filter(({ counts, electron }) => counts && !electron)
  const journeys = PHASES.filter(({ name }) => name === 'journeys')
  const rest = PHASES.filter(({ name, electron }) => electron && name !== 'journeys')
  let checked
  let tested
  const beside = (soFar) => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'run.json'), JSON.stringify(whichCommit() ?? {}))
    checked = lane(soFar, checks)
    tested = checked.then(() => lane(soFar, rooms))
    tested.catch(() => undefined) // said where it is awaited
  }
  const runtime = await setUp('test', beside).catch((error) => {
    endAll('SIGTERM')
    throw error
  })
  if (runtime.missing.length > 0) {
    console.log(`Some parts can't run here. Type this by hand for them:\n  ${commandByHand(runtime.missing)}`)
  }
  if (runtime.trouble) console.log(`No Electron to run here. ${runtime.trouble}`)
  await checked
  // A journey waits for a person's pauses much of its time: the rooms behind the window are tested meanwhile. Whoever is
  // done first takes on what is left, so that both end at nearly the same time.
  const takeOn = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) await lane(runtime, [next])
  }
  await Promise.all([tested.then(takeOn), lane(runtime, journeys).then(takeOn)])
  if (stopped.by) throw new SetUpStopped(`Stopped by ${stopped.by}.`)
  summary(results, began)
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0)
  console.log(`${total('passed')} passed, ${total('failed')} failed`)
  return total('failed') === 0 ? 0 : 1
})
