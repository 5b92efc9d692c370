/** The calendar in force, or as it was when the journal had no row after `upto`: the shipped one with the operator's changes over it. */
import type { BranchCalendar } from '../../../domain/calendar/calendar.ts'
import { withChanges } from '../../../domain/calendar/change.ts'
import type { Knowledge } from '../catalogue.ts'
import { calendarChanges } from '../store/calendars.ts'
import type { Db } from '../store/sql.ts'

export const calendarInForce = (db: Db, { calendar, profile }: Knowledge, upto?: number): BranchCalendar =>
  withChanges(
    calendar,
    profile.country,
    calendarChanges(db, upto).map(({ payload }) => payload),
  )
