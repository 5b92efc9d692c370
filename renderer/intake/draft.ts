/**
 * One draft while it is open. What is typed lives in the form; what is stored is what the branch last confirmed. Saving
 * is one call at a time, the latest state wins, and a save that failed is said at once.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type Control, useForm, useWatch } from 'react-hook-form'
import { type Answers, type AnswerValue, answers as answersSchema } from '../../domain/forms/schema.ts'
import type { Draft } from '../../electron/contract.ts'
import { api } from '../api.ts'
import { whenLeaving } from './leaving.ts'

export type Values = Record<string, AnswerValue | undefined>
export type FormControl = Control<Values>

/** What of a draft the window may change. */
export type Snapshot = Pick<Draft, 'id' | 'type' | 'answers' | 'kept' | 'stepsDone' | 'papers' | 'focus'>

/** Answers without the fields that are empty. */
export function answersIn(values: object): Answers {
  const filled = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const parsed = answersSchema.safeParse(Object.fromEntries(filled))
  if (parsed.success) return parsed.data
  throw new Error(`the form holds an answer of no known shape: ${parsed.error.message}`)
}

const PAUSE_MS = 300

/** Stores the snapshot after a pause in typing and whenever `flush` is called. */
function useSaving(snapshot: Snapshot) {
  const [failed, setFailed] = useState<string | null>(null)
  const latest = useRef(snapshot)
  const stored = useRef(JSON.stringify(snapshot))
  const running = useRef<Promise<void>>(Promise.resolve())
  latest.current = snapshot

  const flush = useCallback((): Promise<void> => {
    running.current = running.current.then(async () => {
      const text = JSON.stringify(latest.current)
      if (text === stored.current) return
      try {
        const answer = await api.drafts.save(latest.current)
        if (answer.ok) stored.current = text
        setFailed(answer.ok ? null : answer.refusal.code)
      } catch (error) {
        setFailed(String(error))
      }
    })
    return running.current
  }, [])

  const text = JSON.stringify(snapshot)
  useEffect(() => {
    if (text === stored.current) return
    const timer = setTimeout(() => void flush(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, flush])

  useEffect(() => {
    const leave = () => void flush()
    const takeBack = whenLeaving(flush)
    window.addEventListener('blur', leave)
    window.addEventListener('beforeunload', leave)
    return () => {
      takeBack()
      window.removeEventListener('blur', leave)
      window.removeEventListener('beforeunload', leave)
      void flush()
    }
  }, [flush])

  return { flush, failed }
}

/** The open draft: its form, the parts beside the answers, and how it is stored. */
export function useDraft(draft: Draft) {
  const { control, setValue, reset, getValues } = useForm<Values>({ defaultValues: draft.answers })
  const values = useWatch({ control })
  const answers = useMemo(() => answersIn(values), [values])
  const [type, setType] = useState(draft.type)
  const [kept, setKept] = useState(draft.kept)
  const [stepsDone, setStepsDone] = useState(draft.stepsDone)
  const [papers, setPapers] = useState(draft.papers)
  const [focus, setFocus] = useState(draft.focus)
  const snapshot: Snapshot = { id: draft.id, type, answers, kept, stepsDone, papers, focus }
  const saving = useSaving(snapshot)
  return {
    control,
    setValue,
    reset,
    getValues,
    answers,
    type,
    setType,
    kept,
    setKept,
    stepsDone,
    setStepsDone,
    papers,
    setPapers,
    focus,
    setFocus,
    ...saving,
  }
}
export type OpenDraft = ReturnType<typeof useDraft>
