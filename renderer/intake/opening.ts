/** Opening a form: the draft and the command of its registration are made by the branch in the same moment. */
import { notifications } from '@mantine/notifications'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answers } from '../../domain/forms/schema.ts'
import { api, queryClient } from '../api.ts'
import { useLanguage } from '../i18n.ts'
import { useOnward } from '../window/onward.ts'

/** Opens a form of this type, with answers that go along from another one. Pressing twice opens one. */
export function useOpenDraft(): (type: string, answers?: Answers) => void {
  const { t } = useTranslation('intake')
  const onward = useOnward()
  const speaks = useLanguage()
  const busy = useRef(false)
  return (type, answers) => {
    if (busy.current) return
    busy.current = true
    const go = onward()
    const open = async () => {
      const opened = await api.drafts.open(answers ? { type, answers, speaks } : { type, speaks })
      if (!opened.ok) {
        notifications.show({ color: 'red', message: t(`refused.${opened.refusal.code}`) })
        if (opened.refusal.code === 'notSignedIn') await queryClient.invalidateQueries({ queryKey: ['session'] })
        return
      }
      queryClient.setQueryData<(typeof opened.draft)[]>(['drafts'], (before) => [opened.draft, ...(before ?? [])])
      go(`/draft/${opened.draft.id}`)
    }
    void open()
      .catch((error: unknown) => notifications.show({ color: 'red', message: t('ui:broken', { why: String(error) }) }))
      .finally(() => {
        busy.current = false
      })
  }
}
