/**
 * Papers numbered by hand. A block of numbers is reserved by an event before it is printed; whoever types such a paper in
 * later names its number, and no number is taken twice.
 */
import { paperNumbersReserved } from '../../../domain/outages/events.ts'
import { readPaperNumber, writePaperNumber } from '../../../domain/outages/paperNumber.ts'
import { may } from '../../../domain/people/permissions.ts'
import { primitives } from '../../../trust/primitives.ts'
import { type Branch, dayIn, todayOf, utcNow } from '../branch.ts'
import { append, myLine } from '../journal.ts'
import { answerTo, keepAnswer, record } from '../record.ts'
import { isAboutViewer } from '../sight.ts'
import type { NotRecorded } from '../storage.ts'
import type { CaseRecord } from '../store/cases.ts'
import { caselessOfLine, caseOfPaper, paperNumberRow, savePaperNumbers } from './store.ts'

type Block =
  | { ok: true; numbers: string[] }
  | NotRecorded
  | { ok: false; refusal: { code: 'notSignedIn' } | { code: 'roleMayNot'; role: string } }

/** Reserves `count` numbers; the same command again gives the same ones. */
export function reservePaperNumbers(branch: Branch, wish: { command: string; count: number }): Block {
  const person = branch.session.current()
  if (!person) return { ok: false, refusal: { code: 'notSignedIn' } }
  if (!may(person, 'reservePaperNumbers')) return { ok: false, refusal: { code: 'roleMayNot', role: person.role } }
  const block = record(branch, (): Block => {
    const before = blockOf(branch, wish.command)
    if (before) return { ok: true, numbers: before }
    const { branch: code, letter } = branch.desk()
    const line = myLine(branch.db)
    const year = Number(todayOf(branch).slice(0, 4))
    const place = { branch: code, letter, year, line }
    const last = lastSerial(branch, line, `${letter}${String(year % 100).padStart(2, '0')}`)
    const numbers = Array.from({ length: wish.count }, (_, i) => writePaperNumber(primitives, place, last + i + 1))
    const payload = { command: wish.command, branch: code, window: letter, numbers }
    append(branch, [{ type: 'paperNumbersReserved', case: null, by: person.id, payload }])
    savePaperNumbers(branch.db, numbers, wish.command, utcNow(branch))
    keepAnswer(branch, { id: wish.command, draft: null, case: numbers[0] ?? '', at: utcNow(branch) }, numbers)
    return { ok: true, numbers }
  })
  if (block.ok) branch.changed('outages', 'exchange')
  return block
}

/** The numbers that a command reserved; null where it reserved none. */
export function blockOf(branch: Branch, command: string): string[] | null {
  const kept = answerTo(branch, { command })
  const numbers: unknown = kept === null ? null : JSON.parse(kept)
  return Array.isArray(numbers) ? numbers.map(String) : null
}

/** The highest serial that this line has reserved in a year. */
function lastSerial({ db }: Branch, line: string, place: string): number {
  const serials = caselessOfLine(db, line, 'paperNumbersReserved').flatMap(({ payload }) => {
    const reserved = paperNumbersReserved.safeParse(payload)
    return reserved.success
      ? reserved.data.numbers.map((number) => number.split('-')).filter((parts) => parts[1] === place)
      : []
  })
  return Math.max(0, ...serials.map((parts) => Number(parts[2]?.slice(1))))
}

/** What is known here of a number that somebody reads from a paper. */
export function paperNumberKnown(
  branch: Branch,
  typed: string,
): { number: string | null; reservedOn: string | null; usedBy: string | null } {
  const number = readPaperNumber(typed)
  if (number === null) return { number, reservedOn: null, usedBy: null }
  const reserved = paperNumberRow(branch.db, number)
  return {
    number,
    reservedOn: reserved && dayIn(branch.desk().timeZone, Date.parse(reserved.at)),
    usedBy: numberShown(branch, caseOfPaper(branch.db, number)),
  }
}

/** Of a case about the viewer he learns that the paper is used, and not by what. */
export const numberShown = (branch: Branch, found: CaseRecord | null): string | null =>
  found && (isAboutViewer(branch, found) ? '—' : found.number)
