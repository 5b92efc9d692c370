/**
 * Many numbers at once: a pasted text becomes lines, each is read and judged by itself, and what is wrong is
 * named by its line. Nothing is dropped and nothing is cut: a text that is too long is refused whole, before it is read.
 * A number that fails its own check is an error here, which a person removes or confirms: one field is seen by whoever
 * types it, one line of two hundred is not. A number that stands there twice is taken once.
 */
import { type IdentifierContext, type IdentifierKind, readIdentifier, readTyped } from './identifier.ts'
import { error, type Finding, type Level, type Reading, warning } from './reading.ts'

export type ListKind = Extract<IdentifierKind, 'track' | 'phone'> | 'text' | 'datetime'

export type ListLine = {
  /** From 1. */
  line: number
  /** As it is stored. */
  value: string
  level: Level
  findings: Finding[]
}

/** A number with its spaces and a comment beside it; a longer text holds something else. */
const CHARACTERS_A_LINE = 64
/** Longest line of plain words. */
const WORDS_A_LINE = 200

/** How many characters a list of at most `max` lines may have: beyond it a text is refused unread. */
export const listTextLimit = (kind: ListKind, max: number): number =>
  max * (kind === 'text' ? WORDS_A_LINE : CHARACTERS_A_LINE)

const KNOWN = /^([A-Z]{2}\d{9}[A-Z]{2}|\d{14})$/
/** A postal number read aloud in groups has no more of them. */
const MOST_GROUPS = 6

/**
 * The numbers of a text, one each. Lines, tabs, semicolons and commas part them; a space does only where the parts are
 * numbers of a known shape by themselves or together (`RR 4731 2482 9 KZ` is one number, `RR…KZ RR…KZ` are two).
 */
export function splitList(kind: ListKind, text: string, context: IdentifierContext): string[] {
  const lines = text.split(/\r\n?|\n|\u2028|\u2029/).map((line) => line.trim())
  return lines.filter(Boolean).flatMap((line) => {
    if (kind === 'text' || kind === 'datetime') return [line]
    // Kazakh keys 6 and 7 are a comma and a full stop: a line that can be read whole is one number.
    if (readTyped(kind, line, context).reading.level === 'ok') return [line]
    const pieces = line
      .split(/[\t;,|]/)
      .map((piece) => piece.replaceAll(/^["'«\s]+|["'»\s.]+$/g, ''))
      .filter(Boolean)
    return kind === 'track' ? pieces.flatMap(ungroup) : pieces
  })
}

/** `RR 4731 2482 9 KZ RR473124829KZ` → two numbers; a piece without a known number in it stays whole. */
function ungroup(piece: string): string[] {
  const parts = piece.split(/\s+/)
  if (parts.length === 1) return [piece]
  const found: string[] = []
  let loose: string[] = []
  let known = 0
  const flush = () => {
    if (loose.length > 0) found.push(loose.join(' '))
    loose = []
  }
  for (let at = 0; at < parts.length; ) {
    const size = groupsOfKnown(parts, at)
    if (size === 0) loose.push(parts[at++] ?? '')
    else {
      flush()
      found.push(parts.slice(at, at + size).join(' '))
      at += size
      known += 1
    }
  }
  flush()
  return known === 0 ? [piece] : found
}

/** How many parts from here make one number of a known shape; 0 where none do. */
function groupsOfKnown(parts: readonly string[], at: number): number {
  let joined = ''
  for (let size = 1; size <= MOST_GROUPS && at + size <= parts.length; size++) {
    joined += parts[at + size - 1]?.toUpperCase() ?? ''
    if (KNOWN.test(joined)) return size
  }
  return 0
}

/** Kinds of lines that are numbers. */
export type NumberKind = Extract<ListKind, IdentifierKind>
export const isNumberKind = (kind: ListKind): kind is NumberKind => kind === 'track' || kind === 'phone'

/** A wrong check digit, of whatever number, with the words of a line. */
const asLine = (finding: Finding): Finding => {
  if (finding.level === 'error' || !finding.code.endsWith('.checkDigit')) return finding
  return error('list.checkDigit', finding.at === undefined ? {} : { at: finding.at })
}

const ofLine = ({ value, level, findings }: Reading): Omit<ListLine, 'line'> => {
  const own = findings.map(asLine)
  return { value, level: own.some((one) => one.level === 'error') ? 'error' : level, findings: own }
}

/** What is wrong with one line in its stored form. */
export const lineFindings = (kind: NumberKind, value: string, context: IdentifierContext): Finding[] =>
  ofLine(readIdentifier(kind, value, context)).findings

/** Each number once, where it stands first; lines of words stay as they are. */
export const takenOnce = (kind: ListKind, values: readonly string[]): string[] =>
  isNumberKind(kind) ? [...new Set(values)] : [...values]

/** Judges one line by itself; without repetitions, which only the whole list shows. */
export function judgeLine(kind: ListKind, text: string, context: IdentifierContext): Omit<ListLine, 'line'> {
  if (!isNumberKind(kind)) return { value: text.trim(), level: 'ok', findings: [] }
  return ofLine(readTyped(kind, text, context).reading)
}

/**
 * Judges a list line by line. `judge` may remember lines it has seen, so that a keystroke costs one line and not all.
 * A number that stood further up is said and taken once: somebody counted a parcel twice.
 */
export function judgeList(texts: readonly string[], judge: (text: string) => Omit<ListLine, 'line'>): ListLine[] {
  const first = new Map<string, number>()
  return texts.map((text, i) => {
    const judged = judge(text)
    const before = first.get(judged.value)
    if (before === undefined) first.set(judged.value, i + 1)
    if (before === undefined || judged.value === '') return { line: i + 1, ...judged }
    const repeated = warning('list.repeated', { facts: { first: before } })
    const level = judged.level === 'error' ? 'error' : 'warning'
    return { line: i + 1, ...judged, level, findings: [...judged.findings, repeated] }
  })
}

/** A carrier's own format is only not checked; everything else that is said of a line makes it one to look at. */
const unchecked = (finding: Finding): boolean => finding.code === 'track.otherFormat'

export const isBad = ({ findings }: Pick<ListLine, 'findings'>): boolean => findings.some((one) => !unchecked(one))
