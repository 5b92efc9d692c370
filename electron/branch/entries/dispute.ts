/** "This is not mine", "it was not so", said of an entry that belongs to no case: it stands beside it for good, once from each person. What he is not shown he is not told of either. */
import { disputeBranchEntry } from '../../../domain/cases/anytime.ts'
import type { Entry } from '../../../domain/cases/lifeEvents.ts'
import type { ActRefusal } from '../../contract.ts'
import { type Branch, utcNow } from '../branch.ts'
import { append, myLine } from '../journal.ts'
import { answerTo, keepAnswer, record } from '../record.ts'
import { disputesOfEntry, seesBranchEntry } from '../store/entries.ts'
import { viewerFor } from './listing.ts'

type Wish = { command: string; entry: Entry; words: string }
type Disputed = { ok: true } | { ok: false; refusal: ActRefusal }

export function disputeEntry(branch: Branch, wish: Wish): Disputed {
  const person = branch.session.current()
  if (!person) return { ok: false, refusal: { code: 'notSignedIn' } }
  const disputed = record(branch, (): Disputed => {
    if (answerTo(branch, { command: wish.command }) !== null) return { ok: true }
    const before = disputesOfEntry(branch.db, wish.entry.hash).map(({ by }) => by)
    const facts = { person, entryHeld: seesBranchEntry(branch.db, wish.entry, viewerFor(person)) }
    const decision = disputeBranchEntry({ do: 'disputeEntry', ...wish }, facts, before)
    if (!decision.ok) return decision
    append(branch, decision.events)
    keepAnswer(branch, { id: wish.command, draft: null, case: myLine(branch.db), at: utcNow(branch) }, { ok: true })
    return { ok: true }
  })
  if (disputed.ok) branch.changed('shifts', 'people', 'exchange')
  return disputed
}
