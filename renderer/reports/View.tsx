/** F9, counts: a period, narrowed to a paper or a reason, by everything that is counted. Each figure opens its list. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Period, periodOf } from '../../domain/reports/period.ts'
import { openOf, type Shown, type Slice } from '../../domain/reports/slice.ts'
import type { CountsView } from '../../electron/contract.ts'
import { api } from '../api.ts'
import { momentAt } from '../ui/dates.ts'
import { useNow } from '../ui/now.ts'
import { useDesk } from '../window/workspace.ts'
import { Chart } from './Chart.tsx'
import { Keep } from './Keep.tsx'
import './reports.css'
import { Narrow } from './Narrow.tsx'
import { useList } from './useList.ts'

/** What was looked at last, for who comes back from a list. */
let last: { period: Period | null; slice: Slice } | null = null

export function View() {
  const { t } = useTranslation('reports')
  const { workspace } = useDesk()
  const { timeZone } = workspace.branch
  const { day: today } = useNow(timeZone)
  const [wish, setWish] = useState(
    () => last ?? { period: 'month' as const, slice: { ...periodOf('month', today), parts: [] } },
  )
  const slice = wish.period ? { ...wish.slice, ...periodOf(wish.period, today) } : wish.slice
  const { data, error } = useQuery({
    queryKey: ['counts', slice],
    queryFn: () => api.reports.counts({ slice }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const become = (next: typeof wish) => {
    last = next
    setWish(next)
  }
  if (error) return <p className="bad">{t('ui:broken', { why: error.message })}</p>
  if (!data) return null
  if (!data.ok) return <p className="bad">{t(`refused.${data.refusal.code}`)}</p>
  const { counts } = data
  return (
    <div className="reports">
      <Narrow period={wish.period} slice={slice} counts={counts} today={today} onWish={become} />
      <Figures counts={counts} />
      <p className="s m">
        {t('rule')} {t('reasonsRule')} {t('read', { time: momentAt(counts.readAt, timeZone).seconds })}
      </p>
    </div>
  )
}

function Figures({ counts }: { counts: CountsView }) {
  const { t } = useTranslation('reports')
  const list = useList()
  const { slice, total, open } = counts
  return (
    <>
      <div className="reports-total">
        <h2>
          <button type="button" className="link" onClick={() => list(slice)}>
            {t('total', { count: total })}
          </button>
        </h2>
        <Keep slice={slice} />
      </div>
      {total === 0 && <p className="m">{t('none')}</p>}
      <div className="charts">
        {(['type', 'reason', ...steps(counts), 'hour', 'stage', 'urgent', 'window', 'clerk'] as const).map((by) => (
          <Chart key={by} counts={counts} by={by} />
        ))}
      </div>
      <h2>
        <button type="button" className="link" onClick={() => list(openOf(slice))}>
          {t('open', { count: open })}
        </button>
      </h2>
      <div className="charts">
        {(['due', 'age', 'level'] as const).map((by) => (
          <Chart key={by} counts={counts} by={by} />
        ))}
      </div>
    </>
  )
}

/** More columns of time than these are no chart. */
const MOST = 14

/** Time in the smallest steps that still make a chart, and by month where there are several. */
function steps({ bars }: CountsView): Shown[] {
  const count = (by: Shown) => bars.find((group) => group.by === by)?.bars.length ?? 0
  const small = (['day', 'week'] as const).find((by) => count(by) <= MOST)
  return [...(small ? [small] : []), ...(count('month') > 1 || !small ? (['month'] as const) : [])]
}
