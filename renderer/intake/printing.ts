/** Prints the application before it has a number: filled in, for the customer to read and sign, or blank, for a pen. */
import { useState } from 'react'
import type { Answers, Language } from '../../domain/forms/schema.ts'
import { api } from '../api.ts'
import { useLanguage } from '../i18n.ts'

export type PrintState = 'idle' | 'printing' | 'printed' | 'noPrinter' | 'unknownDraft' | 'unknownForm' | 'failed'
/** `large`: in at least 14 pt, for who cannot read small print. */
export type PrintWish = { language: Language; blank: boolean; large: boolean }

/** The paper is in the language of the answer where one is chosen; the law knows two, the third is for the reader. */
export function usePaperLanguage(answers: Answers) {
  const screen = useLanguage()
  const chosen = answers.answer_lang
  return chosen === 'kk' || chosen === 'ru' || chosen === 'en' ? chosen : screen
}

type Outcome = { ok: true } | { ok: false; refusal: { code: Exclude<PrintState, 'idle' | 'printing' | 'printed'> } }

/** One print at a time, and how the last one ended. */
function usePrinting() {
  const [state, setState] = useState<PrintState>('idle')
  const run = async (print: () => Promise<Outcome>) => {
    if (state === 'printing') return
    setState('printing')
    const outcome = await print().catch(() => ({ ok: false as const, refusal: { code: 'failed' as const } }))
    setState(outcome.ok ? 'printed' : outcome.refusal.code)
  }
  return { run, state }
}

/** Filled in and in the language of the answer, unless somebody wishes otherwise. */
export function usePrintApplication(draft: string, flush: () => Promise<unknown>, answers: Answers) {
  const language = usePaperLanguage(answers)
  const { run, state } = usePrinting()
  return {
    state,
    language,
    run: (wish: Partial<PrintWish> = {}) =>
      run(async () => {
        await flush()
        return api.printing.application({ draft, language, blank: false, large: false, ...wish })
      }),
  }
}
export type PrintApplication = ReturnType<typeof usePrintApplication>

/** A form for a pen, without a draft. */
export function usePrintBlank() {
  const language = useLanguage()
  const { run, state } = usePrinting()
  return { state, run: (type: string) => run(() => api.printing.blank({ type, language, large: false })) }
}
