/**
 * F9: what stands in the journal of the branch beside its cases, the latest first. Whoever works here says of any of it that
 * it was not so, or not his; headquarters reads it, and nothing takes it away.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { MessageSquareWarning } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntryShown } from '../../electron/contract.ts'
import { api } from '../api.ts'
import { KeptUnder } from '../case/kept.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { Dispute } from './Dispute.tsx'
import './entries.css'

const PAGE = 30

export function View() {
  const { t } = useTranslation('entries')
  const { person } = useDesk()
  const [offset, setOffset] = useState(0)
  const [asked, setAsked] = useState<EntryShown | null>(null)
  const { data, error } = useQuery({
    queryKey: ['entries', offset],
    queryFn: () => api.entries.list({ offset, limit: PAGE }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  if (error) return <p className="bad">{t('ui:broken', { why: error.message })}</p>
  if (!data) return null
  const under = `${person.id} entry ${asked?.entry.hash}`
  return (
    <div className="entries">
      <p className="m">{t('say')}</p>
      {data.rows.length === 0 ? (
        <p className="m">{t('none')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {(['when', 'window', 'who', 'what'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`column.${column}`)}
                </th>
              ))}
              <th aria-label={t('acts:disputeEntry.name')} />
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <Row key={row.entry.hash} row={row} onDispute={() => setAsked(row)} />
            ))}
          </tbody>
        </table>
      )}
      {(offset > 0 || data.more) && (
        <div className="choices">
          <Button
            look="small"
            obstacle={offset === 0 ? t('first') : undefined}
            onClick={() => setOffset(Math.max(0, offset - PAGE))}
          >
            {t('newer')}
          </Button>
          <Button look="small" obstacle={data.more ? undefined : t('last')} onClick={() => setOffset(offset + PAGE)}>
            {t('older')}
          </Button>
        </div>
      )}
      {asked && (
        <KeptUnder value={under}>
          <Dispute entry={asked.entry} say={t('disputeSay')} under={under} onClose={() => setAsked(null)} />
        </KeptUnder>
      )}
    </div>
  )
}

function Row({ row, onDispute }: { row: EntryShown; onDispute: () => void }) {
  const { t } = useTranslation('entries')
  const when = useWhen()
  return (
    <tr>
      <td className="n">{when(row.at)}</td>
      <td>{row.window}</td>
      <td>{row.by ?? t('program')}</td>
      <td>
        {row.type === null ? t('later') : t(`type.${row.type}`)}
        {row.about && <span className="m"> · {row.about}</span>}
        {row.disputes.map((one) => (
          <p key={`${one.at}${one.words}`} className="bad">
            <b>{t('disputed')}</b> {t('ui:quoted', { said: one.words })}{' '}
            <small>
              {one.by ?? t('otherComputer')}, {when(one.at)}
            </small>
          </p>
        ))}
      </td>
      <td>
        {!row.disputed && (
          <Button look="small" icon={MessageSquareWarning} onClick={onDispute}>
            {t('acts:disputeEntry.name')}
          </Button>
        )}
      </td>
    </tr>
  )
}

function useWhen(): (at: string) => string {
  const dates = useDates()
  const { timeZone } = useDesk().workspace.branch
  return (at) => {
    const moment = momentAt(at, timeZone)
    return `${dates.dotted(moment.day)} ${moment.time}`
  }
}
