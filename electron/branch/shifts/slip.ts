/** The closing slip of the last shift, from the journal alone: what was closed, by whom, and where it stands. */
import { shiftClosed } from '../../../domain/shifts/events.ts'
import { foldInvestigations } from '../../../domain/shifts/investigation.ts'
import type { ShiftSlip } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { sealAfter } from '../store/journal.ts'
import { investigationEvents, lastOwn } from '../store/shifts.ts'

/** Null before the first closing. */
export function slipOfShift({ db, desk }: Branch): ShiftSlip | null {
  const row = lastOwn(db, 'shiftClosed')
  const { data } = shiftClosed.safeParse(row?.payload)
  if (!row || !data) return null
  const { figures = {}, counted = {}, handedTo = null, closedBy, window } = data
  const { seq, hash, signature } = sealAfter(db, { line: row.line, seq: row.seq, origin: 'own' })
  const looked = [...foldInvestigations(investigationEvents(db)).values()]
  return {
    branch: desk().branch,
    window,
    closedAt: row.at,
    closedBy,
    handedTo: handedTo?.signature ?? null,
    figures,
    counted,
    investigations: looked
      .filter(({ command }) => command === data.command)
      .map(({ about, expected, found, words }) => ({ about, expected, found, words })),
    place: { line: row.line, seq: row.seq, hash: row.hash },
    // Named like the code on a receipt: whoever holds the journal sees whether this closing stands in it.
    qr: ['okno', 'shift', 1, window, row.line, seq, hash, signature].join(':'),
  }
}
