import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { badgeOf, begin, choosePin, firstPin, letIn } from '../people/entering.ts'

const os = implement(contract.session).$context<Branch>()

export const session = os.router({
  people: os.people.handler(({ context }) => context.session.people()),
  entry: os.entry.handler(({ context: { session, knowledge } }) => {
    const { leastDigits, lockAfterMinutes } = knowledge.rules.entry
    return { first: session.first(), leastDigits, lockAfterMinutes }
  }),
  current: os.current.handler(({ context: { session } }) => {
    const person = session.current()
    const ended = session.ended()
    return { person: person && session.tile(person), ...(ended && { ended }) }
  }),
  signIn: os.signIn.handler(({ context, input }) => context.session.signIn(input.person, input.pin)),
  badge: os.badge.handler(({ context, input }) => badgeOf(context, input)),
  begin: os.begin.handler(({ context, input }) => begin(context, input)),
  choosePin: os.choosePin.handler(({ context, input }) => choosePin(context, input)),
  firstPin: os.firstPin.handler(({ context, input }) => firstPin(context, input)),
  letIn: os.letIn.handler(({ context, input }) => letIn(context, input)),
  lock: os.lock.handler(({ context }) => {
    context.session.lock()
    return { ok: true as const }
  }),
})
