import { implement } from '@orpc/server'
import { may } from '../../../domain/people/permissions.ts'
import type { Person } from '../../../domain/people/person.ts'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { recordChange } from '../calendars/change.ts'
import { calendarYear, movesOf } from '../calendars/year.ts'

const os = implement(contract.calendars).$context<Branch>()

const refused = { ok: false as const, refusal: { code: 'roleMayNot' as const } }
const leadAt = ({ session }: Branch): Person | null => {
  const person = session.current()
  return person && may(person, 'seeCalendar') ? person : null
}

export const calendars = os.router({
  year: os.year.handler(({ context, input }) => {
    const lead = leadAt(context)
    return lead ? { ok: true as const, calendar: calendarYear(context, input.year, lead) } : refused
  }),
  moves: os.moves.handler(({ context, input }) =>
    leadAt(context) ? { ok: true as const, ...movesOf(context, input) } : refused,
  ),
  change: os.change.handler(({ context, input }) => recordChange(context, input)),
})
