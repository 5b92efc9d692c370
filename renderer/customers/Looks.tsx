/** F9: the log of looks at people: who, when, at whom, why. For leads; nobody can change it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listOf } from '../../domain/forms/catalogue.ts'
import type { LookShown } from '../../electron/contract.ts'
import { api } from '../api.ts'
import { useText } from '../i18n.ts'
import { PeriodDay } from '../reports/PeriodDay.tsx'
import { momentAt, useDates } from '../ui/dates.ts'
import { useNow } from '../ui/now.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import './customers.css'

const PAGE = 50
type Log = Extract<Awaited<ReturnType<typeof api.customers.looks>>, { ok: true }>

export function View() {
  const { t } = useTranslation('customers')
  const [by, setBy] = useState<string | null>(null)
  const [day, setDay] = useState<string | null>(null)
  const [offset, setOffset] = useState(0)
  const { day: today } = useNow(useDesk().workspace.branch.timeZone)
  const filter = { by, day, offset, limit: PAGE }
  const { data, error } = useQuery({
    queryKey: ['cases', 'looks', filter],
    queryFn: () => api.customers.looks(filter),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  if (error) return <p className="bad">{t('ui:broken', { why: error.message })}</p>
  if (!data) return null
  if (!data.ok) return <p className="bad">{t(`refused.${data.refusal.code}`)}</p>
  const { rows, total, people } = data
  return (
    <div className="looks">
      <p className="m">{t('looks.say', { count: data.retention.looksKeptDays })}</p>
      <Trouble trouble={data.retention.trouble} />
      <Forgotten retention={data.retention} />
      <div className="looks-filter">
        <label>
          {t('looks.who')}
          <select
            className="in"
            value={by ?? ''}
            onChange={(event) => {
              setBy(event.currentTarget.value || null)
              setOffset(0)
            }}
          >
            <option value="">{t('looks.everyone')}</option>
            {people.map(({ id, signature }) => (
              <option key={id} value={id}>
                {signature}
              </option>
            ))}
          </select>
        </label>
        <PeriodDay
          id="looks-day"
          label={t('looks.day')}
          day={day}
          today={today}
          onDay={(picked) => {
            setDay(picked)
            setOffset(0)
          }}
        />
        <span className="m">{t('looks.count', { count: total })}</span>
      </div>
      {rows.length === 0 ? (
        <p className="m">{t('looks.none')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {(['when', 'who', 'what', 'whom', 'reason'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`looks.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {total > PAGE && (
        <div className="choices">
          <Button
            look="small"
            obstacle={offset === 0 ? t('looks.first') : undefined}
            onClick={() => setOffset(offset - PAGE)}
          >
            {t('looks.newer')}
          </Button>
          <Button
            look="small"
            obstacle={offset + PAGE >= total ? t('looks.last') : undefined}
            onClick={() => setOffset(offset + PAGE)}
          >
            {t('looks.older')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Why nothing is deleted, and what to do about it. */
function Trouble({ trouble }: Pick<Log['retention'], 'trouble'>) {
  const { t } = useTranslation('customers')
  const dates = useDates()
  const { timeZone } = useDesk().workspace.branch
  if (!trouble) return null
  return (
    <p className="note bad" role="alert">
      <span>
        <b>{t('looks.trouble.head', { day: dates.dotted(momentAt(trouble.since, timeZone).day) })}</b>{' '}
        {t(`looks.trouble.${trouble.why}`)}
      </span>
    </p>
  )
}

/** What the daily deletion did the last time. */
function Forgotten({ retention: { last, closedKeptDays } }: Pick<Log, 'retention'>) {
  const { t } = useTranslation('customers')
  const dates = useDates()
  const { timeZone } = useDesk().workspace.branch
  if (!last) return null
  const facts = { ...last, day: dates.dotted(momentAt(last.at, timeZone).day), days: closedKeptDays }
  return (
    <p className={last.waiting > 0 ? 'warn' : 'm'}>
      {t('looks.forgotten', facts)} {last.waiting > 0 && t('looks.notYet', { count: last.waiting })}
    </p>
  )
}

function Row({ row }: { row: LookShown }) {
  const { t } = useTranslation('customers')
  const dates = useDates()
  const { timeZone } = useDesk().workspace.branch
  const reason = useReason()
  const at = momentAt(row.at, timeZone)
  const whom = [
    row.case?.number,
    row.key && t(`who.${row.key.kind}`, { end: row.key.end }),
    row.found !== null && t('looks.found', { count: row.found }),
  ]
  return (
    <tr>
      <td className="n">
        {dates.dotted(at.day)} {at.seconds}
      </td>
      <td>{row.by}</td>
      <td>{t(`looks.what.${row.what}`)}</td>
      <td>{whom.filter(Boolean).join(' · ')}</td>
      <td>{[reason(row.reason), row.words].filter(Boolean).join(': ')}</td>
    </tr>
  )
}

/** A reason of the list in the language of the screen; what the program gave has words of its own. */
function useReason(): (code: string | null) => string {
  const { t } = useTranslation('customers')
  const text = useText()
  const reasons = listOf(useDesk().workspace.catalogue, 'look_reason')
  return (code) => {
    if (code === null) return ''
    if (code === 'case' || code === 'draft') return t(`looks.because.${code}`)
    const known = reasons.find((one) => one.code === code)
    return known ? text(known.label) : code
  }
}
