/** P: one more slip of a case. From the second on it says DUPLICATE on it; each is counted. */
import { notifications } from '@mantine/notifications'
import type { TFunction } from 'i18next'
import { api, newCommand, queryClient } from '../api.ts'
import { slipWish } from '../window/look.ts'

/** `t` speaks the namespace `queue`. */
export async function printDuplicate(id: string, t: TFunction<'queue'>): Promise<void> {
  const outcome = await api.printing.slip({ case: id, ...slipWish(), command: newCommand() })
  await queryClient.invalidateQueries({ queryKey: ['prints'] })
  void queryClient.invalidateQueries({ queryKey: ['printers'] })
  notifications.show({
    color: outcome.ok ? 'petrol' : 'orange',
    message: outcome.ok
      ? t(outcome.job.copy > 1 ? 'slipPrinted' : 'firstSlipPrinted', { number: outcome.job.number })
      : t(`receipt:print.${outcome.refusal.code}`),
  })
}
