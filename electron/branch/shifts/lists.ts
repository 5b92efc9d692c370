/** The list behind each figure of a shift. The figure is its length. */
import { caseRegistered, slipPrinted } from '../../../domain/cases/events.ts'
import { applicantOf } from '../../../domain/people/applicant.ts'
import { type Figure, type Figures, figureKeys } from '../../../domain/shifts/figures.ts'
import type { ShiftRow } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import type { Delivery } from '../delivery.ts'
import { formMadeWith } from '../forms.ts'
import { draftNames } from '../named.ts'
import { isAboutViewer } from '../sight.ts'
import { type CaseRecord, caseRecord } from '../store/cases.ts'
import { allDrafts, discardsAfter } from '../store/drafts.ts'
import { unprintedCases } from '../store/printJobs.ts'
import { BEGINNING, ownSince } from '../store/shifts.ts'
import { sql } from '../store/sql.ts'
import { type LastClosing, lastClosing } from './journal.ts'

type Own = ReturnType<typeof ownSince>[number]
type Reader = Pick<Branch, 'db' | 'desk' | 'knowledge' | 'session'>

/** The lists, each read when it is asked for. */
export function listsOf(
  branch: Reader,
  closing: LastClosing | null = lastClosing(branch),
): Record<Figure, () => ShiftRow[]> {
  const { db } = branch
  const person = branch.session.current()
  const after = closing?.clock ?? BEGINNING
  const since = (type: 'caseRegistered' | 'slipPrinted', wanted: (one: Own) => boolean = () => true) =>
    ownSince(db, type, after).filter(wanted)
  const copyOf = ({ payload }: Own) => slipPrinted.safeParse(payload).data?.copy ?? 0
  const ofCase = ({ case: id, at }: Pick<Own, 'case' | 'at'>, copy: number | null = null) => row(branch, id, at, copy)
  const registered = (wanted?: (one: Own) => boolean) => since('caseRegistered', wanted).map((one) => ofCase(one))
  return {
    registered: () => registered(),
    printed: () => since('slipPrinted', (one) => copyOf(one) === 1).map((one) => ofCase(one)),
    applications: () => registered(({ payload }) => hasApplication(branch, payload)),
    duplicates: () => since('slipPrinted', (one) => copyOf(one) > 1).map((one) => ofCase(one, copyOf(one))),
    handWritten: () => registered(({ payload }) => caseRegistered.safeParse(payload).data?.handTaken !== undefined),
    discarded: () => discardsAfter(db, after).map(({ label, type, at }) => ofDraft({ label, type, at })),
    acknowledged: () => registered(({ case: id }) => id !== null && caseRecord(db, id)?.delivery === 'at_hq'),
    returned: () => ofWindow(branch, `state = 'returned'`),
    waiting: () => ofWindow(branch, underWay('waiting')),
    sent: () => ofWindow(branch, underWay('sent')),
    quarantined: () => ofWindow(branch, underWay('refused')),
    unprinted: () => unprintedCases(db).map((one) => ofCase(one)),
    drafts: () =>
      allDrafts(db).map((one) => {
        const { id, label, type, answers, openedAt } = one
        if (person && draftNames(branch, one, person)) return hidden
        return { ...ofDraft({ label, type, at: openedAt }), draft: id, applicant: applicantOf(answers) }
      }),
  }
}

export const figuresOf = (lists: ReturnType<typeof listsOf>): Figures =>
  Object.fromEntries(figureKeys.map((key) => [key, lists[key]().length])) as Figures

/** The index holds only what has not arrived; SQLite takes it when that is said. */
const underWay = (delivery: Delivery): string => `delivery = '${delivery}' AND delivery <> 'at_hq'`

/** Cases that this computer registered, oldest first, as they stand now. */
function ofWindow(branch: Reader, condition: string): ShiftRow[] {
  const rows = sql<CaseRecord>(
    branch.db,
    `SELECT * FROM cases WHERE ${condition} AND EXISTS (SELECT 1 FROM journal
       WHERE case_id = cases.id AND type = 'caseRegistered' AND origin = 'own') ORDER BY registered_at, id`,
  ).all()
  return rows.map((found) => shown(branch, found, found.registered_at, null))
}

function row(branch: Reader, id: string | null, at: string, copy: number | null): ShiftRow {
  const found = id === null ? null : caseRecord(branch.db, id)
  return found
    ? shown(branch, found, at, copy)
    : { case: id, draft: null, number: '', applicant: '', type: '', at, copy }
}

function shown(branch: Reader, found: CaseRecord, at: string, copy: number | null): ShiftRow {
  if (isAboutViewer(branch, found)) return hidden
  const { id, number, applicant, type } = found
  return { ...{ case: id, draft: null, number, applicant, type, at, copy } }
}

/**
 * A line that is about the viewer: paper of it lies in the drawer and is counted, and nothing is told of it; the
 * minute would say which customer it was.
 */
const hidden: ShiftRow = {
  ...{ case: null, draft: null, number: '', applicant: '', type: '', at: null, copy: null },
}

/** Where such a line would stand says its minute too: it comes last. */
export const withoutPlace = (rows: readonly ShiftRow[]): ShiftRow[] => [
  ...rows.filter(({ at }) => at !== null),
  ...rows.filter(({ at }) => at === null),
]

const ofDraft = ({ label, type, at }: { label: string; type: string; at: string }): ShiftRow => ({
  ...{ case: null, draft: null, number: label, applicant: '', type, at, copy: null },
})

/** Whether the signed paper itself was handed in: it lies in the drawer and can be counted. */
function hasApplication(branch: Reader, payload: unknown): boolean {
  const { data } = caseRegistered.safeParse(payload)
  const form = data && formMadeWith(branch, data)
  if (!form) return false
  const applications = [...form.papers.required, ...form.papers.optional].filter(({ kind }) => kind === 'application')
  return data.papers.some(({ key }) => applications.some((paper) => paper.key === key))
}
