/**
 * The simulation: `npm run sim -- --seed 1 --count 1000 [--postgres]`. Schedule number n depends on n alone, so a
 * violation repeats with `--seed n --count 1`; it is cut down to the fewest steps that still show it, and told.
 */
import { parseArgs } from 'node:util'
import { setup } from '../support/postgres.ts'
import { simulate } from './parts/simulate.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '200' },
    postgres: { type: 'boolean', default: false },
    /** End at the first violation, and do not look for the smallest schedule. */
    first: { type: 'boolean', default: false },
  },
})

const seed = Number(values.seed)
const count = Number(values.count)
if (!Number.isSafeInteger(seed) || seed < 0 || !Number.isSafeInteger(count) || count < 1) {
  console.error('Say --seed with a whole number and --count with at least 1.')
  process.exit(2)
}
const stop = values.postgres ? await setup() : null
const sum = await simulate({ seed, count, first: values.first, say: console.log })
await stop?.()
const perSecond = (sum.schedules / (sum.ms / 1000)).toFixed(1)
console.log(
  `seeds ${seed} to ${seed + sum.schedules - 1}: ${sum.cases} cases, ${sum.exchanges} exchanges, ${perSecond} schedules/s`,
)
console.log(`${sum.schedules} schedules, ${sum.violations.length} violations`)
// A long trace must be out before the process is: a pipe takes it in pieces.
process.stdout.write('', () => process.exit(sum.violations.length > 0 ? 1 : 0))
