/**
 * Counting of time limits. The day of the event is not counted: day 1 is the next day (RU Civil Code Art. 191, PL Art. 111
 * KC; KZ is counted alike). Days off inside the term count for calendar days and months, and are skipped for working
 * days. Amounts and units come from the form's definition: no number of days stands here.
 */
import { type BranchCalendar, dayKind } from './calendar.ts'
import { addDays, addHours, addMonths, type Day, yearOf } from './days.ts'

export type Counted = {
  amount: number
  unit: 'calendar_days' | 'working_days' | 'months' | 'hours' | 'same_day'
  /** A last day that is not a working day moves to the next one (RU Art. 193, PL Art. 115 KC, Saturday included). */
  shift: 'none' | 'next_working_day'
}

export type TermEnd = {
  /** The last day before any shift. */
  rawEnd: string
  /** The last day of the term; with hours, the last moment. */
  end: string
  /** A day that decided the answer lies in a year without a confirmed calendar: the end may still move. */
  calendarUnknown: boolean
}

/**
 * From the day of the event (`YYYY-MM-DD`) to the last day. Hours run from a UTC moment (`YYYY-MM-DDTHH:MM:SSZ`) to a
 * UTC moment and are never shifted.
 */
export function countTerm(start: string, term: Counted, calendar: BranchCalendar): TermEnd {
  switch (term.unit) {
    case 'hours': {
      const end = addHours(start, term.amount)
      return { rawEnd: end, end, calendarUnknown: false }
    }
    case 'calendar_days':
      return shifted(addDays(start, term.amount), term, calendar)
    case 'months':
      return shifted(addMonths(start, term.amount), term, calendar)
    case 'working_days': {
      let end: Day = start
      let calendarUnknown = false
      for (let counted = 0; counted < term.amount; counted++) {
        const next = workingDayFrom(addDays(end, 1), calendar)
        end = next.day
        calendarUnknown ||= next.calendarUnknown
      }
      return { rawEnd: end, end, calendarUnknown }
    }
    case 'same_day': {
      const { day, calendarUnknown } = workingDayFrom(start, calendar)
      return { rawEnd: start, end: day, calendarUnknown }
    }
    default:
      return term.unit satisfies never
  }
}

function shifted(rawEnd: Day, term: Counted, calendar: BranchCalendar): TermEnd {
  if (term.shift === 'none') return { rawEnd, end: rawEnd, calendarUnknown: false }
  const { day, calendarUnknown } = workingDayFrom(rawEnd, calendar)
  return { rawEnd, end: day, calendarUnknown }
}

/** A calendar without a working day until the end of another year is broken; that is no long holiday. */
const isNear = (day: Day, from: Day): boolean => Math.abs(yearOf(day) - yearOf(from)) <= 1

/** The day itself, or the first working day after it. Where there is none, the day itself, marked unknown. */
export function workingDayFrom(day: Day, calendar: BranchCalendar): { day: Day; calendarUnknown: boolean } {
  let calendarUnknown = false
  for (let candidate = day; isNear(candidate, day); candidate = addDays(candidate, 1)) {
    const kind = dayKind(candidate, calendar)
    calendarUnknown ||= !kind.known
    if (kind.working) return { day: candidate, calendarUnknown }
  }
  return { day, calendarUnknown: true }
}

/** The last working day before a day. Where there is none, the day before. */
export function workingDayBefore(day: Day, calendar: BranchCalendar): Day {
  const before = addDays(day, -1)
  for (let candidate = before; isNear(candidate, day); candidate = addDays(candidate, -1)) {
    if (dayKind(candidate, calendar).working) return candidate
  }
  return before
}

/**
 * Until when the customer must have an answer. The clock starts on the day the paper was handed over at the window
 * (`acceptedOn`); with `startOnWorkingDay`, a paper taken on a day off counts as registered on the next working day
 * (catalogue, rule 2). Not for hours: they run from the moment itself (`countTerm`).
 */
export function answerEnd(
  acceptedOn: Day,
  term: Counted,
  calendar: BranchCalendar,
  { startOnWorkingDay }: { startOnWorkingDay: boolean },
): TermEnd & { start: Day } {
  const start = startOnWorkingDay ? workingDayFrom(acceptedOn, calendar) : { day: acceptedOn, calendarUnknown: false }
  const due = countTerm(start.day, term, calendar)
  return { ...due, start: start.day, calendarUnknown: due.calendarUnknown || start.calendarUnknown }
}

/** A promise to answer that still runs: since when, on which terms, and the day that was promised. */
export type Promised = { acceptedOn: Day; term: Counted; promised: Day }
export type Moved<Open> = { open: Open; promised: Day; counted: Day }

/**
 * The promises that a changed calendar would count to another day than the one promised, in the order given. What
 * counts alike before and after is not this change's doing and is left out. Hours know no calendar.
 */
export function movedEnds<Open extends Promised>(
  open: readonly Open[],
  before: BranchCalendar,
  after: BranchCalendar,
  rules: { startOnWorkingDay: boolean },
): Moved<Open>[] {
  return open.flatMap((one) => {
    if (one.term.unit === 'hours') return []
    const [was, counted] = [before, after].map((calendar) => answerEnd(one.acceptedOn, one.term, calendar, rules).end)
    if (counted === undefined || was === counted || counted === one.promised) return []
    return [{ open: one, promised: one.promised, counted }]
  })
}
