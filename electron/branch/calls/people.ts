import { implement } from '@orpc/server'
import { may } from '../../../domain/people/permissions.ts'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { changeThePeople } from '../people/change.ts'
import { deedsShown, namesOf, peopleShown } from '../people/listing.ts'

const os = implement(contract.people).$context<Branch>()

export const people = os.router({
  list: os.list.handler(({ context }) => {
    const person = context.session.current()
    return person && may(person, 'managePeople')
      ? { ok: true as const, people: peopleShown(context, person.id), deeds: deedsShown(context, person.id) }
      : { ok: false as const, refusal: { code: 'roleMayNot' as const } }
  }),
  change: os.change.handler(({ context, input }) => changeThePeople(context, input)),
  names: os.names.handler(({ context }) => namesOf(context)),
})
