/**
 * When a case of the queue rises by itself, as columns of its row: days, so that a list of any day is found by them and
 * midnight needs no work. They are made anew with the row, and with every change of the calendar.
 */
import { type Clock, type ClockDays, clockDays, type Standing, standingOn } from '../../domain/cases/clocks.ts'
import type { Knowledge } from './catalogue.ts'
import { ALWAYS, type CaseRecord, NEVER } from './store/cases.ts'

type RisingColumns = Pick<
  CaseRecord,
  'answer_by' | 'due_soon_on' | 'last_day_on' | 'overdue_on' | 'level1_on' | 'level2_on' | 'level3_on' | 'up_on'
>

/** `passedUp`: whether people or the program lifted it, and it still is anybody's work. */
export function risingColumns(
  clock: Clock,
  passedUp: boolean,
  { rules, calendar }: Pick<Knowledge, 'rules' | 'calendar'>,
): RisingColumns {
  const days = clockDays(clock, rules.clocks, calendar)
  const runs = clock.stoppedOn === null && !clock.pauses.some(({ until }) => until === null)
  const on = (day: string | undefined) => (runs && day ? day : NEVER)
  const level = (wished: number) => on(days.levels.find(({ level }) => level >= wished)?.on)
  return {
    answer_by: days.answerBy,
    due_soon_on: on(days.dueSoonOn),
    last_day_on: on(days.lastDayOn),
    overdue_on: on(days.overdueOn),
    level1_on: level(1),
    level2_on: level(2),
    level3_on: level(3),
    up_on: passedUp ? ALWAYS : level(1),
  }
}

/** How a row stands on a day of the branch's calendar; `level` by time alone. */
export function standingOfRow(row: Omit<RisingColumns, 'up_on'>, day: string): Standing {
  const days: ClockDays = {
    answerBy: row.answer_by,
    dueSoonOn: row.due_soon_on,
    lastDayOn: row.last_day_on,
    overdueOn: row.overdue_on,
    levels: [
      { level: 1, on: row.level1_on },
      { level: 2, on: row.level2_on },
      { level: 3, on: row.level3_on },
    ],
  }
  return standingOn(days, day)
}
