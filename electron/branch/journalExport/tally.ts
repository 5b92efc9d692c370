/**
 * What the end of an export says of each line: how many events, where the chain ends, where it forks, where something is
 * missing. Counted while the rows go by; only the row before is remembered.
 */
import type { Json } from '../../../domain/journal/canonical.ts'
import { type JournalRow, misfitsOf } from './rows.ts'

type Place = { seq: number; hash: string }
/** `before`: the event whose parent is not held. */
type Gap = { before: number; hash: string; parent: string | null }
type LineTally = {
  line: string
  events: number
  heads: Place[]
  forks: { seq: number; hashes: string[] }[]
  gaps: Gap[]
}

export type Tally = {
  see(row: JournalRow): void
  end(): { lines: LineTally[]; events: number; erased: number; misfits: Json[] }
}

/** A payload that was erased by law is kept as the empty text, which is no payload's canonical form. */
export const ERASED = ''

export function openTally(): Tally {
  const lines: LineTally[] = []
  const misfits: Json[] = []
  let events = 0
  let erased = 0
  let line: LineTally | null = null
  /** The events of one place, and those of the place before it that nobody has followed yet. */
  let level: { seq: number; rows: JournalRow[] } = { seq: 0, rows: [] }
  let before: { seq: number; hashes: string[] } = { seq: 0, hashes: [] }

  function closeLevel(): void {
    if (!line || level.rows.length === 0) return
    const follows = before.seq === level.seq - 1
    const parents = new Set(follows ? before.hashes : [])
    for (const { seq, hash, prev } of level.rows)
      if (seq === 1 ? prev !== null : prev === null || !parents.has(prev))
        line.gaps.push({ before: seq, hash, parent: prev })
    const followed = new Set(follows ? level.rows.map(({ prev }) => prev) : [])
    const { seq: ended } = before
    line.heads.push(...before.hashes.filter((hash) => !followed.has(hash)).map((hash) => ({ seq: ended, hash })))
    for (const parent of new Set(level.rows.map(({ prev }) => prev))) {
      const children = level.rows.filter(({ prev }) => prev === parent)
      if (children.length > 1) line.forks.push({ seq: level.seq, hashes: children.map(({ hash }) => hash) })
    }
    before = { seq: level.seq, hashes: level.rows.map(({ hash }) => hash) }
    level = { seq: 0, rows: [] }
  }

  function closeLine(): void {
    closeLevel()
    line?.heads.push(...before.hashes.map((hash) => ({ seq: before.seq, hash })))
    before = { seq: 0, hashes: [] }
  }

  return {
    see(row) {
      if (line?.line !== row.line) {
        closeLine()
        line = { line: row.line, events: 0, heads: [], forks: [], gaps: [] }
        lines.push(line)
      }
      if (level.seq !== row.seq) {
        closeLevel()
        level = { seq: row.seq, rows: [] }
      }
      level.rows.push(row)
      line.events += 1
      events += 1
      if (row.payload === ERASED) erased += 1
      const columns = misfitsOf(row)
      if (columns.length > 0) misfits.push({ line: row.line, seq: row.seq, hash: row.hash, columns })
    },
    end() {
      closeLine()
      line = null
      return { lines, events, erased, misfits }
    },
  }
}
