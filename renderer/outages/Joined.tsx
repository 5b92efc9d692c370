/** The cases joined to an outage, urgent first; each a way to the case. */
import { useQuery } from '@tanstack/react-query'
import { Flame } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutageView } from '../../electron/contract.ts'
import { api } from '../api.ts'
import { useText } from '../i18n.ts'
import { CaseNumber } from '../queue/columns.tsx'
import { StateChip } from '../queue/StateChip.tsx'
import { Chip } from '../ui/Parts.tsx'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'
import { useMoments } from './useMoments.ts'

export function Joined({ outage }: { outage: OutageView }) {
  const { t } = useTranslation('outages')
  const text = useText()
  const [, go] = useLocation()
  const { show } = useMoments()
  const { catalogue, branch } = useDesk().workspace
  const { data: rows } = useQuery({
    queryKey: ['cases', 'ofOutage', outage.number],
    queryFn: () => api.outages.cases({ number: outage.number }),
  })
  return (
    <div className="outage-cases">
      <h2>
        {t('joined')}
        <span className="hint n">
          {t('cases', { count: outage.cases })}
          {outage.toTell > 0 && ` · ${t('toTell', { count: outage.toTell })}`}
        </span>
      </h2>
      {rows?.length === 0 && <p className="m s">{t('noCases')}</p>}
      <ul>
        {rows?.map((row) => (
          <li key={row.id}>
            <button type="button" onClick={() => go(`/case/${row.id}`)}>
              <CaseNumber number={row.number} branch={branch.code} />
              <span className="outage-what">
                {row.marks.includes('urgent') && (
                  <Chip tone="bad" icon={Flame}>
                    {t('ui:mark.urgent')}:
                  </Chip>
                )}{' '}
                {text(shortTitle(catalogue, row))} · {row.applicant}
              </span>
              <StateChip row={row} />
              <span className="n m">{show(row.registeredAt)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
