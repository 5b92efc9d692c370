/**
 * The simulation: `npm run sim -- --from 1 --schedules 1000 [--workers 2] [--faults] [--postgres]`. Schedule number n
 * depends on n alone, so a violation repeats with `--from n --schedules 1`; it is cut down to the fewest steps that still
 * show it, and told. Ctrl C ends it with the figures so far.
 */
import { parseArgs } from 'node:util'
import { setup } from '../support/postgres.ts'
import { lies } from './parts/bends.ts'
import { everyFault } from './parts/faults.ts'
import { type Figures, progressOf } from './parts/progress.ts'
import { simulate } from './parts/simulate.ts'
import { inWorkers, speakingToParent } from './parts/workers.ts'

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    schedules: { type: 'string', default: '200' },
    /** Processes that share the schedules. */
    workers: { type: 'string', default: '1' },
    /** Also says how often each fault really struck. */
    faults: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
    /** End at the first violation, and do not look for the smallest schedule. */
    first: { type: 'boolean', default: false },
  },
})

const [seed, count, workers] = [values.from, values.schedules, values.workers].map(Number) as [number, number, number]
if (![seed, count, workers].every(Number.isSafeInteger) || seed < 0 || count < 1 || workers < 1) {
  console.error('Say --from with a whole number, --schedules and --workers with at least 1.')
  process.exit(2)
}

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    stopping = true
  })

const parent = speakingToParent()
if (parent) {
  const { stride } = parent
  const sum = await simulate({
    ...{ seed, count, stride, first: values.first, say: parent.say },
    stopped(sum) {
      parent.tell(sum)
      return stopping
    },
  })
  parent.tell(sum)
  process.disconnect?.()
} else {
  const stop = values.postgres ? await setup() : null
  const progress = progressOf(count, console.log)
  const stopped = (figures: Figures) => {
    progress(figures)
    return stopping
  }
  const wish = { seed, count, first: values.first, say: console.log, stopped }
  const sum = workers === 1 ? await simulate(wish) : await inWorkers({ ...wish, workers })
  await stop?.()
  if (values.faults)
    for (const fault of everyFault(lies)) console.log(`${String(sum.struck.get(fault) ?? 0).padStart(8)}  ${fault}`)
  const perSecond = (sum.schedules / (sum.ms / 1000)).toFixed(1)
  const { cases, exchanges } = sum
  console.log(`from seed ${seed}: ${cases} cases, ${exchanges} exchanges, ${perSecond} schedules/s`)
  console.log(`${sum.schedules} schedules, ${sum.violations.length} violations`)
  // A long trace must be out before the process is: a pipe takes it in pieces.
  process.stdout.write('', () => process.exit(sum.violations.length > 0 ? 1 : 0))
}
