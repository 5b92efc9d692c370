/** The notice for a customer whose answer is late, on the paper of the slips. */
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useLanguage } from '../i18n.ts'
import { slipWish } from '../window/look.ts'

export function usePrintLate(id: string): () => Promise<void> {
  const { t } = useTranslation('rising')
  const language = useLanguage()
  return async () => {
    const outcome = await api.printing
      .overdue({ case: id, language, ...slipWish() })
      .catch(() => ({ ok: false, refusal: { code: 'failed' } }) as const)
    notifications.show({
      color: outcome.ok ? 'petrol' : 'orange',
      message: outcome.ok ? t('late.printed') : t(`late.${outcome.refusal.code}`),
    })
  }
}
