/** The day that has the focus: what it is, on what ground, and who said so. */
import { useTranslation } from 'react-i18next'
import { useText } from '../i18n.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { useDesk } from '../window/workspace.ts'
import type { ShownDay } from './days.ts'

export function DayPane({ day, wish }: { day: ShownDay; wish: boolean | undefined }) {
  const { t } = useTranslation('calendar')
  const text = useText()
  const dates = useDates()
  const { timeZone } = useDesk().workspace.branch
  const { said, working } = day
  const changedAt = said?.change && momentAt(said.change.at, timeZone)
  return (
    <section className="cal-about" aria-live="polite">
      <h2>{dates.long(day.date)}</h2>
      <p>
        <b>{t(working ? 'working' : 'off')}</b>
        {said ? ` · ${text(said.name)}` : ` · ${t(day.weekend ? 'weekend' : 'ordinary')}`}
      </p>
      {said && (
        <p className="m">
          {t('source')}: {said.basis}
        </p>
      )}
      {said && !said.confirmed && <p className="warn">{t('unsure')}</p>}
      {said?.change && changedAt && (
        <p className="m">
          {t('changedBy', { who: said.change.by, when: `${dates.dotted(changedAt.day)} ${changedAt.time}` })}
        </p>
      )}
      {wish !== undefined && <p className="cal-becomes">{t(wish ? 'becomesWorking' : 'becomesOff')}</p>}
    </section>
  )
}
