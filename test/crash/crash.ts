/**
 * `npm run crash -- --kills 100 [--seed 1]`: the real application at a counter, killed with SIGKILL, all its processes at
 * once, while it starts, migrates, takes in, attaches, prints and sends. Every customer's number is compared with the
 * counter's journal, with headquarters and with the printed paper. Exit code 1 unless nothing is lost, doubled or
 * different. Ctrl C ends it after the life under way, with the figures so far.
 */
import { parseArgs } from 'node:util'
import { crash } from './killing.ts'

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
})
const whole = (name: 'kills' | 'seed') => {
  const number = Number(values[name])
  if (Number.isSafeInteger(number) && number >= 1) return number
  console.error(`Say --${name} with a whole number of at least 1.`)
  process.exit(2)
}

const stopping = new AbortController()
process.once('SIGINT', () => {
  console.log('Stops after the life under way; Ctrl C again ends it at once.')
  stopping.abort()
})
const report = await crash({ kills: whole('kills'), seed: whole('seed'), say: console.log, stopping: stopping.signal })

console.log('')
for (const [work, times] of report.struck) console.log(`  killed while ${work.padEnd(34)} ${times}`)
const rows = {
  'cases told to customers': report.told,
  'recorded though nobody heard the answer': report.recordedUnheard,
  'files attached, each whole under its hash': report.files,
  'papers printed, each with a number of the journal': report.papers,
  'events at the counter and at headquarters': report.events,
}
for (const [name, value] of Object.entries(rows)) console.log(`  ${name.padEnd(47)} ${value}`)
for (const number of report.lost) console.log(`  lost: ${number}`)
for (const number of report.doubled) console.log(`  doubled: ${number}`)
for (const fault of report.faults) console.log(`  ${fault}`)
console.log('')
console.log(`${report.kills} kills, ${report.lost.length} lost, ${report.doubled.length} doubled`)
process.exit(report.lost.length + report.doubled.length + report.faults.length === 0 ? 0 : 1)
