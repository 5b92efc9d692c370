/**
 * The steps a clerk sees for these answers, and what a step still lacks before it may be ticked off. A step that the
 * customer has already been through is never among them. Evidence is asked of the step alone: a registration is
 * never stopped by it.
 */
import { holds, isAnswered } from './conditions.ts'
import type { Answers, Form, Language } from './schema.ts'
import { fillIn } from './sentence.ts'

export type Step = Form['procedure']['steps'][number]

/** The steps that apply, in order. */
export function stepsFor(form: Form, answers: Answers): Step[] {
  return form.procedure.steps.filter(
    ({ when, unless }) => (!when || holds(when, answers)) && !(unless && holds(unless, answers)),
  )
}

/** Fewer letters than this explain nothing to who reads the case later: «нет», “later”, «кейін». */
export const LEAST_REASON = 10

/** Whether the words say why a step was passed without its evidence. */
export const isReason = (words: string | undefined): boolean => (words ?? '').trim().length >= LEAST_REASON

/** What there is to show for a step: the files and papers taken in, the answers, the reasons written down. */
export type Evidence = {
  /** `paper`: the key of the form's paper or field of files that the file shows, null where nobody said. */
  files: readonly { kind: 'jpg' | 'png' | 'heic' | 'pdf' | 'mp4'; paper: string | null }[]
  /** Keys of the papers handed in. */
  papers: readonly string[]
  answers: Answers
  /** By the step's key. */
  reasons: Readonly<Record<string, string>>
}

/**
 * What a step that needs evidence has not got yet; null where it may be ticked off. A photograph is a picture or a
 * film that is not the scan of another paper; a scan is any file of a paper, or the paper itself; a reason is an answer
 * to one of the step's own fields. Words that say why there is none always do.
 */
export function evidenceLacks(step: Step, form: Form, evidence: Evidence): NonNullable<Step['evidence']> | null {
  if (!step.evidence || isReason(evidence.reasons[step.key])) return null
  const papers = [...form.papers.required, ...form.papers.optional]
  const kindOf = (key: string | null) => papers.find((paper) => paper.key === key)?.kind
  const handedIn = evidence.papers.map(kindOf)
  const isThere = {
    photo: () =>
      handedIn.includes('photo') ||
      evidence.files.some(({ kind, paper }) => kind !== 'pdf' && ['photo', 'other', undefined].includes(kindOf(paper))),
    scan: () =>
      handedIn.some((kind) => kind !== undefined) ||
      evidence.files.some(({ kind, paper }) => kind !== 'mp4' && kindOf(paper) !== 'photo'),
    reason: () => (step.fields ?? []).some((key) => isAnswered(evidence.answers[key])),
  }
  return isThere[step.evidence]() ? null : step.evidence
}

/** The sentence to say to the customer after registration; `answerBy` as a day in words of that language. */
export function sentenceToSay(
  form: Form,
  language: Language,
  known: { number: string; answerBy: string; outsideBody?: string },
): string {
  return fillIn(form.procedure.tell[language], known)
}
