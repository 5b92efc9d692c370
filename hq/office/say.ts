/** What headquarters says to branches on its line of each: bulletins, and changes of the calendar. One transaction a branch. */
import { type BulletinDecision, type BulletinIssued, issueBulletin } from '../../domain/bulletins/bulletin.ts'
import { type ChangeCalendar, type ChangeDecision, changeCalendar } from '../../domain/calendar/change.ts'
import type { EventDraft } from '../../domain/journal/event.ts'
import type { Hq } from '../hq.ts'
import { holdFold } from '../store/cases.ts'
import type { Sql } from '../store/database.ts'
import { branchesKnown, commandDone, keepCommand } from '../store/office.ts'
import type { Officer } from '../store/officers.ts'
import { appendAs } from './act.ts'
import { calendarAt, dayOf } from './facts.ts'
import { officeKnowledge } from './knowledge.ts'
import { now } from './line.ts'

type To = 'all' | readonly string[]
type Refused = Extract<BulletinDecision | ChangeDecision, { ok: false }>
export type Said = { ok: true; branches: string[] } | Refused

export const publishBulletin = (hq: Hq, officer: Officer, to: To, bulletin: BulletinIssued): Promise<Said> =>
  sayTo(hq, officer, to, bulletin.command, async () => issueBulletin(bulletin, officer, now(hq)))

export const publishCalendar = (
  hq: Hq,
  officer: Officer,
  to: To,
  wish: Omit<ChangeCalendar, 'country'>,
): Promise<Said> =>
  sayTo(hq, officer, to, wish.command, async (sql, branch) => {
    const { country } = officeKnowledge().profile
    return changeCalendar({ ...wish, country }, officer, await calendarAt(sql, branch), dayOf(hq.clock()))
  })

/** Broken off on the way, the same command goes on with the branches that have not heard it. */
async function sayTo(
  hq: Hq,
  officer: Officer,
  to: To,
  command: string,
  decide: (sql: Sql, branch: string) => Promise<{ ok: true; event: EventDraft } | Refused>,
): Promise<Said> {
  const branches = to === 'all' ? await branchesKnown(hq.database) : [...new Set(to)]
  const told: string[] = []
  let refused: Refused | null = null
  for (const branch of branches) {
    const said = await hq.database.transaction(async (sql) => {
      await holdFold(sql, branch)
      if (await commandDone(sql, command, branch)) return null
      const decision = await decide(sql, branch)
      if (!decision.ok) return decision
      await appendAs(sql, hq, branch, officer, [decision.event])
      const row = { id: command, branch, about: null, officer: officer.id, answer: {}, at: now(hq) }
      await keepCommand(sql, row)
      return null
    })
    if (said) refused ??= said
    else told.push(branch)
  }
  // A branch whose calendar is as wished already needs no word more; where it was needed nowhere, that is the answer.
  return told.length === 0 && refused ? refused : { ok: true, branches: told }
}
