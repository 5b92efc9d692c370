/** F9: wordings that found nothing worth choosing, week by week. Texts and counts; nothing says who asked. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mondayOf } from '../../domain/calendar/week.ts'
import { api } from '../api.ts'
import { useDates } from '../ui/dates.ts'
import './searches.css'

export function View() {
  const { t } = useTranslation('overview')
  const dates = useDates()
  const [week, setWeek] = useState<string | null>(null)
  const { data, error } = useQuery({
    queryKey: ['searches', week],
    queryFn: () => api.searches.list({ week }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  if (error) return <p className="bad">{t('ui:broken', { why: error.message })}</p>
  if (!data) return null
  if (!data.ok) return <p className="bad">{t(`searches.refused.${data.refusal.code}`)}</p>
  const weeks = data.weeks.includes(data.week) ? data.weeks : [data.week, ...data.weeks]
  return (
    <div className="unmet">
      <p className="m">{t('searches.say')}</p>
      <div className="unmet-week">
        <label>
          {t('searches.week')}
          <select className="in" value={data.week} onChange={(event) => setWeek(event.currentTarget.value)}>
            {weeks.map((one) => (
              <option key={one} value={one}>
                {t('searches.from', { day: dates.dotted(mondayOf(one)) })}
              </option>
            ))}
          </select>
        </label>
        <span className="m">{t('searches.count', { count: data.total })}</span>
      </div>
      {data.rows.length === 0 ? (
        <p className="m">{t('searches.none')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('searches.words')}</th>
              <th scope="col">{t('searches.times')}</th>
              <th scope="col">{t('searches.freeText')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.words}>
                <td>{row.words}</td>
                <td className="n">{row.times}</td>
                <td className="n">{row.freeText || ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
