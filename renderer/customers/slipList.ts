/** Prints all cases of a person with their slips, on his own registered request, in the language of the answer. */
import { notifications } from '@mantine/notifications'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../../electron/contract.ts'
import { api, queryClient } from '../api.ts'
import { usePaperLanguage } from '../intake/printing.ts'
import { slipWish } from '../window/look.ts'

export function usePrintSlipList({ row, registered }: Pick<CaseDetail, 'row' | 'registered'>): () => Promise<void> {
  const { t } = useTranslation('customers')
  const language = usePaperLanguage(registered.answers)
  const busy = useRef(false)
  return async () => {
    if (busy.current) return
    busy.current = true
    try {
      const outcome = await api.printing.slips({ case: row.id, language, large: slipWish().large })
      notifications.show({
        color: outcome.ok ? 'petrol' : 'orange',
        message: t(outcome.ok ? 'slips.printed' : `slips.${outcome.refusal.code}`),
      })
      // The look stands in the log now.
      if (outcome.ok) void queryClient.invalidateQueries({ queryKey: ['cases', 'looks'] })
    } catch {
      notifications.show({ color: 'orange', message: t('slips.failed') })
    } finally {
      busy.current = false
    }
  }
}
