/**
 * Counting of time limits. The day of the event is not counted: day 1 is the next day (RU Civil Code Art. 191, PL Art. 111
 * KC; KZ is counted alike). Days off inside the term count for calendar days and months, and are skipped for working
 * days. Amounts and units come from the form's definition: no number of days stands here.
 */
import { type BranchCalendar, dayKind } from './calendar.ts'
import { addDays, addHours, addMonths, type Day } from './days.ts'

export type Counted = {
  amount: number
  unit: 'calendar_days' | 'working_days' | 'months' | 'hours'
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

/** No working day in as many days means a broken calendar, not a long holiday. */
const LONGEST_HOLIDAY = 60

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
    default:
      return term.unit satisfies never
  }
}

function shifted(rawEnd: Day, term: Counted, calendar: BranchCalendar): TermEnd {
  if (term.shift === 'none') return { rawEnd, end: rawEnd, calendarUnknown: false }
  const { day, calendarUnknown } = workingDayFrom(rawEnd, calendar)
  return { rawEnd, end: day, calendarUnknown }
}

/** The day itself, or the first working day after it. Where there is none, the day itself, marked unknown. */
export function workingDayFrom(day: Day, calendar: BranchCalendar): { day: Day; calendarUnknown: boolean } {
  let calendarUnknown = false
  let candidate = day
  for (let passed = 0; passed < LONGEST_HOLIDAY; passed++) {
    const kind = dayKind(candidate, calendar)
    calendarUnknown ||= !kind.known
    if (kind.working) return { day: candidate, calendarUnknown }
    candidate = addDays(candidate, 1)
  }
  return { day, calendarUnknown: true }
}

/** The last working day before a day. Where there is none, the day before. */
export function workingDayBefore(day: Day, calendar: BranchCalendar): Day {
  for (let passed = 1; passed <= LONGEST_HOLIDAY; passed++) {
    const candidate = addDays(day, -passed)
    if (dayKind(candidate, calendar).working) return candidate
  }
  return addDays(day, -1)
}

/**
 * Until when the customer must have an answer. The clock starts on the day the paper was handed over at the window;
 * with `registerOnWorkingDay`, a paper taken on a day off counts as registered on the next working day.
 */
export function answerDue(
  acceptedOn: Day,
  term: Counted,
  calendar: BranchCalendar,
  options: { registerOnWorkingDay: boolean },
): TermEnd & { registeredOn: Day } {
  const registered = options.registerOnWorkingDay
    ? workingDayFrom(acceptedOn, calendar)
    : { day: acceptedOn, calendarUnknown: false }
  const due = countTerm(registered.day, term, calendar)
  return {
    ...due,
    registeredOn: registered.day,
    calendarUnknown: due.calendarUnknown || registered.calendarUnknown,
  }
}

/** Open terms whose end moves when a calendar changes, for the shift lead's list. Order as given. */
export function movedEnds<Open extends { start: string; term: Counted }>(
  open: readonly Open[],
  before: BranchCalendar,
  after: BranchCalendar,
): { open: Open; before: string; after: string }[] {
  return open
    .map((one) => ({
      open: one,
      before: countTerm(one.start, one.term, before).end,
      after: countTerm(one.start, one.term, after).end,
    }))
    .filter((one) => one.before !== one.after)
}
