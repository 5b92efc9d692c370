// What vitest's report of a phase adds to the sum of `npm test`: every test that did not pass counts as failed and is named, and
// whatever failed says why with its beginning. Of a long log the end alone tells of the last one.

/** Characters of what a failed test says that the summary repeats. */
const REASON = 1_500

/**
 * @param {{ testResults: object[] } | null} report of vitest's JSON reporter; null where it wrote none.
 * @param {{ title: string, ok: boolean, root: string }} of `ok`: vitest ended with 0.
 * @returns {{ passed: number, failed: number, names: string[], reasons: string[] }}
 */
export function countsIn(report, { title, ok, root }) {
  if (!report) return { passed: 0, failed: 1, names: [`${title}: vitest did not finish`], reasons: [] }
  const names = []
  const reasons = []
  let passed = 0
  const because = (name, why) => {
    if (why) reasons.push(`${name}\n${why.slice(0, REASON)}`)
  }
  for (const suite of report.testResults) {
    const at = suite.name.replace(`${root}/`, '')
    if (suite.status === 'failed' && suite.assertionResults.every((test) => test.status !== 'failed')) {
      names.push(`${at}: the file could not be run`)
      because(at, suite.message)
    }
    for (const test of suite.assertionResults) {
      if (test.status === 'passed') passed += 1
      else {
        names.push(`${at}: ${test.fullName}${test.status === 'failed' ? '' : ` (${test.status}: counts as failed)`}`)
        because(`${at}: ${test.fullName}`, test.failureMessages?.[0])
      }
    }
  }
  if (passed + names.length === 0) names.push(`${title}: there was no test to run`)
  if (!ok && names.length === 0) names.push(`${title}: vitest ended with an error outside the tests`)
  return { passed, failed: names.length, names, reasons }
}
