/**
 * What the person at the window may be shown. One rule (`mayOpen`) stands here in its three shapes: of a row, as SQL for
 * those that count, and of a file. A row that is hidden is in no list, no count and no offer; nobody is told that it is.
 */
import { z } from 'zod'
import { type CaseState, isOpen } from '../../domain/cases/case.ts'
import { mayOpen, statesAtCounter } from '../../domain/cases/review.ts'
import { type Actor, may } from '../../domain/people/permissions.ts'
import type { Branch } from './branch.ts'
import { draftNames, isNamed } from './named.ts'
import { type CaseRecord, caseRecord } from './store/cases.ts'
import { allDrafts, draftOf } from './store/drafts.ts'
import { holdersOf } from './store/files.ts'
import { neverPrinted } from './store/printJobs.ts'

type Viewed = Pick<Branch, 'session'>
type Row = Pick<CaseRecord, 'state' | 'registered_by' | 'named'>

/** No id of anybody: of whom nobody is signed in nothing is about him. */
const NOBODY = 'nobody'

export const viewerOf = ({ session }: Viewed): string => session.current()?.id ?? NOBODY

/**
 * `cases` that are not about the viewer; the parameter is `@viewer`. By their ids, which every index has: what is counted by
 * an index alone still is, and those that name anybody are few.
 */
export const NOT_ABOUT_VIEWER = `id NOT IN (SELECT id FROM cases WHERE named <> '' AND instr(named, @viewer) > 0)`

/** `cases` that he may open, by the same rule as `whyHidden`. */
export function seenBy(person: Actor | null): string {
  if (person && may(person, 'seeAllCases')) return NOT_ABOUT_VIEWER
  const states = statesAtCounter.map((state) => `'${state}'`).join(', ')
  return `${NOT_ABOUT_VIEWER} AND (registered_by = @viewer OR state IN (${states}))`
}

/** Why this row is not opened for the viewer, or null. */
export function whyHidden({ session }: Viewed, row: Row): ReturnType<typeof mayOpen> {
  const person = session.current()
  if (!person) return null
  const standing = { state: row.state as CaseState, registeredBy: { id: row.registered_by } }
  return mayOpen(standing, person, { named: isNamed(row, person) })
}

export const isAboutViewer = ({ session }: Viewed, row: Pick<CaseRecord, 'named'> | null): boolean => {
  const person = session.current()
  return person !== null && row !== null && isNamed(row, person)
}

/** The same by its id, which an event or another row names. */
export const caseIsAboutViewer = (branch: Pick<Branch, 'db' | 'session'>, id: string | null): boolean =>
  id !== null && isAboutViewer(branch, caseRecord(branch.db, id))

/** A slip goes to the printer at once; one that still waits after this long lacks a person's hand. */
const ON_ITS_WAY_MS = 10_000

/**
 * Numbers of the open cases that have no slip now, the latest first, without what is about the viewer. What has just been
 * registered is on its way to the printer, unless there is none or nothing came out; what lay there at the start is not.
 */
export function unprintedShown(
  branch: Pick<Branch, 'db' | 'session' | 'recovery' | 'unprintable' | 'clock'>,
): string[] {
  const known = new Set([...branch.recovery.unprinted.map((one) => one.case), ...branch.unprintable])
  return neverPrinted(branch.db)
    .filter(({ case: id, at, failed }) => {
      return failed || known.has(id) || branch.clock() - Date.parse(at) >= ON_ITS_WAY_MS
    })
    .filter(({ case: id }) => {
      const row = caseRecord(branch.db, id)
      return row === null || (isOpen(row.state as CaseState) && !isAboutViewer(branch, row))
    })
    .map(({ number }) => number)
}

/** Without what is about the viewer. */
export const notAboutViewer = <One extends { row: Pick<CaseRecord, 'named'> }>(branch: Viewed, some: One[]): One[] =>
  some.filter(({ row }) => !isAboutViewer(branch, row))

type Drafting = Pick<Branch, 'db' | 'session' | 'knowledge'>

/** Drafts as the viewer may read them. */
export function draftsSeen(branch: Drafting) {
  const person = branch.session.current()
  return allDrafts(branch.db).filter((draft) => !person || !draftNames(branch, draft, person))
}

export function draftIsAboutViewer(branch: Drafting, id: string): boolean {
  const person = branch.session.current()
  const draft = person && draftOf(branch.db, id)
  return !!draft && draftNames(branch, draft, person)
}

/** Whether somebody of those who have this file may show it to the viewer; what nobody has yet anybody sees. */
export function seesFile(branch: Drafting, sha256: string): boolean {
  const holders = holdersOf(branch.db, sha256)
  return holders.length === 0 || holders.some((holder) => seesHolder(branch, holder))
}

/** A draft, a case, or neither: a paper of which nobody knows yet whose it is. */
export function seesHolder(
  branch: Drafting,
  { draft, case_id }: { draft: string | null; case_id: string | null },
): boolean {
  if (draft !== null) return !draftIsAboutViewer(branch, draft)
  const row = case_id === null ? null : caseRecord(branch.db, case_id)
  return row === null || whyHidden(branch, row) === null
}

const otherCase = z.object({ case: z.string() }).optional().catch(undefined)
const naming = z.looseObject({ into: otherCase, joins: otherCase, instead: otherCase }).catch({})

/** Whether an entry of one case names another that is about the viewer. */
export function tellsOfAnother(branch: Pick<Branch, 'db' | 'session'>, payload: unknown): boolean {
  const { into, joins, instead } = naming.parse(payload)
  return [into?.case, joins?.case, instead?.case].some((id) => id !== undefined && caseIsAboutViewer(branch, id))
}
