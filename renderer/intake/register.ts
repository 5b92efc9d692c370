/**
 * Registering: once. The button is dead while an answer is awaited, and the branch knows the draft's command: a repeat
 * gives the first answer again. A refusal stays on the form, which keeps everything that was typed.
 */

import { useCallback, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { z } from 'zod'
import type { Draft, registration } from '../../electron/contract.ts'
import { api, queries, queryClient } from '../api.ts'
import { expectFirstPrint } from '../receipt/firstPrint.ts'
import type { NotStored } from './draft.ts'

type RegistrationRefusal = Extract<z.infer<typeof registration>, { ok: false }>['refusal']
export type Refusal = RegistrationRefusal | { code: 'unreachable'; why: string }

/** The branch registers what it has stored: with trouble here it would register something other than the screen shows. */
const standsInTheWay = (trouble: NotStored | null) =>
  trouble?.code === 'notRecorded' || trouble?.code === 'notSignedIn' || trouble?.code === 'unreachable' ? trouble : null

export function useRegister(draft: Draft, flush: () => Promise<NotStored | null>) {
  const [, go] = useLocation()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const running = useRef(false)

  /** Registers; answers with the keys of the fields that stand in the way. */
  const run = async (): Promise<string[]> => {
    if (running.current) return []
    running.current = true
    setBusy(true)
    try {
      const trouble = standsInTheWay(await flush())
      if (trouble) {
        setRefusal(trouble)
        if (trouble.code === 'notSignedIn') await queryClient.invalidateQueries({ queryKey: ['session'] })
        return []
      }
      const answer = await api.cases.register({ draft: draft.id })
      if (answer.ok) {
        if (!answer.repeated) expectFirstPrint(answer.receipt.case)
        queryClient.setQueryData(['cases', 'receipt', answer.receipt.case], answer.receipt)
        // Asked for while the number is being drawn.
        void queryClient.prefetchQuery(queries.detail(answer.receipt.case))
        go(`/receipt/${answer.receipt.case}`)
        return []
      }
      setRefusal(answer.refusal)
      if (answer.refusal.code === 'notSignedIn') await queryClient.invalidateQueries({ queryKey: ['session'] })
      return 'fields' in answer.refusal ? answer.refusal.fields : []
    } catch (error) {
      setRefusal({ code: 'unreachable', why: String(error) })
      return []
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  /** What a refusal said of the fields is old as soon as a field changes. */
  const forget = useCallback(() => setRefusal((before) => (before && 'fields' in before ? null : before)), [])
  return { run, refusal, busy, forget }
}
