/** What the journal says of the shifts of this computer: where the last one ended, and whether it goes on from there. */
import { lineOpened } from '../../../domain/cases/events.ts'
import type { Before, Journal } from '../../../domain/shifts/close.ts'
import { type ShiftClosed, shiftClosed, shiftOpened } from '../../../domain/shifts/events.ts'
import type { Branch } from '../branch.ts'
import { holdsEvent, ownHead } from '../store/journal.ts'
import { BEGINNING, lastOwn, ownSince, ownTotals } from '../store/shifts.ts'

type Reader = Pick<Branch, 'db'>

export type LastClosing = { at: string; clock: string; before: Before; said: ShiftClosed }

export function lastClosing({ db }: Reader): LastClosing | null {
  const row = lastOwn(db, 'shiftClosed')
  const { data } = shiftClosed.safeParse(row?.payload)
  if (!row || !data) return null
  const { line, seq, hash, at, clock } = row
  return { at, clock, before: { place: { line, seq, hash }, totals: data.totals ?? null }, said: data }
}

/** The opening that no closing has followed. */
export function opening({ db }: Reader, closing: LastClosing | null): { at: string; by: string } | null {
  const row = lastOwn(db, 'shiftOpened')
  const { data } = shiftOpened.safeParse(row?.payload)
  return row && data && row.clock > (closing?.clock ?? BEGINNING) ? { at: row.at, by: data.openedBy.signature } : null
}

export function journalSince({ db }: Reader, closing: LastClosing | null): Journal {
  const after = closing?.clock ?? BEGINNING
  return { totals: ownTotals(db, BEGINNING), since: ownTotals(db, after), gap: gapSince(db, after) }
}

/** A line that this computer began since then, because the one before it is not here to its end (protocol, rule 2). */
function gapSince(db: Branch['db'], after: string): Journal['gap'] {
  for (const { payload } of ownSince(db, 'lineOpened', after)) {
    const { data } = lineOpened.safeParse(payload)
    const { takesOver } = data ?? {}
    if (takesOver && !holdsEvent(db, takesOver.line, takesOver))
      return { expected: takesOver.seq, found: ownHead(db, takesOver.line)?.seq ?? 0 }
  }
  return null
}
