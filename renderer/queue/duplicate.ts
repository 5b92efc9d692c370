/** P: one more slip of a case. It says DUPLICATE on it and is counted. */
import { notifications } from '@mantine/notifications'
import type { TFunction } from 'i18next'
import { api, newCommand, queryClient } from '../api.ts'

/** `t` speaks the namespace `queue`. */
export async function printDuplicate(id: string, t: TFunction<'queue'>): Promise<void> {
  const outcome = await api.printing.slip({ case: id, size: '80mm', command: newCommand() })
  await queryClient.invalidateQueries({ queryKey: ['prints'] })
  void queryClient.invalidateQueries({ queryKey: ['printers'] })
  notifications.show({
    color: outcome.ok ? 'petrol' : 'orange',
    message: outcome.ok ? t('slipPrinted', { number: outcome.job.number }) : t(`receipt:print.${outcome.refusal.code}`),
  })
}
