/**
 * What a branch has accepted is received as soon as it is here: the branch sees "at headquarters" and the number there. No
 * person does it. It says nothing new where headquarters, restored from a backup, had received the case before.
 */
import type { Case } from '../../domain/cases/case.ts'
import { decide } from '../../domain/cases/decide.ts'
import { rowFor } from '../../domain/cases/transitions.ts'
import { tagOf } from '../../domain/journal/number.ts'
import { program } from '../../domain/people/permissions.ts'
import { primitives } from '../../trust/primitives.ts'
import { refold } from '../store/cases.ts'
import type { Sql } from '../store/database.ts'
import { append, newId, type Writer } from './line.ts'

/** Made from the case and from no counter: a restored headquarters gives the same case the same number again. */
export function hqNumberOf(id: string): string {
  const hash = primitives.sha256(`okno-hq-number-1\n${id}`)
  return [0, 8, 16].map((from) => tagOf(hash.slice(from, from + 8))).join('-')
}

/** Part of the transaction that folded these cases. */
export async function receiveAccepted(sql: Sql, hq: Writer, branch: string, folded: readonly Case[]): Promise<void> {
  const commands = folded
    .filter(({ state }) => rowFor('receiveCase', state) !== undefined)
    .map((state) => {
      const command = { do: 'receiveCase' as const, command: newId(hq), hqNumber: hqNumberOf(state.id) }
      const decision = decide(state, command, { person: program })
      return decision.ok ? { id: state.id, events: decision.events } : null
    })
    .filter((one) => one !== null)
  if (commands.length === 0) return
  await append(
    sql,
    hq,
    branch,
    commands.map(({ events }) => events),
  )
  await refold(
    sql,
    branch,
    commands.map(({ id }) => id),
  )
}
