/** Which step of the procedure is the one now, which are behind it, and what a step still lacks. */
import { useEffect, useRef } from 'react'
import { isAnswered } from '../../domain/forms/conditions.ts'
import type { Form } from '../../domain/forms/schema.ts'
import type { OpenDraft } from './draft.ts'

type Step = Form['procedure']['steps'][number]

/** The step whose fields have the focus; before any field, the first one that is not ticked off. */
export function stepAt(steps: Step[], focus: string | null, done: readonly string[]): string | undefined {
  const about = steps.filter((step) => focus !== null && step.fields?.includes(focus))
  const open = about.find((step) => !done.includes(step.key)) ?? about[0]
  return (open ?? steps.find((step) => !done.includes(step.key)))?.key
}

/** What a step that needs evidence has not got yet; null where it may be ticked off. */
export function evidenceLacks(
  step: Step,
  form: Form,
  open: Pick<OpenDraft, 'papers' | 'answers'>,
): NonNullable<Step['evidence']> | null {
  if (!step.evidence) return null
  const all = [...form.papers.required, ...form.papers.optional]
  const kinds = open.papers.map((paper) => all.find((one) => one.key === paper.key)?.kind)
  const answered = (step.fields ?? []).some((key) => isAnswered(open.answers[key]))
  switch (step.evidence) {
    case 'photo':
      return kinds.includes('photo') ? null : 'photo'
    case 'scan':
      return kinds.some((kind) => kind !== undefined) ? null : 'scan'
    case 'reason':
      return answered ? null : 'reason'
    default:
      return step.evidence satisfies never
  }
}

/**
 * Ticks off the steps that the focus has gone past and that lack nothing: those before the lit one that were lit
 * themselves, so that nothing counts as done which nobody came to; each once, so that a tick taken back by hand stays
 * taken back.
 */
export function usePassedSteps(
  steps: Step[],
  now: string | undefined,
  form: Form,
  missing: readonly string[],
  open: OpenDraft,
): void {
  const passed = useRef(new Set<string>(open.stepsDone))
  const lit = useRef(new Set<string>())
  if (now) lit.current.add(now)
  const { setStepsDone } = open
  const at = steps.findIndex((step) => step.key === now)
  const behind = open.focus === null ? [] : steps.slice(0, Math.max(at, 0))
  const fresh = behind
    .filter((step) => lit.current.has(step.key) && !passed.current.has(step.key))
    .filter((step) => !step.fields?.some((key) => missing.includes(key)) && evidenceLacks(step, form, open) === null)
    .map((step) => step.key)
  const text = fresh.join(' ')
  useEffect(() => {
    if (text === '') return
    const keys = text.split(' ')
    for (const key of keys) passed.current.add(key)
    setStepsDone((before) => [...new Set([...before, ...keys])])
  }, [text, setStepsDone])
}
