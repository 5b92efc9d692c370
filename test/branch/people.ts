/** People of a branch as its manager makes them, and what of it is shown, said and sent. */
import { randomUUID } from 'node:crypto'
import { open } from '../../domain/journal/event.ts'
import { storeForeign } from '../../electron/branch/handover.ts'
import { myLine, runAfter } from '../../electron/branch/journal.ts'
import type { MemberShown, PersonTile } from '../../electron/contract.ts'
import { primitives } from '../../trust/primitives.ts'
import { type Bench, manager, signIn } from './bench.ts'

export const DEMO_MANAGER = 'Жұмағалиева Р. Һ.'
export const names = { lastName: 'Бекова', firstName: 'Алма', patronymic: '' }

type Answer = { ok: boolean; person: string; pin: string; refusal?: { code: string } }
export const change = (bench: Bench, wish: object, command = randomUUID()) =>
  bench.call('people.change', { command, ...wish }) as Promise<Answer>
export const listed = async (bench: Bench): Promise<MemberShown[]> =>
  ((await bench.call('people.list', {})) as { people: MemberShown[] }).people
export const choose = (bench: Bench, person: string, pin: string, next: string) =>
  bench.call('session.choosePin', { command: randomUUID(), person, pin, next })
export const tiles = (bench: Bench) => bench.call('session.people', {}) as Promise<PersonTile[]>
export const current = (bench: Bench) => bench.call('session.current', {})

/** What the other one has written, as the branch's hub brings it. */
export function carry(from: Bench, to: Bench): void {
  const events = runAfter(from.branch.db, myLine(from.branch.db), 0).map((sealed) => {
    const event = open(primitives, sealed)
    if (!event) throw new Error('an event that does not open')
    return event
  })
  storeForeign(to.branch, events, 'hub')
}

/** A clerk of the manager's making who has chosen the PIN 2718. */
export async function newClerk(bench: Bench): Promise<{ person: string; pin: string }> {
  await signIn(bench, manager)
  const added = await change(bench, { do: 'addPerson', ...names, role: 'clerk' })
  await choose(bench, added.person, added.pin, '2718')
  return { person: added.person, pin: '2718' }
}
