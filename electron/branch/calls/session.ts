import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'

const os = implement(contract.session).$context<Branch>()

export const session = os.router({
  people: os.people.handler(({ context }) => context.session.people()),
  current: os.current.handler(({ context: { session } }) => {
    const person = session.current()
    return { person: person && session.tile(person) }
  }),
  signIn: os.signIn.handler(({ context, input }) => context.session.signIn(input.person, input.pin)),
  lock: os.lock.handler(({ context }) => {
    context.session.lock()
    return { ok: true as const }
  }),
})
