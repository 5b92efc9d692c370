/**
 * The operator's own word on days: a manager says that a day is off or worked, why, and where it was published. The
 * shipped calendar is never edited; the changes lie over it, the latest word on a day counts. What was promised to a
 * customer does not move with the calendar: that takes a reason and a message to him (life-cycle, transitions).
 */
import { z } from 'zod'
import { isReason, LEAST_REASON } from '../forms/procedure.ts'
import type { EventDraft } from '../journal/event.ts'
import { type Actor, may } from '../people/permissions.ts'
import { isSaid } from '../people/said.ts'
import { type BranchCalendar, type CalendarEntry, dayKind } from './calendar.ts'
import { type Day, yearOf } from './days.ts'

const words = z.string().trim().min(1).max(500)

export const calendarChanged = z.strictObject({
  command: z.uuid(),
  country: z.string().regex(/^[A-Z]{2}$/),
  year: z.int(),
  changes: z.array(z.strictObject({ date: z.iso.date(), working: z.boolean(), why: words, source: words })),
  /** The calendar of the whole year has been published and was compared with ours: nothing in it is a guess any more. */
  published: z.strictObject({ source: words }).exactOptional(),
})
export type CalendarChanged = z.infer<typeof calendarChanged>

export type ChangeCalendar = {
  command: string
  country: string
  year: number
  days: readonly { date: Day; working: boolean }[]
  why: string
  source: string
  published: boolean
}
type Refusal =
  | { code: 'roleMayNot' | 'otherYear' | 'nothingChanged' | 'whyMissing' | 'sourceMissing' }
  | { code: 'whyTooShort'; least: number }
export type ChangeDecision = { ok: true; event: EventDraft; payload: CalendarChanged } | { ok: false; refusal: Refusal }

const refuse = (code: Exclude<Refusal['code'], 'whyTooShort'>): ChangeDecision => ({ ok: false, refusal: { code } })

/** The days among these that are over: what was counted over them was told to customers. `today`: `YYYY-MM-DD`. */
export const pastDays = (days: readonly { date: Day }[], today: Day): Day[] =>
  days.map(({ date }) => date).filter((date) => date < today)

/** What a reason for changing these days lacks; past days need one that explains (`isReason`). */
export function reasonRefusal(why: string, days: readonly { date: Day }[], today: Day): Refusal | null {
  if (days.length > 0 && !isSaid(why)) return { code: 'whyMissing' }
  return pastDays(days, today).length > 0 && !isReason(why) ? { code: 'whyTooShort', least: LEAST_REASON } : null
}

/** Decides a change of the calendar in force. Days that are already as wished are left out of it. `today`: at the branch. */
export function changeCalendar(
  wish: ChangeCalendar,
  person: Actor,
  calendar: BranchCalendar,
  today: Day,
): ChangeDecision {
  if (!may(person, 'editCalendar')) return refuse('roleMayNot')
  if (wish.days.some(({ date }) => yearOf(date) !== wish.year)) return refuse('otherYear')
  const days = wish.days.filter(({ date, working }) => dayKind(date, calendar).working !== working)
  const publishes = wish.published && calendar.years.get(wish.year)?.confirmed !== true
  if (days.length === 0 && !publishes) return refuse('nothingChanged')
  const [why, source] = [wish.why.trim(), wish.source.trim()]
  const unexplained = reasonRefusal(why, days, today)
  if (unexplained) return { ok: false, refusal: unexplained }
  if (source === '') return refuse('sourceMissing')
  const payload: CalendarChanged = {
    command: wish.command,
    country: wish.country,
    year: wish.year,
    changes: days.map(({ date, working }) => ({ date, working, why, source })),
    ...(publishes && { published: { source } }),
  }
  return { ok: true, payload, event: { type: 'calendarChanged', case: null, by: person.id, payload } }
}

/** The calendar with changes laid over it, oldest first. Those of other countries are left aside. */
export function withChanges(
  calendar: BranchCalendar,
  country: string,
  changes: readonly CalendarChanged[],
): BranchCalendar {
  const years = new Map(calendar.years)
  for (const change of changes) {
    if (change.country !== country) continue
    const year = years.get(change.year) ?? { confirmed: false, entries: new Map<Day, CalendarEntry>() }
    const entries = new Map(year.entries)
    if (change.published) for (const [date, entry] of entries) entries.set(date, { ...entry, confirmed: true })
    for (const { date, working, why, source } of change.changes) {
      if (yearOf(date) !== change.year) continue
      const kind = working ? 'work' : 'off'
      entries.set(date, { date, kind, name: { kk: why, ru: why, en: why }, basis: source, confirmed: true })
    }
    years.set(change.year, { confirmed: year.confirmed || change.published !== undefined, entries })
  }
  return { ...calendar, years }
}
