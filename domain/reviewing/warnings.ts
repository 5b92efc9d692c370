/**
 * What a second pair of eyes should see first: where paper and typed fields may differ, what lacks, what somebody passed
 * over with a reason, who else came with it. A warning forbids nothing; the person who decides has read it.
 */
import type { Case } from '../cases/case.ts'
import { consentStands } from '../cases/consent.ts'
import type { FormFinding } from '../forms/check.ts'
import type { Form } from '../forms/schema.ts'

export type Warning =
  /** `finding`: of the form's own checks, on the answers as they stand. */
  | { code: 'finding'; field: string; finding: FormFinding }
  | { code: 'missing'; fields: string[] }
  /** No file shows the application that was handed in: there is nothing to compare with. */
  | { code: 'noScan' }
  /** The clerk passed a step without its evidence, with these words. */
  | { code: 'stepReason'; step: string; words: string }
  /** Another case of the same person says otherwise: `field` holds `other` there. */
  | { code: 'otherAnswer'; field: string; other: string; number: string; case: string }
  /** An open case of the same person on the same matter. */
  | { code: 'sameMatter'; number: string; case: string }
  | { code: 'corrected'; fields: string[]; reason: string }
  | { code: 'mark'; mark: 'late_filed' | 'time_doubt' | 'security' | 'conflict' | 'reopened' | 'self_reviewed' }
  | { code: 'consentDue' }

/** Another case of the same person, as far as it is compared. */
export type Beside = Pick<Case, 'id' | 'number' | 'answers'> & { open: boolean; sameMatter: boolean }

/** What says who somebody is: two papers of one person that differ here have one mistake between them. */
const identity = ['last_name', 'first_name', 'patronymic', 'birth_date', 'iin'] as const

const shownMarks = ['late_filed', 'time_doubt', 'security', 'conflict', 'reopened', 'self_reviewed'] as const

export type WarningFacts = {
  form: Pick<Form, 'papers'> | null
  findings: readonly FormFinding[]
  stepReasons: Readonly<Record<string, string>>
  /** The latest first. */
  beside: readonly Beside[]
}

/** In the order in which they are read: what contradicts the paper, what lacks, what else is known. */
export function warningsOf(found: Case, { form, findings, stepReasons, beside }: WarningFacts): Warning[] {
  const { answers, missing, marks, corrections, attachments } = found
  const differing = beside.flatMap((other) =>
    identity.flatMap((field): Warning[] => {
      const [mine, theirs] = [answers[field], other.answers[field]]
      if (typeof mine !== 'string' || typeof theirs !== 'string' || mine === '' || theirs === '') return []
      return alike(mine, theirs)
        ? []
        : [{ code: 'otherAnswer', field, other: theirs, number: other.number, case: other.id }]
    }),
  )
  // One case that differs says it; ten of the same carrier would hide the rest.
  const first = differing.filter(
    (one, i) => differing.findIndex((other) => 'field' in other && 'field' in one && other.field === one.field) === i,
  )
  return [
    ...first,
    ...findings.map((finding): Warning => ({ code: 'finding', field: finding.field, finding })),
    ...(missing.length > 0 ? [{ code: 'missing' as const, fields: missing }] : []),
    ...(consentStands(found.consent) ? [] : [{ code: 'consentDue' as const }]),
    ...(form && wantsScan(form) && !attachments.some(({ paper }) => shows(form, paper))
      ? [{ code: 'noScan' as const }]
      : []),
    ...Object.entries(stepReasons).map(([step, words]): Warning => ({ code: 'stepReason', step, words })),
    ...corrections.map(({ changed, reason }): Warning => ({ code: 'corrected', fields: Object.keys(changed), reason })),
    ...beside
      .filter(({ open, sameMatter }) => open && sameMatter)
      .map(({ id, number }): Warning => ({ code: 'sameMatter', number, case: id })),
    ...shownMarks.filter((mark) => marks.includes(mark)).map((mark): Warning => ({ code: 'mark', mark })),
  ]
}

const alike = (one: string, other: string): boolean =>
  one.normalize('NFC').trim().toLocaleUpperCase() === other.normalize('NFC').trim().toLocaleUpperCase()

const papersOf = (form: Pick<Form, 'papers'>) =>
  [...form.papers.required, ...form.papers.optional].filter(({ kind }) => kind === 'application')

const wantsScan = (form: Pick<Form, 'papers'>): boolean => papersOf(form).length > 0

const shows = (form: Pick<Form, 'papers'>, paper: string | null): boolean =>
  papersOf(form).some(({ key }) => key === paper)

/** What must not stand in the way of deciding several at once: only that nobody scanned the paper (an outage has no scanner). */
const harmless: ReadonlySet<Warning['code']> = new Set(['noScan'])

/**
 * Whether a case may be accepted together with others, without having been opened. Urgent ones are looked at, and so is
 * what once came back: somebody reads whether its reasons were met.
 */
export const isPlain = (warnings: readonly Warning[], { marks, returned }: Pick<Case, 'marks' | 'returned'>): boolean =>
  warnings.every(({ code }) => harmless.has(code)) && !marks.includes('urgent') && returned === null
