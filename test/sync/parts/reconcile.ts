/**
 * What customers were told against the counter's journal and headquarters': read from the tables themselves, so that
 * nothing which is checked is asked of the program under test.
 */
import Database from 'better-sqlite3'
import type { Row } from '../../../hq/store/database.ts'
import type { Bytes } from './ledger.ts'

export type Told = { number: string; case: string }

export type EventRow = Bytes & Row & { type: string; by_person: string }
export const COLUMNS = 'line, seq, hash, header, payload, signature, type, by_person'

export function journalIn(file: string): EventRow[] {
  const db = new Database(file, { readonly: true })
  try {
    return db.prepare<[], EventRow>(`SELECT ${COLUMNS} FROM journal`).all()
  } finally {
    db.close()
  }
}

const place = ({ line, seq, hash }: EventRow) => `${line} ${String(seq).padStart(6, '0')} ${hash}`
export const ledger = (events: readonly EventRow[]) =>
  events.map((event) => `${place(event)} ${event.header} ${event.payload} ${event.signature}`).sort()

/** Every number told stands once at the counter, once at headquarters and once among its cases; both ledgers are equal. */
export function judge(
  told: readonly Told[],
  here: readonly EventRow[],
  there: readonly EventRow[],
  records: readonly string[],
) {
  const registered = (events: readonly EventRow[]) =>
    events
      .filter(({ type }) => type === 'caseRegistered')
      .map((event) => ({
        ...event,
        ...(JSON.parse(event.payload) as { number: string; serial: number; command: string }),
      }))
  const [atCounter, atHq] = [registered(here), registered(there)]
  const times = (list: readonly string[], one: string) => list.filter((other) => other === one).length
  const lists = [atCounter.map(({ number }) => number), atHq.map(({ number }) => number), records]
  const numbers = told.map(({ number }) => number)

  const lost = numbers.filter((number) => lists.some((list) => times(list, number) === 0))
  const doubled = [...new Set(lists.flat())].filter((number) => lists.some((list) => times(list, number) > 1))
  doubled.push(
    ...[...Map.groupBy(atHq, ({ command }) => command)]
      .filter(([, same]) => same.length > 1)
      .map(([command]) => command),
  )
  const faults: string[] = []
  if (new Set(numbers).size !== numbers.length) faults.push('a number was said twice')
  if (atHq.length !== told.length) faults.push(`${atHq.length} cases at headquarters, ${told.length} receipts`)
  if (JSON.stringify(ledger(here)) !== JSON.stringify(ledger(there))) faults.push('the two ledgers differ')
  for (const [line, events] of Map.groupBy(atHq, (event) => event.line)) {
    const serials = events.sort((one, other) => one.seq - other.seq).map(({ serial }) => serial)
    if (serials.some((serial, i) => i > 0 && serial <= (serials[i - 1] ?? 0)))
      faults.push(`serials out of order on ${line}`)
  }
  return { atHq: atHq.length, lost, doubled, faults }
}
