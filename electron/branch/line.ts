/**
 * Our line: on which journal this computer writes. A database that was restored, cloned or moved never goes on with the
 * line it finds: it begins a new one before a number is made, so that no number is given out twice (protocol, rule 2).
 */

import type { z } from 'zod'
import type { lineOpened } from '../../domain/cases/events.ts'
import { LINE_OPENED } from '../../domain/journal/admit.ts'
import { SYSTEM } from '../../domain/journal/event.ts'
import type { Branch } from './branch.ts'
import { append } from './journal.ts'

export { myLine } from './journal.ts'

import { dropMarker, type Marker, readMarker, writeMarker } from './marker.ts'
import { holdsEvent, lineRow, ownHead } from './store/journal.ts'
import { COPIED, dropSetting, setSetting, setting } from './store/settings.ts'
import type { Db } from './store/sql.ts'

type Why = z.infer<typeof lineOpened>['why']

/**
 * At start: goes on with our line where the marker vouches for it, otherwise begins a new one. A copy that we made ourselves
 * says so (`backup.ts`): a marker that a power cut has set back may still fit it.
 */
export function resumeLine(branch: Branch): void {
  const { db } = branch
  const line = setting(db, 'line')
  const marker = readMarker(branch.marker)
  if (line === null && marker === null) return void begin(branch, 'new', null)
  const held = line !== null && marker?.line === line && holdsEvent(db, line, marker)
  const vouched = held && setting(db, COPIED) === null && isOurs(branch, line)
  // Noted at once: the kill that ended the last run may have come between its commit and its note.
  if (vouched) noteHead(branch)
  else begin(branch, 'restored', furthest(ownPlace(db), marker))
}

/** A line is believed by the device that opened it: one whose key is gone is not written on any more. */
const isOurs = ({ db, desk }: Branch, line: string): boolean => lineRow(db, line)?.device === desk().device

/**
 * The courier learnt that somebody else writes on our line (`fork`), or knows more of it than we (`unknownHead`); or what lies
 * here of it can be proved to nobody any more, for another tool wrote on it (`altered`, which the new line calls a fork).
 */
export function beginLine(branch: Branch, why: 'fork' | 'unknownHead' | 'altered'): string {
  const line = begin(branch, why === 'altered' ? 'fork' : why, ownPlace(branch.db))
  branch.recovery.newLine = why
  return line
}

function begin(branch: Branch, why: Why, takesOver: Marker | null): string {
  const { db, keys } = branch
  const line = Buffer.from(branch.random(16)).toString('hex')
  const { device, branch: code, letter } = branch.desk()
  const payload = { device, branch: code, letter, publicKey: keys.publicKey, takesOver, why }
  db.transaction(() => {
    append(branch, [{ type: LINE_OPENED, case: null, by: SYSTEM, payload }], line)
    setSetting(db, 'line', line)
    dropSetting(db, COPIED)
  }).immediate()
  if (why !== 'new') branch.recovery.newLine = why
  noteHead(branch)
  branch.committed()
  return line
}

function ownPlace(db: Db): Marker | null {
  const line = setting(db, 'line')
  const head = line === null ? null : ownHead(db, line)
  return line !== null && head ? { line, seq: head.seq, hash: head.hash } : null
}

/** The marker knows how far the old line really went; it may also be of a database that is gone altogether. */
function furthest(own: Marker | null, marker: Marker | null): Marker | null {
  if (!own || !marker) return own ?? marker
  return marker.line === own.line && marker.seq > own.seq ? marker : own
}

/** Notes our last event outside the workspace. Equipment that refuses the note takes nothing back. */
export function noteHead({ db, marker, faults }: Pick<Branch, 'db' | 'marker' | 'faults'>): void {
  const place = ownPlace(db)
  if (!place) return
  try {
    faults.at('note')
    writeMarker(marker, place)
  } catch {
    try {
      dropMarker(marker)
    } catch {
      // The record itself is on the disk; where nothing can be changed beside it, nobody can vouch for a copy either.
    }
  }
}
