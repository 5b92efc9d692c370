/**
 * `npm run bench [-- --only drain] [--cases 10000] [--without-window]`: how fast it is, one JSON line a figure. Never fails by
 * time: what is claimed stands in docs/evidence.md with the machine and the day.
 */
import { parseArgs } from 'node:util'
import queries from '../domain/fixtures/procedure-held-out.json' with { type: 'json' }
import { benchAttach, benchSave } from './branch.ts'
import { benchDrain } from './drain.ts'
import { benchDrainWindow } from './drainWindow.ts'
import { benchFrames } from './frames.ts'
import { benchGrowth } from './growth.ts'
import { benchIngest } from './ingest.ts'
import { benchLive } from './live.ts'
import { benchAsk, benchValidation } from './rules.ts'
import { benchSaveDisk } from './saveDisk.ts'
import { benchSearch } from './search.ts'
import { benchStart } from './start.ts'
import { benchPages, dropWaiting, waitingFolder } from './waiting.ts'
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
const withWindow = !values['without-window']
/** The lists are long whatever `--cases` says: that is the measure. */
const WAITING = 100_000

/** What can be measured, in the order in which all of it is. */
const measures: Record<string, () => Promise<void>> = {
  async ask() {
    benchAsk(queries.map(({ query }) => query))
    benchValidation()
  },
  wire: benchWire,
  save: () => benchSave(cases),
  'save-disk': () => benchSaveDisk(Math.min(cases, 1_000)),
  attach: () => benchAttach(20),
  async window() {
    if (withWindow) await benchWindow(40)
  },
  async start() {
    if (withWindow) await benchStart(10)
  },
  ingest: () => benchIngest(cases),
  drain: () => benchDrain(cases),
  async 'drain-window'() {
    if (withWindow) await benchDrainWindow(Math.min(cases, 2_000))
  },
  live: () => benchLive(40),
  async lists() {
    const folder = await waitingFolder(WAITING)
    await benchPages(folder, WAITING)
    if (withWindow) await benchFrames(folder, WAITING)
  },
  search: async () => benchSearch(await waitingFolder(WAITING), WAITING),
  growth: () => benchGrowth([WAITING / 10, WAITING]),
}

const { only } = values
if (only !== undefined && !Object.hasOwn(measures, only)) {
  console.error(`There is no measure "${only}". Say --only with one of: ${Object.keys(measures).join(', ')}.`)
  process.exit(2)
}
try {
  for (const [name, measure] of Object.entries(measures)) if (only === undefined || only === name) await measure()
} finally {
  dropWaiting()
}
process.exit(0)
