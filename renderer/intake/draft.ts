/**
 * One draft while it is open. What is typed lives in the form; what is stored is what the branch last confirmed. Saving
 * is one call at a time, the latest state wins; a save that failed is said at once, tried again by itself, and what it
 * held outlives the screen: a restart of the branch process or a lock in that moment loses no letter.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type Control, useForm, useWatch } from 'react-hook-form'
import { formOf } from '../../domain/forms/catalogue.ts'
import { type Answers, type AnswerValue, answers as answersSchema } from '../../domain/forms/schema.ts'
import type { Draft } from '../../electron/contract.ts'
import { api } from '../api.ts'
import { useDesk } from '../window/workspace.ts'
import { whenLeaving } from './leaving.ts'

export type Values = Record<string, AnswerValue | undefined>
export type FormControl = Control<Values>

/** What of a draft the window may change. */
export type Snapshot = Pick<
  Draft,
  | 'id'
  | 'type'
  | 'formVersion'
  | 'answers'
  | 'kept'
  | 'stepsDone'
  | 'stepReasons'
  | 'outage'
  | 'handTaken'
  | 'papers'
  | 'focus'
>

/** Answers without the fields that are empty. */
export function answersIn(values: object): Answers {
  const filled = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const parsed = answersSchema.safeParse(Object.fromEntries(filled))
  if (parsed.success) return parsed.data
  throw new Error(`the form holds an answer of no known shape: ${parsed.error.message}`)
}

const PAUSE_MS = 300
/** Who types without a pause is saved meanwhile: a power cut takes back a second, never a paragraph. */
const AT_MOST_MS = 1_000
const AGAIN_MS = 3_000

type Saved = Awaited<ReturnType<typeof api.drafts.save>>
/** Why a draft could not be stored. */
export type NotStored = Extract<Saved, { ok: false }>['refusal'] | { code: 'unreachable'; why: string }

/** What could not be stored yet, by draft. */
const unstored = new Map<string, Snapshot>()

/** The draft as it was last on the screen, where the branch does not have all of it. */
export const asLastTyped = (draft: Draft): Draft => ({ ...draft, ...unstored.get(draft.id) })

async function store(snapshot: Snapshot): Promise<NotStored | null> {
  unstored.set(snapshot.id, snapshot)
  const answer = await api.drafts
    .save(snapshot)
    .catch((error: unknown) => ({ ok: false as const, refusal: { code: 'unreachable' as const, why: String(error) } }))
  const gone = !answer.ok && (answer.refusal.code === 'unknownDraft' || answer.refusal.code === 'alreadyRegistered')
  if ((answer.ok || gone) && unstored.get(snapshot.id) === snapshot) unstored.delete(snapshot.id)
  return answer.ok ? null : answer.refusal
}

/** Stores the snapshot after a pause in typing and whenever `flush` is called; `flush` says why it was not stored. */
function useSaving(snapshot: Snapshot) {
  const [failed, setFailed] = useState<NotStored | null>(null)
  const latest = useRef(snapshot)
  const typingSince = useRef<number | null>(null)
  const stored = useRef(unstored.has(snapshot.id) ? '' : JSON.stringify(snapshot))
  const running = useRef<Promise<NotStored | null>>(Promise.resolve(null))
  latest.current = snapshot

  const flush = useCallback((): Promise<NotStored | null> => {
    running.current = running.current.then(async () => {
      const text = JSON.stringify(latest.current)
      if (text === stored.current) return null
      const trouble = await store(latest.current)
      if (trouble === null) stored.current = text
      setFailed(trouble)
      return trouble
    })
    return running.current
  }, [])

  const text = JSON.stringify(snapshot)
  useEffect(() => {
    if (text === stored.current) {
      typingSince.current = null
      return
    }
    typingSince.current ??= Date.now()
    const left = typingSince.current + AT_MOST_MS - Date.now()
    const save = () => {
      typingSince.current = null
      void flush()
    }
    const timer = setTimeout(save, Math.max(0, Math.min(PAUSE_MS, left)))
    return () => clearTimeout(timer)
  }, [text, flush])

  useEffect(() => {
    if (!failed) return
    const timer = setTimeout(() => void flush(), AGAIN_MS)
    return () => clearTimeout(timer)
  }, [failed, flush])

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

/** The same object as before while it says the same: a field that is left writes its value anew, and nothing has changed. */
function useSame<Value>(value: Value): Value {
  const kept = useRef(value)
  if (kept.current !== value && JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value
  return kept.current
}

/** The form of a draft and the parts beside the answers, as they are typed; nothing is stored. */
export function useTyped(draft: Draft) {
  const { control, setValue, reset, getValues } = useForm<Values>({ defaultValues: draft.answers })
  const values = useWatch({ control })
  const answers = useSame(useMemo(() => answersIn(values), [values]))
  const [type, setType] = useState(draft.type)
  const [kept, setKept] = useState(draft.kept)
  const [stepsDone, setStepsDone] = useState(draft.stepsDone)
  const [stepReasons, setStepReasons] = useState(draft.stepReasons)
  const [outage, setOutage] = useState(draft.outage)
  const [handTaken, setHandTaken] = useState(draft.handTaken)
  const [papers, setPapers] = useState(draft.papers)
  const [focus, setFocus] = useState(draft.focus)
  // The version on this screen, whatever has come from headquarters since it opened.
  const formVersion = formOf(useDesk().workspace.catalogue, type)?.version ?? draft.formVersion
  const beside = { kept, stepsDone, stepReasons, outage, handTaken, papers, focus }
  const snapshot: Snapshot = { id: draft.id, type, formVersion, answers, ...beside }
  return {
    snapshot,
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
    stepReasons,
    setStepReasons,
    outage,
    setOutage,
    handTaken,
    setHandTaken,
    papers,
    setPapers,
    focus,
    setFocus,
  }
}

/** The open draft: what is typed, and how it is stored. */
export function useDraft(draft: Draft) {
  const { snapshot, ...typed } = useTyped(draft)
  return { ...typed, ...useSaving(snapshot) }
}
export type OpenDraft = ReturnType<typeof useDraft>

/** Whether nothing was entered, ticked or taken in since the form opened with these answers. */
export const isUntouched = ({ answers, papers, kept, stepReasons, handTaken }: OpenDraft, start: Answers): boolean =>
  papers.length === 0 &&
  kept.length === 0 &&
  handTaken === null &&
  Object.keys(stepReasons).length === 0 &&
  [...Object.keys(answers), ...Object.keys(start)].every(
    (key) => JSON.stringify(answers[key]) === JSON.stringify(start[key]),
  )
