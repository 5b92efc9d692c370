/** Prints the application, filled in, before it has a number: the customer reads and signs it. */
import { useState } from 'react'
import type { Answers } from '../../domain/forms/schema.ts'
import { api } from '../api.ts'
import { useLanguage } from '../i18n.ts'

export type PrintState = 'idle' | 'printing' | 'printed' | 'noPrinter' | 'unknownDraft' | 'failed'

/** The paper is in the language of the answer where one is chosen; the law knows two, the third is for the reader. */
export function usePaperLanguage(answers: Answers) {
  const screen = useLanguage()
  const chosen = answers.answer_lang
  return chosen === 'kk' || chosen === 'ru' || chosen === 'en' ? chosen : screen
}

export function usePrintApplication(draft: string, flush: () => Promise<unknown>, answers: Answers) {
  const language = usePaperLanguage(answers)
  const [state, setState] = useState<PrintState>('idle')
  const run = async () => {
    if (state === 'printing') return
    setState('printing')
    await flush()
    const outcome = await api.printing
      .application({ draft, language, blank: false })
      .catch(() => ({ ok: false as const, refusal: { code: 'failed' as const } }))
    setState(outcome.ok ? 'printed' : outcome.refusal.code)
  }
  return { run, state }
}
