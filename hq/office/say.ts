/**
 * What headquarters says to branches on its line of each: bulletins, and changes of the calendar. One transaction a branch.
 * What is said to all is kept, and a branch that enrols later is told what of it still holds; a branch that nobody knows is told
 * nothing, and whoever named it hears so.
 */
import { type BulletinDecision, type BulletinIssued, issueBulletin } from '../../domain/bulletins/bulletin.ts'
import { type ChangeCalendar, type ChangeDecision, changeCalendar } from '../../domain/calendar/change.ts'
import type { EventDraft } from '../../domain/journal/event.ts'
import type { Hq } from '../hq.ts'
import { holdFold } from '../store/cases.ts'
import type { Sql } from '../store/database.ts'
import { branchesKnown, commandDone, commandTaken, keepCommand, type Taken, takeCommand } from '../store/office.ts'
import type { Officer } from '../store/officers.ts'
import { holdSaid, keepSaid, type SaidToAll, saidToAll } from '../store/saidToAll.ts'
import { appendAs } from './act.ts'
import { calendarAt, dayOf } from './facts.ts'
import { officeKnowledge } from './knowledge.ts'
import { now } from './line.ts'
import { isSame, whatOf } from './once.ts'

type To = 'all' | readonly string[]
type Refused =
  | Extract<BulletinDecision | ChangeDecision, { ok: false }>
  | { ok: false; refusal: { code: 'unknownBranch'; branches: string[] } | { code: 'commandOfAnotherWord' } }
type Decided = { ok: true; event: EventDraft } | Refused
type Wish = Omit<ChangeCalendar, 'country'>
export type Said = { ok: true; branches: string[] } | Refused

export const publishBulletin = (hq: Hq, officer: Officer, to: To, said: BulletinIssued): Promise<Said> =>
  sayTo(hq, officer, to, { kind: 'bulletin', said, at: now(hq) })

export const publishCalendar = (hq: Hq, officer: Officer, to: To, said: Wish): Promise<Said> =>
  sayTo(hq, officer, to, { kind: 'calendar', said, at: now(hq) })

const ANOTHER_WORD: Refused = { ok: false, refusal: { code: 'commandOfAnotherWord' } }

/** From when it is shown may be filled in anew by who says it again; all else must be as it was. */
const wishOf = ({ kind, said }: SaidToAll): Taken => {
  const { since: _, ...rest } = { since: null, ...said }
  return { about: null, what: whatOf({ kind, ...rest }) }
}

/** Broken off on the way, the same command goes on with the branches that have not heard it. */
async function sayTo(hq: Hq, officer: Officer, to: To, word: SaidToAll): Promise<Said> {
  const known = await hq.database.transaction(async (sql) => {
    await holdSaid(sql)
    const before = await commandTaken(sql, word.said.command)
    if (before && !isSame(before, wishOf(word))) return ANOTHER_WORD
    // Of a bulletin no branch changes what is wrong with it: nobody is told it, now or later, not even where there is no branch yet.
    const decision = word.kind === 'bulletin' && !before ? issueBulletin(word.said, officer, now(hq)) : null
    if (decision && !decision.ok) return decision
    if (to === 'all') await keepSaid(sql, officer.id, word)
    return branchesKnown(sql)
  })
  if (!Array.isArray(known)) return known
  const unknown = to === 'all' ? [] : to.filter((branch) => !known.includes(branch))
  if (unknown.length > 0) return { ok: false, refusal: { code: 'unknownBranch', branches: unknown } }
  const branches = to === 'all' ? known : [...new Set(to)]
  const told: string[] = []
  let refused: Refused | null = null
  for (const branch of branches) {
    const said = await hq.database.transaction((sql) => tell(sql, hq, officer, branch, word))
    if (said) refused ??= said
    else told.push(branch)
  }
  // A branch whose calendar is as wished already needs no word more; where it was needed nowhere, that is the answer.
  return told.length === 0 && refused ? refused : { ok: true, branches: told }
}

/** Part of the transaction that enrols a device: what was said to all and still holds is on the line of its branch. */
export async function tellNewcomer(sql: Sql, hq: Hq, branch: string): Promise<void> {
  await holdSaid(sql)
  for (const { officer, ...word } of await saidToAll(sql, now(hq))) await tell(sql, hq, officer, branch, word)
}

/** Null: it is said, now or before. */
async function tell(sql: Sql, hq: Hq, officer: Officer, branch: string, word: SaidToAll): Promise<Refused | null> {
  await holdFold(sql, branch)
  const { command } = word.said
  if (await commandDone(sql, command, branch)) return null
  const decision = await decide(sql, hq, officer, branch, word)
  if (!decision.ok) return decision
  if (!isSame(await takeCommand(sql, command, wishOf(word)), wishOf(word))) return ANOTHER_WORD
  await appendAs(sql, hq, branch, officer, [decision.event])
  await keepCommand(sql, { id: command, branch, about: null, officer: officer.id, answer: {}, at: now(hq) })
  return null
}

async function decide(sql: Sql, hq: Hq, officer: Officer, branch: string, word: SaidToAll): Promise<Decided> {
  switch (word.kind) {
    case 'bulletin':
      return issueBulletin(word.said, officer, now(hq))
    case 'calendar': {
      const { country } = officeKnowledge().profile
      // Its days may be over where a branch hears of it late: they were not when it was said.
      const today = dayOf(Date.parse(word.at))
      return changeCalendar({ ...word.said, country }, officer, await calendarAt(sql, branch), today)
    }
    default:
      return word satisfies never
  }
}
