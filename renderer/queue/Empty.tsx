import { useTranslation } from 'react-i18next'
import type { QueueQuery } from '../../electron/contract.ts'
import { Key } from '../ui/Parts.tsx'

/** Nothing to show: whether because all is done or because nothing fits what was asked. */
export function Empty({ filtered, tab }: { filtered: boolean; tab: QueueQuery['tab'] }) {
  const { t } = useTranslation('queue')
  if (filtered)
    return (
      <div>
        <h2>{t('empty.found')}</h2>
        <p className="m">
          {t('empty.foundNext')} <Key>Esc</Key>
        </p>
      </div>
    )
  return (
    <div>
      <h2>{t(tab === 'all' ? 'empty.all' : 'empty.tab')}</h2>
      <p className="m">
        {t('empty.next')} <Key>F2</Key>
      </p>
    </div>
  )
}
