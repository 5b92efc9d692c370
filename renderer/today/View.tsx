/** What must move today, by reason, the gravest first; each line opens its case. Read again whenever a case has changed. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { CaseRow, Today } from '../../electron/contract.ts'
import { queries } from '../api.ts'
import { useText } from '../i18n.ts'
import { CaseNumber } from '../queue/columns.tsx'
import { StateChip } from '../queue/StateChip.tsx'
import { useDates } from '../ui/dates.ts'
import { useNow } from '../ui/now.ts'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'
import './today.css'
import { takeWanted } from './wanted.ts'

export function View() {
  const { t } = useTranslation('rising')
  const { data, error } = useQuery(queries.today)
  if (error) return <p className="bad">{t('ui:broken', { why: error.message })}</p>
  if (!data) return null
  if (data.total === 0)
    return (
      <div className="today">
        <h2>{t('today.none')}</h2>
        <p className="m">{t('today.noneMore')}</p>
      </div>
    )
  return (
    <div className="today">
      <h2>
        {t('today.title')} <span className="hint n">{t('today.count', { count: data.total })}</span>
      </h2>
      {data.parts.map((part) => (
        <Part key={part.why} part={part} />
      ))}
    </div>
  )
}

function Part({ part: { why, count, rows } }: { part: Today['parts'][number] }) {
  const { t } = useTranslation('rising')
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    if (takeWanted(why)) place.current?.scrollIntoView({ block: 'start' })
  }, [why])
  return (
    <section ref={place} aria-label={t(`today.why.${why}`)}>
      <h3>
        {t(`today.why.${why}`)} <b className="n">{count}</b>
      </h3>
      <ul>
        {rows.map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </ul>
      {count > rows.length && <p className="m s">{t('today.more')}</p>}
    </section>
  )
}

function Line({ row }: { row: CaseRow }) {
  const { t } = useTranslation('rising')
  const text = useText()
  const dates = useDates()
  const [, go] = useLocation()
  const { catalogue, branch } = useDesk().workspace
  const { day } = useNow(branch.timeZone)
  const { escalated } = row
  const daysLeft = row.daysLeft ?? 0
  return (
    <li>
      <button type="button" onClick={() => go(`/case/${row.id}`)}>
        <CaseNumber number={row.number} branch={branch.code} />
        <span className="today-what">
          {text(shortTitle(catalogue, row))} · {row.applicant}
        </span>
        <StateChip row={row} />
        <span className={`n ${daysLeft < 0 ? 'bad' : 'm'}`}>
          {dates.cell(row.answerBy, day)}
          {daysLeft < 0 && ` · ${t('queue:overdue', { count: -daysLeft })}`}
        </span>
        <span className="m">{escalated && t('today.level', { level: escalated })}</span>
      </button>
    </li>
  )
}
