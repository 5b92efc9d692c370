/**
 * A case rises by itself: near its end it is seen, past its end it goes up level by level. All of it follows from dates,
 * the calendar and the operator's numbers, so that each computer finds the same without writing anything down; what
 * people did to a case is no business of these rules, and they never lower what people passed up.
 */
import { z } from 'zod'
import type { BranchCalendar } from '../calendar/calendar.ts'
import { addDays, type Day, daysBetween } from '../calendar/days.ts'
import { countTerm, workingDayBefore, workingDayFrom } from '../calendar/term.ts'
import { basis, country } from '../forms/termSchema.ts'

export const clockRule = z.strictObject({
  dueSoonAtPercent: z.int().min(1).max(100),
  /** Each level with the working days that those below it had; 0 is at once. An outside body is never told by time. */
  levels: z.array(z.strictObject({ level: z.int().min(1).max(3), afterWorkingDays: z.int().min(0) })).refine(
    (levels) =>
      levels.every(({ level, afterWorkingDays }, i) => {
        const below = levels[i - 1]
        return !below || (below.level < level && below.afterWorkingDays < afterWorkingDays)
      }),
    'levels rise with the days',
  ),
  basis,
  /** Where the clock stands while the customer is asked for something; nowhere else does it. */
  pauses: z.array(z.strictObject({ country, basis })),
})
export type ClockRule = z.infer<typeof clockRule>

/** All days in the branch's calendar. */
export type Clock = {
  startedOn: Day
  /** The day that the customer was promised. */
  answerBy: Day
  /** Days on which it stood, in their order; `until` null while it stands. Only where the law allows a pause. */
  pauses: readonly { from: Day; until: Day | null }[]
  /** When the answer went out, or nobody owed one any more; null while it runs. */
  stoppedOn: Day | null
}

export type ClockDays = {
  /** As promised, later by the days of lawful pauses. */
  answerBy: Day
  /** From here on it is due soon: so many percent of its days have passed, at the latest the last working day before. */
  dueSoonOn: Day
  /** The last working day before the answer is due: it stands on the shift lead's list. */
  lastDayOn: Day
  overdueOn: Day
  levels: readonly { level: number; on: Day }[]
}

export type Standing = { dueSoon: boolean; lastDay: boolean; overdue: boolean; level: number }
const AT_REST: Standing = { dueSoon: false, lastDay: false, overdue: false, level: 0 }

/** On which days the case rises. The percentage is of calendar days, whatever the unit of its term. */
export function clockDays(clock: Clock, rule: ClockRule, calendar: BranchCalendar): ClockDays {
  const { startedOn } = clock
  const answerBy = withPauses(clock, calendar)
  const days = Math.max(daysBetween(startedOn, answerBy), 0)
  const used = addDays(startedOn, Math.ceil((days * rule.dueSoonAtPercent) / 100))
  const lastDayOn = latest(workingDayBefore(answerBy, calendar), earliest(startedOn, answerBy))
  const overdueOn = addDays(answerBy, 1)
  return {
    answerBy,
    dueSoonOn: earliest(used, lastDayOn),
    lastDayOn,
    overdueOn,
    levels: rule.levels.map(({ level, afterWorkingDays: passed }) => ({
      level,
      on: passed === 0 ? overdueOn : reached(answerBy, passed, calendar),
    })),
  }
}

/** The working day after so many whole working days of lateness: over a weekend nobody has had a chance to act. */
const reached = (answerBy: Day, passed: number, calendar: BranchCalendar): Day =>
  countTerm(answerBy, { amount: passed + 1, unit: 'working_days', shift: 'none' }, calendar).end

/** A pause lengthens the term by the days it lasted; an end that falls on a day off moves on as any other (rule 2). */
function withPauses({ answerBy, pauses }: Clock, calendar: BranchCalendar): Day {
  const stood = pauses.reduce((sum, { from, until }) => sum + (until === null ? 0 : daysBetween(from, until)), 0)
  return stood > 0 ? workingDayFrom(addDays(answerBy, stood), calendar).day : answerBy
}

/** Whether the clock moves at all on a day: not before it started, not while it is paused, not after the answer. */
export const runsOn = ({ startedOn, pauses, stoppedOn }: Clock, day: Day): boolean =>
  day >= startedOn &&
  (stoppedOn === null || day < stoppedOn) &&
  !pauses.some(({ from, until }) => day >= from && (until === null || day < until))

/** How a case whose clock runs stands on a day. */
export function standingOn(days: ClockDays, day: Day): Standing {
  const overdue = day >= days.overdueOn
  return {
    dueSoon: day >= days.dueSoonOn && !overdue,
    lastDay: day >= days.lastDayOn && !overdue,
    overdue,
    level: days.levels.reduce((highest, { level, on }) => (day >= on ? Math.max(highest, level) : highest), 0),
  }
}

/** The same for any case and day; one whose clock does not move stands nowhere. */
export const standingOf = (clock: Clock, day: Day, rule: ClockRule, calendar: BranchCalendar): Standing =>
  runsOn(clock, day) ? standingOn(clockDays(clock, rule, calendar), day) : AT_REST

const earliest = (a: Day, b: Day): Day => (a < b ? a : b)
const latest = (a: Day, b: Day): Day => (a > b ? a : b)
