/** The answer as a letter, on the A4 printer. When it is out, the panel opens in which its handing over is written down. */
import { notifications } from '@mantine/notifications'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../../electron/contract.ts'
import { api, queryClient } from '../api.ts'
import { slipWish } from '../window/look.ts'
import type { Opened } from './opened.ts'

/** `onOpen` is not asked for where the panel is open already. */
export function usePrintLetter({ row, possible }: CaseDetail, onOpen?: (opened: Opened) => void): () => Promise<void> {
  const { t } = useTranslation('acts')
  const here = useRef(true)
  const busy = useRef(false)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  return async () => {
    if (busy.current) return
    busy.current = true
    const outcome = await api.printing
      .answer({ case: row.id, large: slipWish().large })
      .catch(() => ({ ok: false, refusal: { code: 'failed' } }) as const)
    busy.current = false
    notifications.show({
      color: outcome.ok ? 'petrol' : 'orange',
      message: t(outcome.ok ? 'letter.printed' : `letter.${outcome.refusal.code}`),
    })
    // The look stands in the log now.
    void queryClient.invalidateQueries({ queryKey: ['cases', 'looks'] })
    if (outcome.ok && here.current && possible.deliverAnswer === null) onOpen?.({ step: 'deliverAnswer', about: null })
  }
}
