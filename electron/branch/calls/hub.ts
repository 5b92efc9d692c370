import { implement } from '@orpc/server'
import { may } from '../../../domain/people/permissions.ts'
import { readAddress } from '../../../domain/wire/hub.ts'
import type { HubSetting, HubState } from '../../contract/hub.ts'
import { contract } from '../../contract.ts'
import { type Branch, utcNow } from '../branch.ts'
import { stillHere } from '../leaving.ts'
import { storageFailure } from '../storage.ts'

const os = implement(contract.hub).$context<Branch>()

/** Where no hub was started (a test, a tool): as a computer alone. */
const none = (branch: Branch): HubState => ({
  ...{ setting: { role: 'alone' }, fixed: true, state: 'alone', since: utcNow(branch), detail: null },
  ...{ apartAt: null, addresses: [], lines: 0, records: 0, computers: [] },
})

export const hub = os.router({
  state: os.state.handler(({ context }) => context.hub?.state() ?? none(context)),
  leaving: os.leaving.handler(({ context }) => stillHere(context)),
  set: os.set.handler(({ context, input }) => setTo(context, input)),
})

type Answer = { ok: true } | { ok: false; refusal: Refusal }
type Refusal =
  | { code: 'notSignedIn' | 'badAddress' | 'fixed' | 'notHere' }
  | { code: 'roleMayNot'; role: string }
  | { code: 'notRecorded'; why: NonNullable<ReturnType<typeof storageFailure>> }

function setTo(branch: Branch, wish: HubSetting): Answer {
  const refuse = (refusal: Refusal): Answer => ({ ok: false, refusal })
  const person = branch.session.current()
  if (!person) return refuse({ code: 'notSignedIn' })
  if (!may(person, 'setHub')) return refuse({ code: 'roleMayNot', role: person.role })
  if (!branch.hub) return refuse({ code: 'notHere' })
  if (branch.hub.fixed) return refuse({ code: 'fixed' })
  if (wish.role === 'uses' && readAddress(wish.address) === null) return refuse({ code: 'badAddress' })
  try {
    branch.hub.set(wish)
  } catch (error) {
    const why = storageFailure(error)
    if (why === null) throw error
    return refuse({ code: 'notRecorded', why })
  }
  return { ok: true }
}
