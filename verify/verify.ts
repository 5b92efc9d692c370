/**
 * `npm run verify -- <file> [--hq-key <key>] [--receipt <QR text>] [--json]`: checks an exported journal without the program
 * that wrote it. Needs nothing but Node: this folder can be carried to any computer. Exit code 0 when nothing is wrong, 1 when
 * something is, 2 when it could not look.
 */
import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { check } from './check.ts'
import { type Fault, NAMES, type Note } from './faults.ts'
import type { Report } from './reading.ts'
import { rowsOfFile } from './rows.ts'

const USAGE = `npm run verify -- <file> [--hq-key <key>] [--receipt <text of the QR code>] [--json]

  --hq-key   the public key of headquarters (base64url), learnt from headquarters and not from the file
  --receipt  whether the case of this printed receipt is in the export
  --json     one JSON object for machines`

const placeOf = ({ row, line, seq }: { row?: number | null; line: string | null; seq: number | null }): string =>
  [
    row == null ? '' : `row ${row}`,
    line === null ? '' : `line ${line.slice(0, 8)}${seq === null ? '' : ` event ${seq}`}`,
  ]
    .filter(Boolean)
    .join(', ') || 'the file'

const told = (fault: Fault): string =>
  `✗ ${placeOf(fault)}: ${fault.fault}: ${NAMES[fault.fault]}${fault.detail ? ` (${fault.detail})` : ''}`
const noted = (note: Note): string => `· ${placeOf(note)}: ${note.note}: ${note.detail}`

function words({ head, faults, notes, ok, lines, events }: Report): string[] {
  const about = head
    ? [`Branch ${head.branch}, exported ${head.exportedAt} by ${head.exportedBy.signature} (${head.exportedBy.role}).`]
    : []
  const plural = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`
  const sum = ok ? `OK ${plural(lines, 'line')}, ${plural(events, 'event')}` : plural(faults.length, 'fault')
  return [...about, ...notes.map(noted), ...faults.map(told), sum]
}

async function run(): Promise<number> {
  let wishes: ReturnType<typeof read>
  try {
    wishes = read()
    if (!statSync(wishes.file).isFile()) throw new Error(`${wishes.file} is no file`)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`)
    return 2
  }
  const report = await check(rowsOfFile(wishes.file), wishes)
  console.log(wishes.json ? JSON.stringify(report) : words(report).join('\n'))
  return report.ok ? 0 : 1
}

function read() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'hq-key': { type: 'string' }, receipt: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new Error('Say which file: one export.')
  const hqKey = values['hq-key']
  if (hqKey !== undefined && !/^[\w-]{43}$/.test(hqKey))
    throw new Error('--hq-key is no key: 43 characters of base64url, as headquarters shows it.')
  return { file, hqKey, receipt: values.receipt, json: values.json }
}

process.exitCode = await run()
