/**
 * Whose the sheets of a scan are. A sheet follows its own code and nothing else: one without a code is never guessed to
 * belong with the sheet before it, because one wrong sheet in a stranger's case does more harm than a look into the tray.
 */
import { type Mark, marksIn, markText } from './marks.ts'

export type Owner = { draft: string } | { case: string }
/** Everybody a mark may mean here; more than one where a label is used twice. */
export type Lookup = (mark: Mark) => readonly Owner[]

export type Filing =
  | { belongs: Owner }
  | { belongs: null; why: 'noCode' }
  | { belongs: null; why: 'unknownCode' | 'severalCodes'; code: string }

const key = (owner: Owner) => ('draft' in owner ? `d ${owner.draft}` : `c ${owner.case}`)

/** Whose one sheet is, by the texts of all codes on it. */
export function fileSheet(codes: readonly string[], lookup: Lookup): Filing {
  const marks = codes.flatMap(marksIn)
  const owners = new Map(marks.flatMap((mark) => lookup(mark).map((owner) => [key(owner), owner] as const)))
  const [owner, ...others] = owners.values()
  if (owner && others.length === 0) return { belongs: owner }
  if (marks[0] === undefined) return { belongs: null, why: 'noCode' }
  return { belongs: null, why: owner ? 'severalCodes' : 'unknownCode', code: markText(marks[0]) }
}

/**
 * Whether a file of several pages stays whole (its pages all bear one owner's code, or none bears any) or is taken apart,
 * each page filed for itself.
 */
export function filePages(pages: readonly (readonly string[])[], lookup: Lookup): { whole: Filing } | 'apart' {
  const sheets = pages.map((codes) => fileSheet(codes, lookup))
  const [first] = sheets
  if (!first || sheets.length === 1) return { whole: first ?? { belongs: null, why: 'noCode' } }
  if (sheets.every((sheet) => sheet.belongs === null && sheet.why === 'noCode')) return { whole: first }
  const owner = first.belongs && key(first.belongs)
  return owner && sheets.every(({ belongs }) => belongs && key(belongs) === owner) ? { whole: first } : 'apart'
}
