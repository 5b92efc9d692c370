/**
 * A slice as SQL. Each dimension has one expression: a report groups by it and a list asks for it, so that a figure and
 * its list cannot come apart. What depends on the moment (today, how old, how long unanswered) comes in as a parameter.
 */
import { addDays } from '../../../domain/calendar/days.ts'
import { openStates } from '../../../domain/cases/case.ts'
import type { Dimension, Slice } from '../../../domain/reports/slice.ts'
import { type Branch, todayOf } from '../branch.ts'
import { NOT_ABOUT_VIEWER, viewerOf } from '../sight.ts'
import { NEVER } from '../store/cases.ts'

const HOUR_MS = 3_600_000

/**
 * What the day and the operator's rules say, taken once for a whole page of figures. `viewer`: what is about him is not
 * counted for him either (R-033).
 */
export type Moment = { today: string; lateBefore: string; ages: readonly number[]; viewer: string }

export function momentOf(branch: Branch): Moment {
  const { lifeCycle, reports } = branch.knowledge.rules
  const lateBefore = new Date(branch.clock() - lifeCycle.unansweredHours * HOUR_MS).toISOString()
  return { today: todayOf(branch), lateBefore, ages: reports.ageDays, viewer: viewerOf(branch) }
}

/** As `stageOf` (`domain/cases/stages.ts`) shows it. */
const STAGE = `CASE
  WHEN state = 'sent' THEN CASE WHEN since_at < @lateBefore AND since_delivery <> 'at_hq' THEN 'queued' ELSE 'sent' END
  WHEN state <> 'accepted' THEN state
  WHEN since_delivery = 'refused' THEN 'accepted'
  WHEN since_delivery = 'waiting' THEN 'queued'
  WHEN since_delivery = 'sent' AND since_at < @lateBefore THEN 'queued'
  ELSE 'sent' END`

/** As `standingOn` (`domain/cases/clocks.ts`) says; stopped where nobody owes an answer, or the clock is paused. */
const DUE = `CASE
  WHEN overdue_on <= @today THEN 'overdue' WHEN last_day_on <= @today THEN 'lastDay'
  WHEN due_soon_on <= @today THEN 'dueSoon' WHEN due_soon_on = '${NEVER}' THEN 'stopped' ELSE 'inTime' END`

const LEVEL = `CAST(max(escalated, CASE
  WHEN level3_on <= @today THEN 3 WHEN level2_on <= @today THEN 2 WHEN level1_on <= @today THEN 1 ELSE 0 END) AS TEXT)`

const OPEN = `CASE WHEN state IN (${openStates.map((state) => `'${state}'`).join(', ')}) THEN 'open' ELSE 'ended' END`

/** `0-1`, `2-3` …, and `31` for all that are older. */
const ageOf = (ages: readonly number[]): string =>
  `CASE ${ages.map((days, i) => `WHEN accepted_on >= @age${i} THEN '${fromDays(ages, i)}-${days}'`).join(' ')}
    ELSE '${fromDays(ages, ages.length)}' END`

const fromDays = (ages: readonly number[], i: number): number => (i === 0 ? 0 : (ages[i - 1] ?? 0) + 1)

/** The key of a case in a dimension; `reason` has none, for a case can have several. */
export function keyOf(by: Exclude<Dimension, 'reason'>, { ages }: Moment): string {
  const keys: Record<typeof by, string> = {
    type: 'type',
    month: 'substr(accepted_on, 1, 7)',
    // ISO 8601, as `weekOf` (`domain/calendar/week.ts`).
    week: `strftime('%G-W%V', accepted_on)`,
    day: 'accepted_on',
    hour: 'accepted_hour',
    stage: STAGE,
    urgent: `CASE urgent WHEN 1 THEN 'urgent' ELSE 'usual' END`,
    window: 'window',
    clerk: 'registered_by',
    open: OPEN,
    age: ageOf(ages),
    due: DUE,
    level: LEVEL,
    exchange: `CASE delivery WHEN 'sent' THEN 'waiting' ELSE delivery END`,
  }
  return keys[by]
}

export type Condition = { text: string; parameters: Record<string, string> }

/** Which rows of `cases` are in the slice. */
export function conditionOf(slice: Slice, moment: Moment): Condition {
  const tests = slice.parts.map(({ by }, i) =>
    by === 'reason'
      ? `id IN (SELECT case_id FROM case_reason WHERE reason = @slice${i})`
      : `${keyOf(by, moment)} = @slice${i}`,
  )
  if (slice.from !== null) tests.unshift('accepted_on >= @sliceFrom')
  if (slice.to !== null) tests.unshift('accepted_on <= @sliceTo')
  tests.push(NOT_ABOUT_VIEWER)
  return { text: tests.map((test) => `(${test})`).join(' AND '), parameters: parametersOf(slice, moment) }
}

function parametersOf({ from, to, parts }: Slice, { today, lateBefore, ages, viewer }: Moment): Record<string, string> {
  return {
    today,
    lateBefore,
    viewer,
    ...Object.fromEntries(ages.map((days, i) => [`age${i}`, addDays(today, -days)])),
    ...(from !== null && { sliceFrom: from }),
    ...(to !== null && { sliceTo: to }),
    ...Object.fromEntries(parts.map(({ value }, i) => [`slice${i}`, value])),
  }
}
