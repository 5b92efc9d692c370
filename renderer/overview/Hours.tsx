/** Cases per hour today, beside what is usual for this weekday. A column opens its cases; without a past nothing is usual. */
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../electron/contract.ts'
import { useList } from '../reports/useList.ts'
import { useDates } from '../ui/dates.ts'
import { useNow } from '../ui/now.ts'
import { useDesk } from '../window/workspace.ts'

type Hour = Overview['hours'][number]
type Props = { hours: readonly Hour[]; today: string; total: number; usualDays: number }

export function Hours({ hours, today, total, usualDays }: Props) {
  const { t } = useTranslation('reports')
  const dates = useDates()
  const list = useList()
  const { time } = useNow(useDesk().workspace.branch.timeZone)
  const most = Math.max(1, ...hours.map(({ today: now, usual }) => Math.max(now, usual ?? 0)))
  const high = (count: number) => `${(count / most) * 100}%`
  const rounded = (usual: number) => String(Math.round(usual * 10) / 10)
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
        {hours.map(({ hour, today: count, usual }) => (
          <button
            key={hour}
            type="button"
            aria-label={[
              t('hourBar', { hour: `${hour}:00–${hour}:59`, count }),
              usual === null ? '' : t('hourUsual', { usual: rounded(usual) }),
            ]
              .filter(Boolean)
              .join(', ')}
            onClick={() => list({ from: today, to: today, parts: [{ by: 'hour', value: hour }] })}
          >
            <span className="hours-space" aria-hidden>
              <span className="hours-bar" style={{ height: high(count) }}>
                {count > 0 && <b className="n">{count}</b>}
              </span>
              {usual !== null && usual > 0 && (
                <i className={hour > time.slice(0, 2) ? 'later' : ''} style={{ bottom: high(usual) }} />
              )}
            </span>
            <span className="n" aria-hidden>
              {hour}
            </span>
          </button>
        ))}
      </div>
    </section>
  )
}
