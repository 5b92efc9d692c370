/** Whether a printed receipt stands in the export. Its QR text: `okno:1:number:line:seq:hash:signature`. */
import { sealed } from './bytes.ts'
import type { Event } from './chain.ts'
import type { Reading } from './reading.ts'

/** Faults of the receipt; where it stands, a note says in which row. */
export function receiptFaults(reading: Reading, qr: string): void {
  const { places, byLine, openings, head, say, notes } = reading
  const [name, version, number = '', line = '', place = '', hash = '', signature = '', ...more] = qr.trim().split(':')
  const seq = Number(place)
  if (name !== 'okno' || version !== '1' || more.length > 0 || !Number.isInteger(seq) || seq < 1) {
    say('receiptForged', {}, 'this is no text of a receipt')
    return
  }
  const opening = openings.get(line)
  const certified = head?.certificates.find(({ body }) => body.device === opening?.device)?.body.publicKey
  const key = certified ?? opening?.publicKey
  if (key !== undefined && !sealed(key, hash, signature)) say('receiptForged', { line, seq }, number)

  const seal = places.get(hash)
  if (!seal || seal.line !== line || seal.seq !== seq) {
    const held = byLine.get(line)?.reduce((highest, event) => Math.max(highest, event.seq), 0)
    const until = held === undefined ? 'the whole line is missing' : `the line is held up to event ${held}`
    say('receiptLost', { line, seq }, `case ${number}; ${until}`)
    return
  }
  const registered = registrationOf(reading, number, line, seq)
  if (!registered) {
    say('receiptNumber', { row: seal.row, line, seq }, number)
    return
  }
  const erased = reading.erasedNumbers.has(number) ? '; its content was erased by law' : ''
  notes.push({
    note: 'receipt',
    line,
    seq: registered.seq,
    detail: `case ${number} is registered in row ${registered.row}, signed in row ${seal.row}${erased}`,
  })
}

/** The registration of the number that the seal at `seq` is the first to cover. */
function registrationOf(reading: Reading, number: string, line: string, seq: number): Event | undefined {
  const { numbers, erasedNumbers, withheld, byLine } = reading
  const gone = withheld.filter(
    ({ event, case: id }) => event.type === 'caseRegistered' && id === erasedNumbers.get(number),
  )
  const found = [...(numbers.get(number) ?? []), ...gone.map(({ event }) => event)]
  const seals = (byLine.get(line) ?? []).filter(({ signature }) => signature !== null)
  return found.find(
    (event) => event.line === line && event.seq <= seq && !seals.some((one) => one.seq >= event.seq && one.seq < seq),
  )
}
