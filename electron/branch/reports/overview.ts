/** What whoever leads the branch sees first: what waits for him, the windows, and how the day goes against the usual. */
import { weekOf } from '../../../domain/calendar/week.ts'
import { may } from '../../../domain/people/permissions.ts'
import type { Person } from '../../../domain/people/person.ts'
import { type Need, needs } from '../../../domain/reports/needs.ts'
import { hoursShown, usualHours, weekdaysBefore } from '../../../domain/reports/usual.ts'
import type { Overview } from '../../contract.ts'
import { listTray } from '../attachments/tray.ts'
import { type Branch, utcNow } from '../branch.ts'
import { unansweredFoundings } from '../people/listing.ts'
import { investigationsOf } from '../shifts/investigations.ts'
import type { CaseRecord } from '../store/cases.ts'
import { reviewCount, reviewPage } from '../store/review.ts'
import { unmetTotal } from '../store/searches.ts'
import { type Db, sql } from '../store/sql.ts'
import { titled } from '../titles.ts'
import { movingToday } from '../today.ts'
import { conditionOf, type Moment, momentOf } from './condition.ts'
import { windowsOf } from './windows.ts'

type Refused = { ok: false; refusal: { code: 'notSignedIn' | 'roleMayNot' } }

export function overviewOf(branch: Branch): Overview | Refused {
  const person = branch.session.current()
  if (!person) return { ok: false, refusal: { code: 'notSignedIn' } }
  if (!may(person, 'seeAllCases')) return { ok: false, refusal: { code: 'roleMayNot' } }
  const moment = momentOf(branch)
  return {
    ok: true,
    today: moment.today,
    needs: needsOf(branch, person, moment),
    windows: windowsOf(branch, moment),
    ...dayOf(branch, moment),
    readAt: utcNow(branch),
  }
}

function needsOf(branch: Branch, person: Person, { today }: Moment): Overview['needs'] {
  const { db } = branch
  const moving = movingToday(branch)
  const counted = (count: number, first: CaseRecord | undefined = undefined) => ({ count, first })
  const of: Partial<Record<Need, { count: number; first: CaseRecord | undefined }>> = {
    ...Object.fromEntries([...moving].map(([why, rows]) => [why, counted(rows.length, rows[0])])),
    review: counted(reviewCount(db), reviewPage(db, 0, 1)[0]),
    investigations: counted(investigationsOf(branch).filter(({ ended }) => !ended).length),
    // What the program still reads waits for nobody yet.
    tray: counted(listTray(branch).filter(({ state }) => state !== 'reading').length),
    searches: counted(unmetTotal(db, weekOf(today))),
    ...(may(person, 'managePeople') && { people: counted(unansweredFoundings(db, person.id).length) }),
    looks: counted(branch.forgetting.trouble() === null ? 0 : 1),
  }
  return needs.flatMap((need) => {
    const { count, first } = of[need] ?? { count: 0, first: undefined }
    if (count === 0) return []
    // Of what waits for review somebody may be the one who is named: he learns that it waits.
    return [{ need, count, first: first && need !== 'review' ? firstOf(branch, first) : null }]
  })
}

function firstOf(branch: Branch, row: CaseRecord) {
  const { id, number, type, registered_at: registeredAt, answer_by: answerBy } = row
  const { id: _, ...shown } = titled(branch, { id, number, type, registeredAt, answerBy })
  return shown
}

function dayOf(branch: Branch, moment: Moment): Pick<Overview, 'hours' | 'todayTotal' | 'usualDays'> {
  const { today } = moment
  const { usualWeeks } = branch.knowledge.rules.reports
  const now = new Map(hoursOn(branch.db, today, moment).map(({ hour, count }) => [hour, count]))
  const usual = usualHours(weekdaysBefore(today, usualWeeks).flatMap((day) => hoursOn(branch.db, day, moment)))
  const hours = hoursShown([...now.keys(), ...(usual?.hours.keys() ?? [])])
  return {
    hours: hours.map((hour) => ({
      hour,
      today: now.get(hour) ?? 0,
      usual: usual && (usual.hours.get(hour) ?? 0),
    })),
    todayTotal: [...now.values()].reduce((sum, n) => sum + n, 0),
    usualDays: usual?.days ?? 0,
  }
}

function hoursOn(db: Db, day: string, moment: Moment): { day: string; hour: string; count: number }[] {
  const { text, parameters } = conditionOf({ from: day, to: day, parts: [] }, moment)
  return sql<{ hour: string; count: number }, [typeof parameters]>(
    db,
    `SELECT accepted_hour AS hour, count(*) AS count FROM cases WHERE ${text} GROUP BY accepted_hour`,
  )
    .all(parameters)
    .map((row) => ({ day, ...row }))
}
