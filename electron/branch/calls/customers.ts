import { implement } from '@orpc/server'
import { may } from '../../../domain/people/permissions.ts'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { cardOf } from '../customers/card.ts'
import { looksShown } from '../customers/looks.ts'
import { recordsFor } from '../customers/records.ts'
import { repeatsOf } from '../customers/repeats.ts'
import { lastRun } from '../retention/erase.ts'

const os = implement(contract.customers).$context<Branch>()

export const customers = os.router({
  repeats: os.repeats.handler(({ context, input }) => repeatsOf(context, input)),
  records: os.records.handler(({ context, input }) => recordsFor(context, input)),
  person: os.person.handler(({ context, input }) => cardOf(context, input)),
  looks: os.looks.handler(({ context, input }) => {
    const person = context.session.current()
    if (!person) return { ok: false as const, refusal: { code: 'notSignedIn' as const } }
    if (!may(person, 'seeLooks')) return { ok: false as const, refusal: { code: 'roleMayNot' as const } }
    const { looksKeptDays, closedKeptDays } = context.knowledge.rules.retention
    const retention = { looksKeptDays, closedKeptDays, last: lastRun(context), trouble: context.forgetting.trouble() }
    return { ok: true as const, ...looksShown(context, input), retention }
  }),
})
