/**
 * The calendar that answer dates are counted by. A shift lead looks, the manager changes: with a reason and a source, and
 * after seeing what it would move. Nothing that was promised to a customer moves from here.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarYear } from '../../electron/contract.ts'
import { api, newCommand, queryClient } from '../api.ts'
import { useNow } from '../ui/now.ts'
import { Button, Chip } from '../ui/Parts.tsx'
import { Segments } from '../ui/Segments.tsx'
import { useDesk } from '../window/workspace.ts'
import { ChangePane } from './ChangePane.tsx'
import './calendar.css'
import { DayPane } from './DayPane.tsx'
import { shownDay, toggled } from './days.ts'
import { begunElsewhere, forgetUnsaved, isBegun, keepUnsaved, type Unsaved, unsavedOf } from './unsaved.ts'
import { Year } from './Year.tsx'

export function View() {
  const { t } = useTranslation('calendar')
  const today = useNow(useDesk().workspace.branch.timeZone).day
  const [year, setYear] = useState(Number(today.slice(0, 4)))
  const { data } = useQuery({
    queryKey: ['calendars', 'year', year],
    queryFn: () => api.calendars.year({ year }),
    placeholderData: keepPreviousData,
  })
  if (!data) return null
  if (!data.ok) return <p className="m">{t('refused.roleMayNot')}</p>
  return <Sheet key={data.calendar.year} calendar={data.calendar} today={today} onYear={setYear} />
}

function Sheet({ calendar, today, onYear }: { calendar: CalendarYear; today: string; onYear: (year: number) => void }) {
  const { t } = useTranslation('calendar')
  const { year, mayEdit } = calendar
  const [at, setAt] = useState(today.startsWith(`${year}-`) ? today : `${year}-01-01`)
  const { unsaved, cameBack, change, forget } = useUnsaved(year)
  const { wished } = unsaved
  const saved = async () => {
    await queryClient.invalidateQueries({ queryKey: ['calendars'] })
    forget()
  }
  return (
    <div className="cal">
      <div className="cal-main">
        <div className="cal-head">
          <Segments
            label={t('year')}
            value={String(year)}
            options={calendar.years.map((one) => ({ value: String(one), label: String(one) }))}
            onChange={(one) => onYear(Number(one))}
          />
          <Standing calendar={calendar} />
          <span className="m">{t('workingDays', { count: calendar.workingDays })}</span>
          <Legend />
        </div>
        {mayEdit && <Begun calendar={calendar} onYear={onYear} />}
        <Year
          calendar={calendar}
          wished={wished}
          at={at}
          today={today}
          onAt={setAt}
          onToggle={(day) => {
            setAt(day.date)
            if (mayEdit) change({ wished: toggled(wished, day) })
          }}
        />
      </div>
      <aside className="cal-aside">
        <DayPane day={shownDay(calendar, at)} wish={wished.get(at)} />
        {mayEdit ? (
          <ChangePane
            key={unsaved.command}
            calendar={calendar}
            unsaved={unsaved}
            cameBack={cameBack}
            today={today}
            onChange={change}
            onForget={forget}
            onSaved={() => void saved()}
          />
        ) : (
          <p className="m">{t('managerChanges')}</p>
        )}
        <p className="note">{t('stays')}</p>
      </aside>
    </div>
  )
}

/** What this person has begun for the year, kept at once. Each change is an intention of its own, with a command of its own. */
function useUnsaved(year: number) {
  const person = useDesk().person.id
  const [unsaved, setUnsaved] = useState(() => unsavedOf(person, year, newCommand))
  const [cameBack, setCameBack] = useState(() => isBegun(unsaved))
  return {
    unsaved,
    /** It was begun before this screen was opened. */
    cameBack,
    change: (part: Partial<Omit<Unsaved, 'command'>>) => {
      const next = { ...unsaved, ...part }
      keepUnsaved(person, year, next)
      setUnsaved(next)
    },
    forget: () => {
      forgetUnsaved(person, year)
      setUnsaved(unsavedOf(person, year, newCommand))
      setCameBack(false)
    },
  }
}

/** A change of another year that waits there. */
function Begun({ calendar, onYear }: { calendar: CalendarYear; onYear: (year: number) => void }) {
  const { t } = useTranslation('calendar')
  const elsewhere = begunElsewhere(useDesk().person.id, calendar.years, calendar.year)
  return elsewhere.map((year) => (
    <p key={year} className="note warn cal-begun">
      <TriangleAlert aria-hidden />
      <span>{t('begunElsewhere', { year })}</span>
      <Button look="small" onClick={() => onYear(year)}>
        {t('toYear', { year })}
      </Button>
    </p>
  ))
}

/** Whether anybody can rely on this year. */
function Standing({ calendar }: { calendar: CalendarYear }) {
  const { t } = useTranslation('calendar')
  if (!calendar.known)
    return (
      <Chip tone="bad" icon={TriangleAlert} fill>
        {t('standing.missing')}
      </Chip>
    )
  return calendar.confirmed ? (
    <Chip tone="ok" icon={CircleCheck}>
      {t('standing.confirmed')}
    </Chip>
  ) : (
    <Chip tone="warn" icon={CircleHelp} fill>
      {t('standing.unconfirmed')}
    </Chip>
  )
}

function Legend() {
  const { t } = useTranslation('calendar')
  return (
    <ul className="cal-legend">
      {(['off', 'weekend', 'worked', 'unsure', 'changed'] as const).map((look) => (
        <li key={look}>
          <i className={`cal-day ${look}`} aria-hidden>
            8
          </i>
          {t(`legend.${look}`)}
        </li>
      ))}
    </ul>
  )
}
