import { useTranslation } from 'react-i18next'
import type { CaseRow } from '../../electron/contract.ts'
import { Chip } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { markLooks, stateLooks } from './states.ts'

/** The state of a case; filled where the person at this desk is the one who must act. */
export function StateChip({ row, withLacks = false }: { row: Pick<CaseRow, 'state' | 'marks'>; withLacks?: boolean }) {
  const { t } = useTranslation('ui')
  const { person } = useDesk()
  if (row.marks.includes('conflict'))
    return (
      <Chip tone="bad" icon={stateLooks.in_review.icon} fill>
        {t('mark.conflict')}
      </Chip>
    )
  const { icon, tone } = stateLooks[row.state]
  const Lacking = markLooks.incomplete.icon
  return (
    <span className="state-cell">
      <Chip tone={tone} icon={icon} fill={row.state === 'in_review' && person.role !== 'clerk'}>
        {t(`state.${row.state}`)}
      </Chip>
      {withLacks && row.marks.includes('incomplete') && (
        <span className="warn" title={t('mark.incomplete')}>
          <Lacking aria-label={t('mark.incomplete')} />
        </span>
      )}
    </span>
  )
}
