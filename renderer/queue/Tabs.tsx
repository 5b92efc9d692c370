/** Nine ways to look at the queue, each with the count of the database. */
import { useTranslation } from 'react-i18next'
import type { QueueQuery } from '../../electron/contract.ts'
import { Key } from '../ui/Parts.tsx'
import { tabs } from './query.ts'

export function Tabs({
  tab,
  counts,
  onTab,
}: {
  tab: QueueQuery['tab']
  counts: Partial<Record<QueueQuery['tab'], number>> | undefined
  onTab: (tab: QueueQuery['tab']) => void
}) {
  const { t } = useTranslation('queue')
  return (
    <div className="tabs" role="tablist" aria-label={t('title')}>
      {tabs.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          aria-selected={one === tab}
          tabIndex={one === tab ? 0 : -1}
          title={one === 'mine' ? t('mineSay') : undefined}
          onClick={() => onTab(one)}
        >
          {t(`tab.${one}`)} <b className="n">{counts?.[one]}</b>
        </button>
      ))}
      <span className="right hint">
        <Key>1</Key>–<Key>{tabs.length}</Key> {t('tabs')}
      </span>
    </div>
  )
}
