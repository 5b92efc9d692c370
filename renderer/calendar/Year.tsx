/** The year as twelve months. One day has the focus; arrows move it, Space or a click makes it the other kind. */
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarYear } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { useDates } from '../ui/dates.ts'
import { dayAfterKey, monthCells, type ShownDay, shownDay, type Wished } from './days.ts'

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

type Props = {
  calendar: CalendarYear
  wished: Wished
  at: string
  today: string
  onAt: (date: string) => void
  onToggle: (day: ShownDay) => void
}

export function Year(props: Props) {
  const { calendar, at, onAt } = props
  const box = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const next = dayAfterKey(at, event.key)
    if (!next || event.ctrlKey || event.altKey) return
    event.preventDefault()
    onAt(next)
    box.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the days inside it
    <div className="cal-year" ref={box} onKeyDown={move}>
      {MONTHS.map((month) => (
        <Month key={`${calendar.year}-${month}`} month={month} {...props} />
      ))}
    </div>
  )
}

function Month({ month, ...props }: Props & { month: number }) {
  const { t } = useTranslation('calendar')
  const { calendar } = props
  const { empty, dates } = monthCells(calendar.year, month)
  const name = t('monthNames').split(' ')[month - 1] ?? ''
  const weekdays = t('ui:weekdaysShort').split(' ')
  return (
    <section className="cal-month" aria-label={`${name} ${calendar.year}`}>
      <h3>{name}</h3>
      <div className="cal-days">
        {weekdays.map((weekday) => (
          <span key={weekday} className="cal-weekday" aria-hidden>
            {weekday.slice(0, 2)}
          </span>
        ))}
        {dates.map((date, i) => (
          <DayButton key={date} day={shownDay(calendar, date)} column={i === 0 ? empty + 1 : undefined} {...props} />
        ))}
      </div>
    </section>
  )
}

function DayButton({
  day,
  column,
  wished,
  at,
  today,
  onAt,
  onToggle,
}: Props & { day: ShownDay; column: number | undefined }) {
  const { t } = useTranslation('calendar')
  const text = useText()
  const dates = useDates()
  const { date, said } = day
  const wish = wished.get(date)
  const working = wish ?? day.working
  const looks = [
    'cal-day',
    working ? '' : day.weekend ? 'weekend' : 'off',
    working && day.weekend ? 'worked' : '',
    said && !said.confirmed ? 'unsure' : '',
    said?.change ? 'changed' : '',
    wish === undefined ? '' : 'wished',
    date === today ? 'today' : '',
    date === at ? 'at' : '',
  ]
  const words = [dates.long(date), t(working ? 'working' : 'off'), said ? text(said.name) : '']
  return (
    <button
      type="button"
      data-day={date}
      className={looks.filter(Boolean).join(' ')}
      style={column === undefined ? undefined : { gridColumnStart: column }}
      tabIndex={date === at ? 0 : -1}
      aria-pressed={!working}
      aria-label={words.filter(Boolean).join(', ')}
      title={said ? text(said.name) : undefined}
      onFocus={() => onAt(date)}
      onClick={() => onToggle(day)}
    >
      {Number(date.slice(8))}
    </button>
  )
}
