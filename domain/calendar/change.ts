/**
 * The operator's own word on days: a manager says that a day is off or worked, why, and where it was published. The
 * shipped calendar is never edited; the changes lie over it, the latest word on a day counts. What was promised to a
 * customer does not move with the calendar: that takes a reason and a message to him (life-cycle, transitions).
 */
import { z } from 'zod'
import type { EventDraft } from '../journal/event.ts'
import type { Person } from '../people/person.ts'
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
type Refusal = { code: 'roleMayNot' | 'otherYear' | 'nothingChanged' | 'whyMissing' | 'sourceMissing' }
export type ChangeDecision = { ok: true; event: EventDraft; payload: CalendarChanged } | { ok: false; refusal: Refusal }

const refuse = (code: Refusal['code']): ChangeDecision => ({ ok: false, refusal: { code } })

/** Decides a change of the calendar in force. Days that are already as wished are left out of it. */
export function changeCalendar(wish: ChangeCalendar, person: Person, calendar: BranchCalendar): ChangeDecision {
  if (person.role !== 'manager') return refuse('roleMayNot')
  if (wish.days.some(({ date }) => yearOf(date) !== wish.year)) return refuse('otherYear')
  const days = wish.days.filter(({ date, working }) => dayKind(date, calendar).working !== working)
  const publishes = wish.published && calendar.years.get(wish.year)?.confirmed !== true
  if (days.length === 0 && !publishes) return refuse('nothingChanged')
  const [why, source] = [wish.why.trim(), wish.source.trim()]
  if (days.length > 0 && why === '') return refuse('whyMissing')
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
