/**
 * What a change would do, before it is saved: which promised answers the new calendar would count to another day. The
 * promises stay; the list is for the people who then speak with the customers.
 */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { ArrowRight, Info, TriangleAlert } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { pastDays, reasonRefusal } from '../../domain/calendar/change.ts'
import { LEAST_REASON } from '../../domain/forms/procedure.ts'
import type { CalendarYear, MovedAnswer } from '../../electron/contract.ts'
import { api } from '../api.ts'
import { useText } from '../i18n.ts'
import { CaseNumber } from '../queue/columns.tsx'
import { useDates } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.ts'
import { Button, Tick } from '../ui/Parts.tsx'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'
import type { Wished } from './days.ts'
import { isBegun, type Unsaved } from './unsaved.ts'

type Props = {
  calendar: CalendarYear
  unsaved: Unsaved
  /** It was begun before, and the screen was left since. */
  cameBack: boolean
  today: string
  onChange: (part: Partial<Omit<Unsaved, 'command'>>) => void
  onForget: () => void
  onSaved: () => void
}

const daysOf = (wished: Wished) =>
  [...wished].map(([date, working]) => ({ date, working })).sort((a, b) => (a.date < b.date ? -1 : 1))

export function ChangePane({ calendar, unsaved, cameBack, today, onChange, onForget, onSaved }: Props) {
  const { t } = useTranslation('calendar')
  const dates = useDates()
  const { year } = calendar
  const { command, why, source, published } = unsaved
  const days = daysOf(unsaved.wished)
  const over = pastDays(days, today)
  const save = useMutation({
    mutationFn: () => api.calendars.change({ command, year, days, why, source, published }),
    onSuccess: (answer) => answer.ok && onSaved(),
  })
  const nothing = days.length === 0 && !published
  const lacks = nothing
    ? 'nothingChanged'
    : (reasonRefusal(why, days, today)?.code ?? (source.trim() === '' ? 'sourceMissing' : null))
  const refusal = save.data && !save.data.ok ? save.data.refusal.code : null
  useKeys([['ctrl+Enter', () => !lacks && !save.isPending && save.mutate()]])
  return (
    <section className="cal-change">
      <h2>{t('change')}</h2>
      {cameBack && isBegun(unsaved) && (
        <p className="note warn" role="status">
          <TriangleAlert aria-hidden />
          <span>{t('notSavedYet')}</span>
        </p>
      )}
      {days.length === 0 ? (
        <p className="m">{t('howTo')}</p>
      ) : (
        <ul className="cal-wishes">
          {days.map(({ date, working }) => (
            <li key={date}>
              <b className="n">{dates.short(date)}</b> {t(working ? 'toWorking' : 'toOff')}
            </li>
          ))}
        </ul>
      )}
      {days.length > 0 && <Moves year={year} days={days} />}
      {!calendar.confirmed && (
        <Tick checked={published} onChange={(published) => onChange({ published })}>
          {t('published', { year })}
        </Tick>
      )}
      <Line
        label={t('why')}
        value={why}
        onChange={(why) => onChange({ why })}
        hint={over.length > 0 ? t('whyPast', { least: LEAST_REASON }) : t('whyHint')}
      />
      <Line label={t('source')} value={source} onChange={(source) => onChange({ source })} hint={t('sourceHint')} />
      {(refusal || save.error) && (
        <p className="note bad" role="alert">
          <TriangleAlert aria-hidden />
          <span>
            {refusal ? t(`refused.${refusal}`, { least: LEAST_REASON }) : t('ui:broken', { why: String(save.error) })}
          </span>
        </p>
      )}
      <div className="cal-buttons">
        <Button
          look="go"
          keyName="Ctrl Enter"
          obstacle={lacks ? t(`refused.${lacks}`, { least: LEAST_REASON }) : undefined}
          onClick={() => save.mutate()}
        >
          {t('save')}
        </Button>
        {isBegun(unsaved) && (
          <Button look="quiet" onClick={onForget}>
            {t('forget')}
          </Button>
        )}
        {lacks && !nothing && <span className="m s">{t(`refused.${lacks}`, { least: LEAST_REASON })}</span>}
      </div>
    </section>
  )
}

function Line({
  label,
  hint,
  value,
  onChange,
}: {
  label: string
  hint: string
  value: string
  onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <div className="f">
      <label htmlFor={id}>
        <span>{label}</span>
      </label>
      <input
        id={id}
        className="in"
        maxLength={500}
        placeholder={hint}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}

function Moves({ year, days }: { year: number; days: { date: string; working: boolean }[] }) {
  const { t } = useTranslation('calendar')
  const { data } = useQuery({
    queryKey: ['calendars', 'moves', year, days],
    queryFn: () => api.calendars.moves({ year, days }),
    placeholderData: keepPreviousData,
  })
  if (!data?.ok) return null
  return (
    <>
      {data.past.days > 0 && (
        <p className="note warn" role="status">
          <TriangleAlert aria-hidden />
          <span>
            {t('pastDays', { count: data.past.days })} <b>{t('pastCases', { count: data.past.cases })}</b>
          </span>
        </p>
      )}
      <p className={`note ${data.count > 0 ? 'warn' : ''}`} role="status">
        <Info aria-hidden />
        <span>
          <b>{data.count > 0 ? t('moves', { count: data.count }) : t('movesNone')}</b> {data.count > 0 && t('promises')}
        </span>
      </p>
      {data.count > 0 && (
        <ul className="cal-moves">
          {data.first.map((one) => (
            <Move key={one.case} move={one} />
          ))}
          {data.count > data.first.length && (
            <li className="m">{t('movesMore', { count: data.count - data.first.length })}</li>
          )}
        </ul>
      )}
    </>
  )
}

function Move({ move }: { move: MovedAnswer }) {
  const text = useText()
  const dates = useDates()
  const [, go] = useLocation()
  const { catalogue, branch } = useDesk().workspace
  return (
    <li>
      <button type="button" className="cal-move" onClick={() => go(`/case/${move.case}`)}>
        <CaseNumber number={move.number} branch={branch.code} />
        <span className="n">
          {dates.dotted(move.promised)} <ArrowRight aria-hidden /> <b>{dates.dotted(move.counted)}</b>
        </span>
        <span className="m">{text(shortTitle(catalogue, move))}</span>
      </button>
    </li>
  )
}
