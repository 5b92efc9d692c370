/** What the hands still have to do. Only for the eye of the clerk: nothing is recorded, nothing is blocked. */
import { Trans, useTranslation } from 'react-i18next'
import type { Receipt } from '../../electron/contract.ts'
import { Tick } from '../ui/Parts.tsx'

const works = ['signature', 'stamp', 'document'] as const

export function HandWork({
  receipt,
  ticked,
  onTick,
}: {
  receipt: Receipt
  ticked: string[]
  onTick: (key: string) => void
}) {
  const { t } = useTranslation('receipt')
  return (
    <ul className="hands" aria-label={t('hands')}>
      {works.map((work) => (
        <li key={`${receipt.case}-${work}`}>
          <Tick checked={ticked.includes(work)} onChange={() => onTick(work)}>
            <Trans t={t} i18nKey={`hand.${work}`} components={{ b: <b /> }} />
          </Tick>
        </li>
      ))}
    </ul>
  )
}
