import { implement } from '@orpc/server'
import { may } from '../../../domain/people/permissions.ts'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { noteUnmet, unmetSearches } from '../searches.ts'

const os = implement(contract.searches).$context<Branch>()

export const searches = os.router({
  note: os.note.handler(({ context, input }) => noteUnmet(context, input)),
  list: os.list.handler(({ context, input }) => {
    const person = context.session.current()
    if (!person) return { ok: false as const, refusal: { code: 'notSignedIn' as const } }
    if (!may(person, 'seeSearches')) return { ok: false as const, refusal: { code: 'roleMayNot' as const } }
    return { ok: true as const, ...unmetSearches(context, input.week) }
  }),
})
