/** What the hands still have to do. Nothing is recorded; only a slip by hand is waited for where none was printed. */
import { Trans, useTranslation } from 'react-i18next'
import type { CaseDetail, Receipt } from '../../electron/contract.ts'
import { Tick } from '../ui/Parts.tsx'
import type { Proof } from './proof.ts'

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
  proof: { ticked, tick },
}: {
  receipt: Receipt
  works: Work[]
  proof: Pick<Proof, 'ticked' | 'tick'>
}) {
  const { t } = useTranslation('receipt')
  return (
    <ul className="hands" aria-label={t('hands')}>
      {works.map((work) => (
        <li key={`${receipt.case}-${work}`}>
          <Tick checked={ticked.includes(work)} onChange={() => tick(work)}>
            <Trans t={t} i18nKey={`hand.${work}`} values={{ number: receipt.number }} components={{ b: <b /> }} />
          </Tick>
        </li>
      ))}
    </ul>
  )
}
