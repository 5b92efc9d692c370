/** The number of a slip in the search of intake, typed or scanned in any layout: its case is offered, never opened unasked. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { caseNumberIn } from '../../domain/identifiers/scanned.ts'
import { queries } from '../api.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'

export function CaseOffer({ asked }: { asked: string }) {
  const number = caseNumberIn(asked)
  return number && <Offer number={number} />
}

function Offer({ number }: { number: string }) {
  const { t } = useTranslation('intake')
  const [, go] = useLocation()
  const { data } = useQuery(
    queries.page({
      ...{ tab: 'all', find: number, types: [], sort: 'registeredAt', descending: true },
      ...{ offset: 0, limit: 1 },
    }),
  )
  const found = data?.rows.find((row) => row.number === number)
  const open = () => found && go(`/case/${found.id}`)
  useKeys([['alt+Digit1', open]])
  if (!data) return null
  return (
    <p className="banner" role="status">
      {t(found ? 'caseNumber.known' : 'caseNumber.unknown', { number, applicant: found?.applicant })}
      {found && (
        <Button look="small" keyName="Alt 1" onClick={open}>
          {t('caseNumber.open')}
        </Button>
      )}
    </p>
  )
}
