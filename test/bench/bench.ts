/**
 * `npm run bench [-- --cases 10000] [-- --without-window] [-- --only lists|ingest]`: how fast it is, one JSON line a figure. Never fails by time: what
 * is claimed stands in docs/evidence.md with the machine and the day.
 */
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import queries from '../domain/fixtures/procedure-held-out.json' with { type: 'json' }
import { benchAttach, benchSave } from './branch.ts'
import { benchFrames } from './frames.ts'
import { benchIngest } from './ingest.ts'
import { benchAsk, benchValidation } from './rules.ts'
import { benchPages, branchWithWaiting } from './waiting.ts'
import { benchWindow } from './window.ts'
import { benchWire } from './wire.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    'without-window': { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})
const cases = Number(values.cases)
if (!Number.isSafeInteger(cases) || cases < 100) {
  console.error('Say --cases with a whole number of at least 100.')
  process.exit(2)
}

if (values.only !== undefined && values.only !== 'lists' && values.only !== 'ingest') {
  console.error('Only the lists and what headquarters takes in can be measured alone: --only lists, --only ingest.')
  process.exit(2)
}
/** The lists are long whatever `--cases` says: that is the measure. */
const WAITING = 100_000

if (values.only === undefined) await benchCounter()
if (values.only !== 'ingest') await benchLists()
if (values.only !== 'lists') await benchIngest(cases)
process.exit(0)

async function benchCounter(): Promise<void> {
  benchAsk(queries.map(({ query }) => query))
  benchValidation()
  await benchWire()
  await benchSave(cases)
  await benchAttach(20)
  if (!values['without-window']) await benchWindow(40)
}

async function benchLists(): Promise<void> {
  const folder = await branchWithWaiting(WAITING)
  await benchPages(folder, WAITING)
  if (!values['without-window']) await benchFrames(folder, WAITING)
  rmSync(folder, { recursive: true, force: true })
}
