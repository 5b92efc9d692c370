/**
 * The month's outages: how many, how long, how many cases. The sum is the sum of the cards; what of it passed at
 * the same time stands beside it.
 */
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, Printer, Table } from 'lucide-react'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useLanguage } from '../i18n.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
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
              <Fragment key={row.number}>
                <tr title={row.number}>
                  <td className="outage-what">{row.what}</td>
                  <td className="n m">{show(row.since)}</td>
                  <td className="n">{lasted(row.minutes)}</td>
                  <td className="n">{t('cases', { count: row.cases })}</td>
                </tr>
                {row.shared > 0 && (
                  <tr className="outage-shared">
                    <td colSpan={4} className="s m">
                      {t('monthShared', { lasted: lasted(row.shared) })}
                    </td>
                  </tr>
                )}
              </Fragment>
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
      {report && report.outages > 0 && (
        <p className="outage-union">
          {t('monthAtLeastOne')}: <b className="n">{lasted(report.atLeastOne)}</b>
          {report.shared > 0 && <span className="m"> · {t('monthSharedSum', { lasted: lasted(report.shared) })}</span>}
        </p>
      )}
      <p className="s m">{t('monthRule')}</p>
      {report && report.outages > 0 && <Keep month={month} />}
    </div>
  )
}

/** The same figures on paper, and as a table for a spreadsheet. */
function Keep({ month }: { month: string }) {
  const { t } = useTranslation('outages')
  const language = useLanguage()
  const say = (ok: boolean, message: string) => notifications.show({ color: ok ? 'petrol' : 'orange', message })
  const print = () =>
    void api.printing
      .outageMonth({ month, language })
      .catch(() => ({ ok: false as const, refusal: { code: 'failed' as const } }))
      .then((outcome) => say(outcome.ok, outcome.ok ? t('printed') : t(`printRefused.${outcome.refusal.code}`)))
  const save = () =>
    void api.desk
      .saveOutages({ month, language })
      .catch((error: unknown) => ({ ok: false as const, refusal: { code: 'failed' as const, why: String(error) } }))
      .then((saved) => {
        if (saved.ok) say(true, t('monthSaved', { file: saved.file }))
        else if (saved.refusal.code === 'failed') say(false, t('monthNotSaved', { why: saved.refusal.why ?? '' }))
      })
  useKeys([
    ['alt+KeyM', print],
    ['alt+KeyX', save],
  ])
  return (
    <div className="outage-buttons">
      <Button look="small" icon={Printer} keyName="Alt M" onClick={print}>
        {t('monthPrint')}
      </Button>
      <Button look="small" icon={Table} keyName="Alt X" onClick={save}>
        {t('monthSave')}
      </Button>
    </div>
  )
}
