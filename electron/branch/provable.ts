/**
 * What of a line its receiver can prove, as it is handed over to headquarters or to another computer of the branch. A row that
 * somebody changed past the program keeps nothing behind it from going: its content alone changed, it goes as erased, for the
 * chain and the seals run over headers; what cannot go at all ends the line. Either way our own goes on as a new one, and the row
 * is noted for a person to see. Nothing is repaired and nothing dropped.
 */
import { ERASED, headerHash, isSealedHash, open, payloadHash, type SealedEvent } from '../../domain/journal/event.ts'
import { primitives } from '../../trust/primitives.ts'
import type { Branch } from './branch.ts'
import { recordUnprovable } from './handover.ts'
import { beginLine, myLine } from './line.ts'
import { deliveryOf, isStuckAs } from './store/acknowledgements.ts'
import { type Place, type PlacedRow, rowsAfter } from './store/journal.ts'

type Wish = {
  limit: number
  tip: Place
  /** `hub`: another computer of the branch, which never takes a content that comes later. */
  to: 'hq' | 'hub'
  /** The receiver has the line up to this sequence, whole: it is offered for its acknowledgement alone. */
  heldUpTo: number
  /** The author's key: every seal is looked at, not only the place of each event. Null: not now, it takes time. */
  sealedBy: string | null
}
type Given = { events: SealedEvent[]; end: Place; mended: boolean }

/**
 * The events of a line after `after` (a sequence) on the chain to `tip`, to the last sealed one that can be proved; null where
 * none is left. `mended`: a seal that is not the author's was left out.
 */
export function provableAfter(branch: Branch, line: string, after: number, wish: Wish): Given | null {
  const { limit, tip, heldUpTo, sealedBy } = wish
  const rows = rowsAfter(branch.db, line, after, limit, tip.hash)
  let sound: { row: PlacedRow; event: SealedEvent; altered: boolean }[] = []
  let before: PlacedRow | null = null
  let broken: PlacedRow | null = null
  let mended = false
  for (const row of rows) {
    const fit = row.seq === (before?.seq ?? after) + 1 && isInPlace(row, line, before)
    const whole = fit && isWhole(row)
    before = row
    if (!fit && row.seq <= heldUpTo) {
      sound = []
      continue
    }
    if (!fit || (!whole && !mayGoErased(branch, line, row, wish))) {
      broken = row
      break
    }
    const { header, payload } = row
    // A later seal covers what stands before it.
    const signature = sealedBy === null || isSealedBy(row, sealedBy) ? row.signature : null
    mended ||= signature !== row.signature
    sound.push({ row, event: { header, payload: whole ? payload : ERASED, signature }, altered: !whole })
  }
  const given = sound.slice(0, sound.findLastIndex(({ event }) => event.signature !== null) + 1)
  const end = given.at(-1)?.row
  if (!end) {
    // A command of more events goes whole.
    if (!broken && rows.length === limit) return provableAfter(branch, line, after, { ...wish, limit: 2 * limit })
    // Fewer than were asked for, and no seal: that of the last command is gone. On our own line the next command's covers it.
    const unsealed = rows.length < limit && line !== myLine(branch.db) ? sound[0]?.row : undefined
    const first = broken ?? unsealed
    if (first) leave(branch, line, first, wish)
    return null
  }
  const gone = given.filter(({ row, altered }) => altered && row.seq > heldUpTo)
  const noted = gone.filter(({ row }) => recordUnprovable(branch, line, row, 'altered'))
  // What stands behind it on this line headquarters never calls safe.
  if (noted.length > 0 && line === myLine(branch.db)) beginLine(branch, 'altered')
  return { events: given.map(({ event }) => event), end: { seq: end.seq, hash: end.hash }, mended }
}

const isSealedBy = ({ hash, signature }: PlacedRow, publicKey: string): boolean =>
  signature === null || isSealedHash(primitives, { hash, signature }, publicKey)

/** Whether the header is the one that was written here, after the one before. Of canonical text, so it need not be parsed. */
function isInPlace({ header, hash, seq }: PlacedRow, line: string, before: PlacedRow | null): boolean {
  const place = `"seq":${seq},"type":`
  return (
    headerHash(primitives, header) === hash &&
    header.includes(`"line":"${line}","payload":`) &&
    header.includes(before ? `"prev":"${before.hash}",${place}` : `,${place}`)
  )
}

const isWhole = (row: PlacedRow): boolean =>
  row.payload === ERASED
    ? open(primitives, row) !== null
    : row.header.includes(`"payload":"${payloadHash(primitives, row.payload)}"`)

/**
 * Of what others wrote they have the whole content themselves. A computer of the branch is given erased only what headquarters
 * has no better.
 */
function mayGoErased({ db }: Branch, line: string, row: PlacedRow, { to, heldUpTo }: Wish): boolean {
  const { seq, hash, origin } = row
  if (open(primitives, { ...row, payload: ERASED }) === null) return false
  if (seq <= heldUpTo) return true
  if (origin !== 'own') return false
  return to === 'hq' || isStuckAs(db, hash, 'altered') || deliveryOf(db, { line, seq, hash, origin }) !== 'at_hq'
}

/** From here on the line says nothing to anybody. */
function leave(branch: Branch, line: string, { seq, hash, origin }: PlacedRow, { to }: Wish): void {
  const place = { line, seq, hash, origin }
  if (to === 'hq' || deliveryOf(branch.db, place) !== 'at_hq') recordUnprovable(branch, line, place, 'chainBroken')
  if (line === myLine(branch.db)) beginLine(branch, 'altered')
}
