/**
 * An officer's step on a case: one transaction in which the case is folded from all that is held of it, the rules decide,
 * and the events and their answer stand together or not at all. The same command again gives the first answer, and serves for
 * nothing else in all of headquarters; of two instances that decide at once the second sees what the first wrote.
 */
import type { Case } from '../../domain/cases/case.ts'
import type { CaseCommand } from '../../domain/cases/commands.ts'
import { decide } from '../../domain/cases/decide.ts'
import type { CaseRefusal } from '../../domain/cases/decision.ts'
import type { EventDraft, HashedEvent, Head } from '../../domain/journal/event.ts'
import { foldOrder } from '../../domain/journal/fold.ts'
import { fullName } from '../../domain/people/person.ts'
import type { OfficeAct } from '../../domain/wire/office.ts'
import type { Hq } from '../hq.ts'
import { branchOfCase, holdFold, refold } from '../store/cases.ts'
import type { Sql } from '../store/database.ts'
import { eventsOfCases, officerAsNamed } from '../store/lines.ts'
import { commandDone, commandTaken, keepCommand, takeCommand } from '../store/office.ts'
import type { Officer } from '../store/officers.ts'
import { factsOf, strangeFields } from './facts.ts'
import { append, now, type Writer } from './line.ts'
import { isSame, whatOf } from './once.ts'

export type OfficeAnswer =
  | { ok: true; state: Case['state']; events: Head[] }
  | {
      ok: false
      refusal:
        | CaseRefusal
        | { code: 'unknownFields'; fields: string[]; known: string[] }
        | { code: 'unknownCase' | 'changedMeanwhile' | 'commandOfAnotherCase' | 'commandOfAnotherStep' | 'unknownForm' }
    }

const refuse = (refusal: Extract<OfficeAnswer, { ok: false }>['refusal']): OfficeAnswer => ({ ok: false, refusal })

type Wish = { case: string; act: OfficeAct; seen?: readonly string[] | undefined }

export function actOnCase(hq: Hq, officer: Officer, { case: id, act, seen }: Wish): Promise<OfficeAnswer> {
  return hq.database.transaction(async (sql) => {
    const branch = await branchOfCase(sql, id)
    if (branch === null) return refuse({ code: 'unknownCase' })
    await holdFold(sql, branch)
    const wish = { about: id, what: whatOf({ ...act }) }
    const before = await commandTaken(sql, act.command)
    if (before) {
      if (before.about !== id) return refuse({ code: 'commandOfAnotherCase' })
      const done = isSame(before, wish) ? await commandDone<OfficeAnswer>(sql, act.command, branch) : null
      return done ? done.answer : refuse({ code: 'commandOfAnotherStep' })
    }
    const [state] = await refold(sql, branch, [id])
    if (!state) return refuse({ code: 'unknownCase' })
    if (seen && seen.join() !== state.seen.join()) return refuse({ code: 'changedMeanwhile' })
    const facts = await factsOf(sql, hq, { branch, state, act, officer })
    if (act.do === 'reopenCase' && !facts.term) return refuse({ code: 'unknownForm' })
    const decision = decide(state, commandOf(act, officer), facts)
    if (!decision.ok) return decision
    const strange = act.do === 'returnFromHq' ? await strangeFields(sql, state, act) : null
    if (strange) return refuse(strange)
    // Somebody may be first with it at another branch, whose lock is not ours.
    if (!isSame(await takeCommand(sql, act.command, wish), wish)) return refuse({ code: 'commandOfAnotherCase' })
    const events = isHisAlready(state, act, officer)
      ? await lastTaken(sql, branch, id)
      : placesOf(await appendAs(sql, hq, branch, officer, decision.events))
    const [after] = await refold(sql, branch, [id])
    const answer: OfficeAnswer = { ok: true, state: after?.state ?? state.state, events }
    await keepCommand(sql, { id: act.command, branch, about: id, officer: officer.id, answer, at: now(hq) })
    return answer
  })
}

/** Taken by him and not let go of since: nothing is written, and he is answered as he was then. */
const isHisAlready = ({ state, officer: his }: Case, act: OfficeAct, { id }: Officer): boolean =>
  act.do === 'takeIntoWork' && state === 'in_work' && his?.id === id

async function lastTaken(sql: Sql, branch: string, id: string): Promise<Head[]> {
  const taken = (await eventsOfCases(sql, branch, [id])).filter(
    ({ type, office, refusal }) => type === 'caseTaken' && office && refusal === null,
  )
  const ordered = taken.map((event) => ({ fields: event, hash: event.hash })).sort(foldOrder)
  return ordered.slice(-1).map(({ fields: { line, seq }, hash }) => ({ line, seq, hash }))
}

const commandOf = (act: OfficeAct, officer: Officer): CaseCommand =>
  act.do === 'takeIntoWork' ? { ...act, officer: { id: officer.id, name: fullName(officer) } } : act

/** Writes in an officer's name, after the branch has been told once who he is. The caller holds the fold's lock. */
export async function appendAs(
  sql: Sql,
  hq: Writer,
  branch: string,
  { id: officer, lastName, firstName, patronymic, role }: Officer,
  events: readonly EventDraft[],
): Promise<HashedEvent[]> {
  const payload = { officer, lastName, firstName, patronymic, role }
  const known = JSON.stringify(await officerAsNamed(sql, branch, officer)) === JSON.stringify(payload)
  const named: EventDraft = { type: 'officerNamed', case: null, by: officer, payload }
  const written = await append(sql, hq, branch, known ? [events] : [[named], events])
  return written.slice(-events.length)
}

export const placesOf = (events: readonly HashedEvent[]): Head[] =>
  events.map(({ fields: { line, seq }, hash }) => ({ line, seq, hash }))
