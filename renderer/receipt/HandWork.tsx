/** What the hands still have to do. Only for the eye of the clerk: nothing is recorded, nothing is blocked. */
import { Trans, useTranslation } from 'react-i18next'
import type { CaseDetail, Receipt } from '../../electron/contract.ts'
import { Tick } from '../ui/Parts.tsx'

export type Work = 'signature' | 'byHand' | 'stamp' | 'document'

/** Without a slip the customer leaves with the number in writing all the same; a document goes back where one was shown. */
export const handWorks = ({ registered }: Pick<CaseDetail, 'registered'>, printed: boolean): Work[] => [
  printed ? 'signature' : 'byHand',
  ...(registered.papers.length > 0 ? (['stamp'] as const) : []),
  ...(registered.answers.id_seen === true ? (['document'] as const) : []),
]

export function HandWork({
  receipt,
  works,
  ticked,
  onTick,
}: {
  receipt: Receipt
  works: Work[]
  ticked: string[]
  onTick: (key: string) => void
}) {
  const { t } = useTranslation('receipt')
  return (
    <ul className="hands" aria-label={t('hands')}>
      {works.map((work) => (
        <li key={`${receipt.case}-${work}`}>
          <Tick checked={ticked.includes(work)} onChange={() => onTick(work)}>
            <Trans t={t} i18nKey={`hand.${work}`} values={{ number: receipt.number }} components={{ b: <b /> }} />
          </Tick>
        </li>
      ))}
    </ul>
  )
}
