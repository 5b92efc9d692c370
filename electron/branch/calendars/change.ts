/** A manager's change of the calendar: one event, one record; in force from the next registration on. */
import { type ChangeCalendar, changeCalendar } from '../../../domain/calendar/change.ts'
import { type Branch, todayOf } from '../branch.ts'
import { append } from '../journal.ts'
import { record } from '../record.ts'
import type { NotRecorded } from '../storage.ts'
import { calendarChanges } from '../store/calendars.ts'
import { readCalendarAgain } from './again.ts'

type Refused = Extract<ReturnType<typeof changeCalendar>, { ok: false }>
type Changed = { ok: true } | NotRecorded | Refused | { ok: false; refusal: { code: 'notSignedIn' } }

export function recordChange(branch: Branch, wish: Omit<ChangeCalendar, 'country'>): Changed {
  const person = branch.session.current()
  if (!person) return { ok: false, refusal: { code: 'notSignedIn' } }
  let next = branch.knowledge
  const answer = record(branch, (): Changed => {
    if (calendarChanges(branch.db).some(({ payload }) => payload.command === wish.command)) return { ok: true }
    const { profile, calendar } = branch.knowledge
    const decision = changeCalendar({ ...wish, country: profile.country }, person, calendar, todayOf(branch))
    if (!decision.ok) return decision
    append(branch, [decision.event])
    next = readCalendarAgain(branch)
    return { ok: true }
  })
  if (answer.ok) {
    branch.knowledge = next
    branch.changed('calendars', 'cases', 'exchange')
  }
  return answer
}
