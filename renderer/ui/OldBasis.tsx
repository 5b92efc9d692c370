/** The yellow mark beside a rule that nobody has checked for long; nothing where it is fresh. */
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isOldBasis } from '../../domain/forms/basis.ts'
import type { Basis } from '../../domain/forms/schema.ts'
import { useDesk } from '../window/workspace.ts'
import { useDates } from './dates.ts'
import { useNow } from './now.ts'

export function OldBasis({ basis }: { basis: Pick<Basis, 'checkedOn' | 'source'> }) {
  const { t } = useTranslation('ui')
  const dates = useDates()
  const { branch, rules } = useDesk().workspace
  const today = useNow(branch.timeZone).day
  if (!isOldBasis(basis, today, rules.basisOldAfterMonths)) return null
  const date = dates.dotted(basis.checkedOn)
  return (
    <span className="old-basis" title={`${t('oldBasis', { date })} ${basis.source}`}>
      <TriangleAlert aria-hidden />
      {t('oldBasis', { date })}
    </span>
  )
}
