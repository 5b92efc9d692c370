/**
 * `npm run outage -- --cases 200 --kills 20 [--seed 1] [--postgres]`: a branch without a network, its power failing in the
 * middle of its work, and what headquarters holds in the end. Exit code 1 unless nothing is lost, doubled or different.
 */
import { parseArgs } from 'node:util'
import { outage } from './parts/outage.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '200' },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    postgres: { type: 'boolean', default: false },
  },
})
const whole = (name: 'cases' | 'kills' | 'seed', least: number) => {
  const number = Number(values[name])
  if (Number.isSafeInteger(number) && number >= least) return number
  console.error(`Say --${name} with a whole number of at least ${least}.`)
  process.exit(2)
}
const wish = { cases: whole('cases', 1), kills: whole('kills', 0), seed: whole('seed', 0), postgres: values.postgres }

const report = await outage({ ...wish, say: console.log })
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const rows = {
  'registered offline': `${report.cases} in ${seconds(report.offlineMs)}`,
  'power cuts': `${report.kills}, ${report.unanswered} in the middle of a command`,
  'recorded though nobody heard the answer': String(report.recordedUnheard),
  'at headquarters': `${report.atHq}, drained in ${seconds(report.drainMs)}`,
  'order of serials, ledgers byte for byte':
    report.faults.length === 0 ? 'as they should be' : report.faults.join('; '),
}
console.log('')
for (const [name, value] of Object.entries(rows)) console.log(`  ${name.padEnd(42)} ${value}`)
for (const number of report.lost) console.log(`  lost: ${number}`)
for (const number of report.doubled) console.log(`  doubled: ${number}`)
console.log('')
console.log(`${report.atHq} cases, ${report.kills} kills, ${report.lost.length} lost, ${report.doubled.length} doubled`)
process.exit(report.lost.length + report.doubled.length + report.faults.length === 0 ? 0 : 1)
