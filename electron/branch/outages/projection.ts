/** Outages and paper numbers as a function of the journal: an event that arrives late gives the same rows everywhere. */
import { paperNumbersReserved } from '../../../domain/outages/events.ts'
import { foldOutage, outageEvents } from '../../../domain/outages/outage.ts'
import type { Db } from '../store/sql.ts'
import {
  caselessOfType,
  eventsOfOutage,
  outagesInJournal,
  removeAllOutages,
  saveOutage,
  savePaperNumbers,
} from './store.ts'

/** Makes the row of an outage anew, in the caller's transaction. An update without its opening waits. */
export function projectOutage(db: Db, number: string): void {
  const found = foldOutage(eventsOfOutage(db, number))
  if (found) saveOutage(db, found)
}

function projectPaperNumbers(db: Db): void {
  for (const { fields, payload } of caselessOfType(db, 'paperNumbersReserved')) {
    const reserved = paperNumbersReserved.safeParse(payload)
    if (reserved.success) savePaperNumbers(db, reserved.data.numbers, reserved.data.command, fields.at)
  }
}

/** Makes the rows that these events touch anew; true where there were any. In the caller's transaction. */
export function projectCaseless(db: Db, events: readonly { fields: { type: string } }[]): boolean {
  const types = new Set(events.map(({ fields }) => fields.type))
  const outages = outageEvents.some((type) => types.has(type))
  if (outages) for (const number of outagesInJournal(db)) projectOutage(db, number)
  if (types.has('paperNumbersReserved')) projectPaperNumbers(db)
  return outages || types.has('paperNumbersReserved')
}

/** Makes all rows anew, in the caller's transaction. */
export function rebuildOutages(db: Db): void {
  removeAllOutages(db)
  for (const number of outagesInJournal(db)) projectOutage(db, number)
  projectPaperNumbers(db)
}
