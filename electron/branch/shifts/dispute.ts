/** "It was not so", said of the entry of a shift: it stands beside it for good, once from each person. */
import { disputeShiftEntry } from '../../../domain/cases/anytime.ts'
import type { Entry } from '../../../domain/cases/lifeEvents.ts'
import type { ActRefusal } from '../../contract.ts'
import { type Branch, utcNow } from '../branch.ts'
import { append, myLine } from '../journal.ts'
import { answerTo, keepAnswer, record } from '../record.ts'
import { disputesOfEntry, holdsShiftEntry } from '../store/shifts.ts'

type Wish = { command: string; entry: Entry; words: string }
type Disputed = { ok: true } | { ok: false; refusal: ActRefusal }

export function disputeOfShift(branch: Branch, wish: Wish): Disputed {
  const person = branch.session.current()
  if (!person) return { ok: false, refusal: { code: 'notSignedIn' } }
  const disputed = record(branch, (): Disputed => {
    if (answerTo(branch, { command: wish.command }) !== null) return { ok: true }
    const before = disputesOfEntry(branch.db, wish.entry.hash).map(({ by }) => by)
    const facts = { person, entryHeld: holdsShiftEntry(branch.db, wish.entry) }
    const decision = disputeShiftEntry({ do: 'disputeEntry', ...wish }, facts, before)
    if (!decision.ok) return decision
    append(branch, decision.events)
    keepAnswer(branch, { id: wish.command, draft: null, case: myLine(branch.db), at: utcNow(branch) }, { ok: true })
    return { ok: true }
  })
  if (disputed.ok) branch.changed('shifts', 'exchange')
  return disputed
}
