/** What can be said only when all rows are read: keys, chains, order, and whether the end of the file counted the same. */
import { canonical, isSigned } from './bytes.ts'
import { chainFaults, type Event, type Fork } from './chain.ts'
import type { Note } from './faults.ts'
import type { Reading, Wishes } from './reading.ts'
import type { LineEnd } from './shapes.ts'

export function atTheEnd(reading: Reading, wishes: Wishes): { lines: number; events: number } {
  const keys = certifiedKeys(reading, wishes)
  outOfOrder(reading)
  let total = 0
  for (const [line, events] of [...reading.byLine].sort(([a], [b]) => (a < b ? -1 : 1))) {
    total += events.length
    const inOrder = [...events].sort((a, b) => a.seq - b.seq || (a.said < b.said ? -1 : 1))
    const key = keyOfLine(reading, wishes, keys, line, inOrder)
    const { faults, forks } = chainFaults(inOrder, key)
    reading.faults.push(...faults)
    compareForks(reading, line, forks)
    if (reading.end) compareLine(reading, line, inOrder)
  }
  usedTwice(reading, 'id', reading.ids)
  usedTwice(reading, 'number', reading.numbers)
  withheldUnnamed(reading)
  if (reading.counts.erased > 0)
    reading.notes.push({ ...nowhere, note: 'erased', detail: `${reading.counts.erased} payloads were erased by law` })
  compareEnd(reading, keys, total)
  return { lines: reading.byLine.size, events: total }
}

/**
 * A payload may lack where an erasure of its case names the event. Erasures of older programs name none: of their case as many
 * may lack as they count; where more do, nobody can say which.
 */
function withheldUnnamed({ withheld, erasures, say }: Reading): void {
  for (const [id, ofCase] of Map.groupBy(withheld, (one) => one.case)) {
    const { named, counted } = erasures.get(id ?? '') ?? { named: new Set(), counted: 0 }
    const unnamed = ofCase.filter(({ event }) => !named.has(event.real))
    if (unnamed.length > counted) for (const { event } of unnamed) say('payloadWithheld', event, id ?? '')
  }
}

const nowhere = { line: null, seq: null }

/** What can be said of the export of a branch that had not been enrolled: certificates are not lost, there were none. */
const unenrolled = (hqKey: string | undefined): Note => ({
  ...nowhere,
  note: 'unenrolled',
  detail: [
    'the branch was not enrolled with headquarters when it exported, so no certificate can be in the file.',
    'Each line is checked with the key it was opened with: that shows whether anything was changed since, not whose computer it was.',
    hqKey === undefined
      ? 'After its enrolment export again and check with --hq-key.'
      : 'The key of headquarters proves nothing here: every line stays unvouched. Check without --hq-key, or export again after the enrolment.',
  ].join(' '),
})

/** The key of each device that headquarters certified. */
function certifiedKeys({ head, say, notes }: Reading, { hqKey }: Wishes): Map<string, string> {
  const keys = new Map<string, string>()
  if (!head) return keys
  if (head.hqKey === null && head.certificates.length === 0) notes.push(unenrolled(hqKey))
  if (hqKey !== undefined && head.hqKey !== null && hqKey !== head.hqKey) say('hqKey', { row: 1 }, head.hqKey)
  const key = hqKey ?? head.hqKey
  if (key === null)
    notes.push({
      ...nowhere,
      note: 'noHqKey',
      detail: 'the key of headquarters is not known: nothing is checked against it',
    })
  else if (hqKey === undefined)
    notes.push({ ...nowhere, note: 'hqKeyOfFile', detail: `the key of headquarters is the file’s own: compare ${key}` })
  for (const { body, signature } of head.certificates) {
    const { device, publicKey } = body
    if (keys.has(device)) say('certificateTwice', { row: 1 }, device)
    if (key !== null && !isSigned(key, `okno-certificate-1\n${canonical(body)}`, signature))
      say('certificate', { row: 1 }, device)
    keys.set(device, publicKey)
  }
  return keys
}

/** The certified key of the line's device; where nobody certified it, the one that it opened the line with. */
function keyOfLine(
  { openings, say, notes }: Reading,
  { hqKey }: Wishes,
  keys: ReadonlyMap<string, string>,
  line: string,
  [first]: readonly Event[],
): string | null {
  const opening = openings.get(line)
  const place = { row: first?.row ?? null, line, seq: first?.seq ?? null }
  if (!opening) return null
  const certified = keys.get(opening.device)
  if (certified !== undefined && certified !== opening.publicKey) say('openingKey', place, opening.device)
  if (certified === undefined && hqKey !== undefined) say('unvouched', place, opening.device)
  else if (certified === undefined)
    notes.push({ note: 'notEnrolled', line, seq: null, detail: `no certificate names its device ${opening.device}` })
  return certified ?? opening.publicKey
}

/** Rows stand by line, place and hash. */
function outOfOrder({ byLine, say }: Reading): void {
  const rows = [...byLine.values()].flat().sort((a, b) => a.row - b.row)
  for (const [i, event] of rows.entries()) {
    const before = rows[i - 1]
    // Padded, so that places sort as numbers.
    const key = ({ line, seq, said }: Event) => `${line} ${String(seq).padStart(16, '0')} ${said}`
    if (before && !event.broken && !before.broken && key(event) < key(before))
      say('reordered', event, `after event ${before.seq} of line ${before.line}`)
  }
}

function compareForks({ end, say, notes }: Reading, line: string, forks: readonly Fork[]): void {
  const named = end?.lines.find((one) => one.line === line)?.forks ?? []
  for (const { seq, hashes, row } of forks) {
    // Without an end nobody says how it was: that the end is gone is fault enough.
    const isNamed =
      !end || named.some((one) => one.seq === seq && canonical([...one.hashes].sort()) === canonical(hashes))
    if (isNamed) notes.push({ note: 'fork', line, seq, detail: `${hashes.length} events follow one parent` })
    else say('fork', { row, line, seq }, hashes.join(' '))
  }
}

function compareLine({ end, say }: Reading, line: string, events: readonly Event[]): void {
  const counted = end?.lines.find((one) => one.line === line)
  const place = { row: events.at(-1)?.row ?? null, line }
  if (!counted) {
    say('lineInserted', { ...place, row: events[0]?.row ?? null })
    return
  }
  const differs = events.length - counted.events
  if (differs < 0) {
    say('removed', place, `${counted.events} counted, ${events.length} found`)
    return
  }
  if (differs > 0) {
    say('inserted', place, `${counted.events} counted, ${events.length} found`)
    return
  }
  const followed = new Set(events.map(({ prev }) => prev))
  const tips = events.filter(({ said, real }) => !followed.has(said) && !followed.has(real))
  const write = (heads: LineEnd['heads']) =>
    heads
      .map(({ seq, hash }) => `${seq} ${hash}`)
      .sort()
      .join()
  if (write(tips.map(({ seq, said }) => ({ seq, hash: said }))) !== write(counted.heads)) say('heads', place)
}

/** Ids and numbers are there once; what the export itself names is told, what it does not name is a fault. */
function usedTwice({ end, say, notes }: Reading, what: 'id' | 'number', uses: ReadonlyMap<string, Event[]>): void {
  for (const [value, events] of uses) {
    if (events.length < 2) continue
    const named = end?.duplicates.find((one) => one.what === what && one.value === value)
    const { row = null, line = null, seq = null } = events.at(-1) ?? {}
    const where = events.map((event) => `${event.line}:${event.seq}`).join(' ')
    if (!end || named?.times === events.length)
      notes.push({ note: `${what}Twice`, line, seq, detail: `${value} ${where}` })
    else say(what === 'id' ? 'duplicateId' : 'duplicateNumber', { row, line, seq }, `${value} ${where}`)
  }
}

function compareEnd(reading: Reading, keys: ReadonlyMap<string, string>, events: number): void {
  const { end, head, say, before, counts, byLine, rows } = reading
  if (!end) return
  if (before !== end.sha256) say('changedBytes', { row: rows })
  for (const { line } of end.lines) if (!byLine.has(line)) say('lineRemoved', { row: rows, line })
  const found = { lines: byLine.size, events, ...counts }
  if (canonical(found) !== canonical(end.counts))
    say('count', { row: rows }, `counted ${canonical(end.counts)}, found ${canonical(found)}`)
  for (const { line, seq, columns } of end.misfits) say('misfit', { row: rows, line, seq }, columns.join(' '))
  if (!head) return
  const { signature, ...body } = end
  const { id, publicKey } = head.device
  if (!isSigned(publicKey, `okno-export-1\n${canonical(body)}`, signature)) say('endSignature', { row: rows })
  const certified = keys.get(id)
  const opened = [...reading.openings.values()].some((one) => one.device === id && one.publicKey === publicKey)
  if (certified === undefined ? !opened : certified !== publicKey) say('exporter', { row: 1 }, id)
}
