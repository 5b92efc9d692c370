/** An outage card by hand: who says what, and the events that come of it. */
import { writeOutageNumber } from '../../domain/outages/number.ts'
import { primitives } from '../../trust/primitives.ts'
import { uuid } from '../support/pen.ts'

export const NOW = '2026-11-23T09:05:00.000Z'
export const NUMBER = writeOutageNumber(primitives, {
  branch: '0712',
  letter: 'A',
  year: 2026,
  serial: 3,
  command: uuid('opening'),
})
