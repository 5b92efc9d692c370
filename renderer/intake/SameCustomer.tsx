/** The customer who stands here has another matter: who he is goes into the paper that is opened now, and that is said. */
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { UserCheck } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Answers } from '../../domain/forms/schema.ts'
import { queries } from '../api.ts'
import { carriedOver } from '../receipt/carriedOver.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'

/** `answers`: null while they are not here yet; nothing is opened before that. */
export type Carried = { who: string; answers: Answers | null }

/** What goes along from a case that was just registered; null where a new customer stands here, or where it cannot be read. */
export function useCarried(from: string | undefined): Carried | null {
  const { catalogue } = useDesk().workspace
  const { t } = useTranslation('intake')
  const { data: detail, isError } = useQuery({ ...queries.detail(from ?? ''), enabled: from !== undefined })
  const failed = isError && detail === undefined
  useEffect(() => {
    // A form that opens empty must not pass for one that was filled in.
    if (failed) notifications.show({ id: 'same-customer', color: 'orange', message: t('sameCustomer.failed') })
  }, [failed, t])
  if (from === undefined || detail === null || failed) return null
  if (!detail) return { who: '', answers: null }
  return { who: detail.row.applicant, answers: carriedOver(catalogue, detail.registered.answers) }
}

export function SameCustomer({ who }: { who: string }) {
  const { t } = useTranslation('intake')
  const [, go] = useLocation()
  return (
    <p className="banner same-customer" role="status">
      <UserCheck aria-hidden />
      <span>
        <b>{who}</b> {t('sameCustomer.goesAlong')}
      </span>
      <Button look="small" keyName="F2" onClick={() => go('/')}>
        {t('sameCustomer.other')}
      </Button>
    </p>
  )
}
