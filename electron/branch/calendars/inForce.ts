/** The calendar in force: the shipped one with the operator's changes over it. */
import type { BranchCalendar } from '../../../domain/calendar/calendar.ts'
import { withChanges } from '../../../domain/calendar/change.ts'
import type { Knowledge } from '../catalogue.ts'
import { calendarChanges } from '../store/calendars.ts'
import type { Db } from '../store/sql.ts'

export const calendarInForce = (db: Db, { calendar, profile }: Knowledge): BranchCalendar =>
  withChanges(
    calendar,
    profile.country,
    calendarChanges(db).map(({ payload }) => payload),
  )
