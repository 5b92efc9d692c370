/** A year of the calendar as its editor shows it, and what a change of it would do to answers already promised. */
import { dayKind } from '../../../domain/calendar/calendar.ts'
import { pastDays, withChanges } from '../../../domain/calendar/change.ts'
import { addDays, yearOf } from '../../../domain/calendar/days.ts'
import { movedEnds } from '../../../domain/calendar/term.ts'
import { may } from '../../../domain/people/permissions.ts'
import { type Person, signature } from '../../../domain/people/person.ts'
import type { CalendarYear, MovedAnswer } from '../../contract.ts'
import { type Branch, todayOf } from '../branch.ts'
import { caseIsAboutViewer } from '../sight.ts'
import { calendarChanges } from '../store/calendars.ts'
import { personOf } from '../store/people.ts'
import { type Db, sql } from '../store/sql.ts'
import { openPromises } from './promises.ts'

export function calendarYear(branch: Branch, year: number, person: Person): CalendarYear {
  const { calendar, profile } = branch.knowledge
  const known = calendar.years.get(year)
  const changed = changedDays(branch)
  const thisYear = yearOf(todayOf(branch))
  return {
    country: profile.country,
    year,
    years: [...new Set([...calendar.years.keys(), thisYear, thisYear + 1])].sort(),
    known: known !== undefined,
    confirmed: known?.confirmed ?? false,
    weekend: [...calendar.weeklyDaysOff],
    days: [...(known?.entries.values() ?? [])]
      .map(({ date, kind, name, basis, confirmed }) => ({
        ...{ date, working: kind === 'work', confirmed, name, basis },
        change: changed.get(date) ?? null,
      }))
      .sort((a, b) => (a.date < b.date ? -1 : 1)),
    workingDays: daysOf(year).filter((day) => dayKind(day, calendar).working).length,
    mayEdit: may(person, 'editCalendar'),
  }
}

function changedDays({ db, knowledge }: Branch): Map<string, { by: string; at: string }> {
  const changed = new Map<string, { by: string; at: string }>()
  for (const { payload, by, at } of calendarChanges(db)) {
    if (payload.country !== knowledge.profile.country) continue
    const person = personOf(db, by)
    for (const { date } of payload.changes) changed.set(date, { by: person ? signature(person) : by, at })
  }
  return changed
}

function daysOf(year: number): string[] {
  const days: string[] = []
  for (let day = `${year}-01-01`; yearOf(day) === year; day = addDays(day, 1)) days.push(day)
  return days
}

/** Enough for a shift lead to begin with; how many there are is said as well. */
const LISTED = 50

export function movesOf(
  branch: Branch,
  wish: { year: number; days: readonly { date: string; working: boolean }[] },
): { count: number; first: MovedAnswer[]; past: { days: number; cases: number } } {
  const { calendar, profile, rules } = branch.knowledge
  const asked = wish.days.filter(({ date }) => yearOf(date) === wish.year)
  const changes = asked.map((day) => ({ ...day, why: '–', source: '–' }))
  const payload = { command: '', country: profile.country, year: wish.year, changes }
  const after = withChanges(calendar, profile.country, [payload])
  const moved = movedEnds(promisesSeen(branch), calendar, after, rules)
  const first = moved.slice(0, LISTED).map(({ open, promised, counted }) => {
    const { case: id, number, type } = open
    return { case: id, number, type, promised, counted }
  })
  const over = pastDays(asked, todayOf(branch))
  return { count: moved.length, first, past: { days: over.length, cases: casesOver(branch.db, over) } }
}

/** Without those about the viewer, also in the count. */
const promisesSeen = (branch: Branch) => openPromises(branch).filter((one) => !caseIsAboutViewer(branch, one.case))

/** How many registered cases had one of these days in their term: between acceptance and the answer promised. */
const casesOver = (db: Db, days: readonly string[]): number =>
  sql<{ cases: number }>(
    db,
    `SELECT count(*) AS cases FROM cases
     WHERE EXISTS (SELECT 1 FROM json_each(?) AS day WHERE day.value >= accepted_on AND day.value <= answer_by)`,
  ).get(JSON.stringify(days))?.cases ?? 0
