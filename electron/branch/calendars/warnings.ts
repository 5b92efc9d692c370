/** What may make a date or a time wrong here: a calendar that does not reach far enough, a computer with old time zones. */
import { calendarLacks } from '../../../domain/calendar/reach.ts'
import { staleZones } from '../../../domain/calendar/zone.ts'
import { type Branch, todayOf } from '../branch.ts'

export function warningsOf(branch: Branch) {
  const { calendar, rules, zones } = branch.knowledge
  return [
    ...staleZones(zones).map(({ zone, offset }) => ({ code: 'oldTimeZones' as const, zone, offset })),
    ...calendarLacks(calendar, todayOf(branch), rules.calendarAheadMonths),
  ]
}
