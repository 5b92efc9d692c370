/** Which step of the procedure is the one now, and which are behind it. */
import { useEffect, useRef } from 'react'
import type { Step } from '../../domain/forms/procedure.ts'
import type { OpenDraft } from './draft.ts'
import { fieldAt } from './moving.ts'

/** The step whose fields have the focus; before any field, the first one that is not ticked off. */
export function stepAt(steps: Step[], focus: string | null, done: readonly string[]): string | undefined {
  const about = steps.filter((step) => focus !== null && step.fields?.includes(focus))
  const open = about.find((step) => !done.includes(step.key)) ?? about[0]
  return (open ?? steps.find((step) => !done.includes(step.key)))?.key
}

/**
 * Ticks off the steps that the focus has gone past and that lack nothing: those before the lit one that were lit
 * themselves, so that nothing counts as done which nobody came to; each once, so that a tick taken back by hand stays
 * taken back.
 */
export function usePassedSteps(
  steps: Step[],
  now: string | undefined,
  missing: readonly string[],
  lacksEvidence: (step: Step) => boolean,
  open: OpenDraft,
): void {
  const passed = useRef(new Set<string>(open.stepsDone))
  const lit = useRef(new Set<string>())
  if (now) lit.current.add(now)
  const { setStepsDone } = open
  const at = steps.findIndex((step) => step.key === now)
  const behind = fieldAt(open.focus) === null ? [] : steps.slice(0, Math.max(at, 0))
  const fresh = behind
    .filter((step) => lit.current.has(step.key) && !passed.current.has(step.key))
    .filter((step) => !step.fields?.some((key) => missing.includes(key)) && !lacksEvidence(step))
    .map((step) => step.key)
  const text = fresh.join(' ')
  useEffect(() => {
    if (text === '') return
    const keys = text.split(' ')
    for (const key of keys) passed.current.add(key)
    setStepsDone((before) => [...new Set([...before, ...keys])])
  }, [text, setStepsDone])
}

/** A step whose evidence has been taken away again is done no longer. `known`: the files have been read. */
export function useKeptHonest(
  steps: Step[],
  known: boolean,
  lacksEvidence: (step: Step) => boolean,
  { stepsDone, setStepsDone }: OpenDraft,
): void {
  const bare = steps.filter((step) => stepsDone.includes(step.key) && lacksEvidence(step)).map((step) => step.key)
  const text = known ? bare.join(' ') : ''
  useEffect(() => {
    if (text === '') return
    const keys = text.split(' ')
    setStepsDone((before) => before.filter((key) => !keys.includes(key)))
  }, [text, setStepsDone])
}
