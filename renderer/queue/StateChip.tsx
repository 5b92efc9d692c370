import { useTranslation } from 'react-i18next'
import type { CaseRow } from '../../electron/contract.ts'
import { Chip } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import './queue.css'
import { markLooks, stateLooks } from './states.ts'

/** Whoever stands at the counter must act: repair it, hear the customer, hand over the answer. */
const here: ReadonlySet<string> = new Set(['returned', 'need_customer', 'answered'])

/** The state of a case in a word, in a row of a table in a short one; on its way to headquarters too; filled where the person at this desk is the one who must act. */
export function StateChip({ row, withLacks = false }: { row: Pick<CaseRow, 'stage' | 'marks'>; withLacks?: boolean }) {
  const { t } = useTranslation('ui')
  const { person } = useDesk()
  if (row.marks.includes('conflict'))
    return (
      <Chip tone="bad" icon={stateLooks.in_review.icon} fill>
        {t('mark.conflict')}
      </Chip>
    )
  const { icon, tone } = stateLooks[row.stage]
  const Lacking = markLooks.incomplete.icon
  return (
    <span className="state-cell" title={withLacks ? t(`state.${row.stage}`) : undefined}>
      <Chip
        tone={tone}
        icon={icon}
        fill={here.has(row.stage) || (row.stage === 'in_review' && person.role !== 'clerk')}
      >
        {t(withLacks ? `stateShort.${row.stage}` : `state.${row.stage}`)}
      </Chip>
      {withLacks && row.marks.includes('incomplete') && (
        <span className="warn" title={t('mark.incomplete')}>
          <Lacking aria-label={t('mark.incomplete')} />
        </span>
      )}
    </span>
  )
}
