// The list of requirements is only as honest as this: a test counts for the ids in its name, one failure outweighs all.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

type Tests = [fullName: string, status: string][]
function requirements(reports: Record<string, Tests>) {
  const folder = mkdtempSync(join(tmpdir(), 'okno-reports-'))
  folders.push(folder)
  for (const [phase, tests] of Object.entries(reports)) {
    const assertionResults = tests.map(([fullName, status]) => ({ fullName, status }))
    const report = { startTime: Date.parse('2020-01-02T03:00:00Z'), testResults: [{ assertionResults }] }
    writeFileSync(join(folder, `${phase}.json`), JSON.stringify(report))
  }
  writeFileSync(join(folder, 'run.json'), JSON.stringify({ commit: 'c0ffee00', changed: true }))
  const words = ['build/requirements.mjs', '--from', folder]
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  return { status, said: stdout + stderr, lines: stdout.split('\n') }
}

test('a test counts for every id in its name, also where the id stands over a group; every id has its line', () => {
  const { status, lines, said } = requirements({
    unit: [['R-009, R-055 numbers are unique', 'passed']],
    journeys: [['slips R-009 one each', 'passed']],
  })
  expect(lines).toContain('R-055 pass R-009, R-055 numbers are unique')
  expect(lines).toContain('R-009 pass R-009, R-055 numbers are unique (and 1 more)')
  expect(lines.filter((line) => /^R-0\d\d (pass|fail|none)/.test(line))).toHaveLength(60)
  expect(said).toContain('2 pass, 0 fail, 58 none')
  expect(status).toBe(0)
})

test.each(['failed', 'skipped', 'pending', 'todo'])('one test that is %s makes it fail, and is named', (state) => {
  const { status, lines } = requirements({
    unit: [
      ['R-009 a', 'passed'],
      ['R-009 b', state],
    ],
  })
  expect(lines).toContain('R-009 fail R-009 b (and 1 more)')
  expect(status).toBe(1)
})

test('what no test names is none, never a pass', () => {
  expect(requirements({ unit: [['R-006 x', 'passed']] }).lines).toContain('R-060 none')
})

test('it says from which run it reads, what was not in it, and that files have been changed since', () => {
  const { said } = requirements({ unit: [['R-006 x', 'passed']] })
  expect(said).toMatch(/^From the test run of 2020-01-02 03:00 UTC, commit c0ffee0 with changes\.\n/)
  expect(said).toContain('! not in this run: main branch hq hq-postgres sync support journeys')
  expect(said).toMatch(/! \d+ files have been changed since/)
})

test('without a run there is nothing to say', () => {
  const { status, said } = requirements({})
  expect([status, said]).toEqual([1, expect.stringContaining('npm test')])
})
