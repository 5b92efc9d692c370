/** The month's outages: how many, how long, how many cases. The sum is the sum of the cards. */
import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useLasted } from './Card.tsx'
import { useMoments } from './useMoments.ts'

/** `2026-11` and how many months on. */
function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

export function Month() {
  const { t } = useTranslation('outages')
  const { today, show } = useMoments()
  const lasted = useLasted()
  const [month, setMonth] = useState(today.slice(0, 7))
  const { data: report } = useQuery({
    queryKey: ['outages', 'report', month],
    queryFn: () => api.outages.report({ month }),
    refetchInterval: 60_000,
  })
  return (
    <div className="outage-month">
      <h2 className="outage-head">
        {t('month')}
        <span className="right">
          <button
            type="button"
            className="iconbtn"
            aria-label={t('monthBefore')}
            onClick={() => setMonth(monthAfter(month, -1))}
          >
            <ChevronLeft aria-hidden />
          </button>
          <b className="n">{`${month.slice(5)}.${month.slice(0, 4)}`}</b>
          <button
            type="button"
            className="iconbtn"
            aria-label={t('monthAfter')}
            onClick={() => setMonth(monthAfter(month, 1))}
          >
            <ChevronRight aria-hidden />
          </button>
        </span>
      </h2>
      {report && report.outages === 0 && <p className="m s">{t('monthNone')}</p>}
      {report && report.outages > 0 && (
        <table>
          <tbody>
            {report.rows.map((row) => (
              <tr key={row.number} title={row.number}>
                <td className="outage-what">{row.what}</td>
                <td className="n m">{show(row.since)}</td>
                <td className="n">{lasted(row.minutes)}</td>
                <td className="n">{t('cases', { count: row.cases })}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t('monthOutages', { count: report.outages })}
              </th>
              <td className="n">{lasted(report.minutes)}</td>
              <td className="n">{t('cases', { count: report.cases })}</td>
            </tr>
          </tfoot>
        </table>
      )}
      <p className="s m">{t('monthRule')}</p>
    </div>
  )
}
