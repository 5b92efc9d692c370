/** Cases per hour today, beside what is usual for this weekday. A column opens its cases; without a past nothing is usual. */
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../electron/contract.ts'
import { useList } from '../reports/useList.ts'
import { useDates } from '../ui/dates.ts'
import { useNow } from '../ui/now.ts'
import { useDesk } from '../window/workspace.ts'
import { axisOf, topOf } from './axis.ts'

type Hour = Overview['hours'][number]
type Props = { hours: readonly Hour[]; today: string; total: number; usualDays: number }

export function Hours({ hours, today, total, usualDays }: Props) {
  const { t } = useTranslation('reports')
  const dates = useDates()
  const list = useList()
  const { time } = useNow(useDesk().workspace.branch.timeZone)
  const most = topOf(hours)
  return (
    <section className="hours" aria-label={t('hours')}>
      <h2>
        {t('hours')}
        <span className="s m hours-key">
          <i className="hours-today" aria-hidden /> {t('hoursToday', { count: total })}
        </span>
        {usualDays > 0 && (
          <span className="s m hours-key">
            <i className="hours-usual" aria-hidden />{' '}
            {t('hoursUsual', { count: usualDays, weekday: dates.weekday(today) })}
          </span>
        )}
      </h2>
      {hours.length === 0 && <p className="m s">{t('hoursNone')}</p>}
      <div className="hours-chart">
        {axisOf(hours).map(({ hour, counted }) =>
          counted ? (
            <Column
              key={hour}
              counted={counted}
              most={most}
              later={hour > time.slice(0, 2)}
              onOpen={() => list({ from: today, to: today, parts: [{ by: 'hour', value: hour }] })}
            />
          ) : (
            <div key={hour} aria-hidden>
              <span className="hours-space" />
              <span className="n">{hour}</span>
            </div>
          ),
        )}
      </div>
    </section>
  )
}

type ColumnProps = { counted: Hour; most: number /** Its hour is still to come. */; later: boolean; onOpen: () => void }

function Column({ counted: { hour, today, usual }, most, later, onOpen }: ColumnProps) {
  const { t } = useTranslation('reports')
  const high = (count: number) => `${(count / most) * 100}%`
  const rounded = (count: number) => String(Math.round(count * 10) / 10)
  const words = [
    t('hourBar', { hour: `${hour}:00–${hour}:59`, count: today }),
    usual === null ? '' : t('hourUsual', { usual: rounded(usual) }),
  ]
  return (
    <button type="button" aria-label={words.filter(Boolean).join(', ')} onClick={onOpen}>
      <span className="hours-space" aria-hidden>
        <span className="hours-bar" style={{ height: high(today) }}>
          {today > 0 && <b className="n">{today}</b>}
        </span>
        {usual !== null && usual > 0 && <i className={later ? 'later' : ''} style={{ bottom: high(usual) }} />}
      </span>
      <span className="n" aria-hidden>
        {hour}
      </span>
    </button>
  )
}
