/** The customer who stands here has another matter: who he is goes into the paper that is opened now, and that is said. */
import { useQuery } from '@tanstack/react-query'
import { UserCheck, UserX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Answers } from '../../domain/forms/schema.ts'
import { queries } from '../api.ts'
import { carriedOver } from '../receipt/carriedOver.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'

/**
 * `answers`: null while they are not here yet; nothing is opened before that. `lost`: they cannot be read, and a form that
 * opens empty must not pass for one that was filled in.
 */
export type Carried = { who: string; answers: Answers | null; lost: boolean }

/** What goes along from a case that was just registered; null where a new customer stands here. */
export function useCarried(from: string | undefined): Carried | null {
  const { catalogue } = useDesk().workspace
  const { data: detail, isError } = useQuery({ ...queries.detail(from ?? ''), enabled: from !== undefined })
  if (from === undefined || detail === null) return null
  if (!detail) return { who: '', answers: isError ? {} : null, lost: isError }
  return { who: detail.row.applicant, answers: carriedOver(catalogue, detail.registered.answers), lost: false }
}

export function SameCustomer({ who, lost }: Carried) {
  const { t } = useTranslation('intake')
  const [, go] = useLocation()
  return (
    <p className={lost ? 'banner same-customer warn' : 'banner same-customer'} role={lost ? 'alert' : 'status'}>
      {lost ? <UserX aria-hidden /> : <UserCheck aria-hidden />}
      <span>{lost ? t('sameCustomer.failed') : <GoesAlong who={who} />}</span>
      <Button look="small" keyName="F2" onClick={() => go('/')}>
        {t('sameCustomer.other')}
      </Button>
    </p>
  )
}

function GoesAlong({ who }: { who: string }) {
  const { t } = useTranslation('intake')
  return (
    <>
      <b>{who}</b> {t('sameCustomer.goesAlong')}
    </>
  )
}
