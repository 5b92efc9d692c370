/**
 * `npm run bench [-- --cases 10000] [-- --without-window]`: how fast it is, one JSON line a figure. Never fails by time: what
 * is claimed stands in docs/evidence.md with the machine and the day.
 */
import { parseArgs } from 'node:util'
import queries from '../domain/fixtures/procedure-held-out.json' with { type: 'json' }
import { benchAttach, benchSave } from './branch.ts'
import { benchAsk, benchValidation } from './rules.ts'
import { benchWindow } from './window.ts'

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '10000' }, 'without-window': { type: 'boolean', default: false } },
})
const cases = Number(values.cases)
if (!Number.isSafeInteger(cases) || cases < 100) {
  console.error('Say --cases with a whole number of at least 100.')
  process.exit(2)
}

benchAsk(queries.map(({ query }) => query))
benchValidation()
await benchSave(cases)
await benchAttach(20)
if (!values['without-window']) await benchWindow(40)
process.exit(0)
