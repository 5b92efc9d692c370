// What `npm test` says of a phase that failed: nothing that did not run passes for a success, and the first cause is in sight.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

type Counts = { passed: number; failed: number; names: string[]; reasons: string[] }
const of = { title: 'rules', ok: false, root: '/okno' }

/** As the program counts: nobody imports the room `build`. */
function countsIn(...asked: [report: object | null, of: object]): Counts {
  const program = `import { countsIn } from './build/counts.mjs'
    console.log(JSON.stringify(countsIn(...${JSON.stringify(asked)})))`
  const cwd = join(import.meta.dirname, '../..')
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd, encoding: 'utf8' }))
}
const told = (...testResults: object[]) => countsIn({ testResults }, of)
const passed = { status: 'passed', fullName: 'one', failureMessages: [] }

test('a test that failed says why, with the beginning of it', () => {
  const failed = { status: 'failed', fullName: 'two', failureMessages: [`AssertionError: ${'x'.repeat(5_000)}`] }
  const { reasons, ...counts } = told({ name: '/okno/a.test.ts', status: 'failed', assertionResults: [passed, failed] })
  expect(counts).toEqual({ passed: 1, failed: 1, names: ['a.test.ts: two'] })
  expect(reasons).toEqual([expect.stringMatching(/^a\.test\.ts: two\nAssertionError: x{1000}/)])
  expect(reasons[0]?.length).toBeLessThan(2_000)
})

test('where the window of a file did not open, that is said, and not only which tests did not run', () => {
  const skipped = { status: 'skipped', fullName: 'two', failureMessages: [] }
  const file = { name: '/okno/b.test.ts', status: 'failed', message: 'Process failed to launch!' }
  expect(told({ ...file, assertionResults: [skipped] })).toEqual({
    ...{ passed: 0, failed: 2 },
    names: ['b.test.ts: the file could not be run', 'b.test.ts: two (skipped: counts as failed)'],
    reasons: ['b.test.ts\nProcess failed to launch!'],
  })
})

test('no report, no test and an error outside the tests are failures', () => {
  expect(countsIn(null, of)).toMatchObject({ failed: 1, names: ['rules: vitest did not finish'] })
  expect(told()).toMatchObject({ failed: 1, names: ['rules: there was no test to run'] })
  const well = { name: '/okno/a.test.ts', status: 'passed', assertionResults: [passed] }
  expect(told(well)).toMatchObject({ passed: 1, failed: 1, names: [expect.stringContaining('outside the tests')] })
  expect(countsIn({ testResults: [well] }, { ...of, ok: true })).toMatchObject({ passed: 1, failed: 0 })
})
