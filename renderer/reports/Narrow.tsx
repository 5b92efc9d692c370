/** Which cases are counted: a period by one press or by two days, and of them those of a paper or a reason. */
import { useTranslation } from 'react-i18next'
import { formOf } from '../../domain/forms/catalogue.ts'
import { type Period, periods } from '../../domain/reports/period.ts'
import { narrowed, type Slice } from '../../domain/reports/slice.ts'
import type { CountsView } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { Segments } from '../ui/Segments.tsx'
import { useDesk } from '../window/workspace.ts'
import { PeriodDay } from './PeriodDay.tsx'
import { useKeyWords } from './words.ts'

type Wish = { period: Period | null; slice: Slice }

export function Narrow({
  period,
  slice,
  counts,
  today,
  onWish,
}: Wish & { counts: CountsView; today: string; onWish: (wish: Wish) => void }) {
  const { t } = useTranslation('reports')
  const text = useText()
  const keyWords = useKeyWords()
  const { catalogue } = useDesk().workspace
  const chosen = (by: 'type' | 'reason') => slice.parts.find((part) => part.by === by)?.value ?? ''
  const type = chosen('type')
  const reason = chosen('reason')
  const reasons = counts.bars.find(({ by }) => by === 'reason')?.bars.map(({ key }) => key) ?? []
  const offered = reason === '' || reasons.includes(reason) ? reasons : [reason, ...reasons]
  const days = (next: Partial<Slice>) => onWish({ period: null, slice: { ...slice, ...next } })
  const only = (by: 'type' | 'reason', value: string) =>
    onWish({ period, slice: narrowed(by === 'type' ? narrowed(slice, 'reason', null) : slice, by, value || null) })
  return (
    <div className="reports-narrow">
      <Segments
        label={t('period')}
        value={period}
        options={periods.map((value) => ({ value, label: t(`periods.${value}`) }))}
        onChange={(value) => onWish({ period: value as Period, slice })}
      />
      <PeriodDay id="reports-from" label={t('from')} day={slice.from} today={today} onDay={(from) => days({ from })} />
      <PeriodDay id="reports-to" label={t('to')} day={slice.to} today={today} onDay={(to) => days({ to })} />
      <select
        className="in"
        aria-label={t('by.type')}
        value={type}
        onChange={(event) => only('type', event.currentTarget.value)}
      >
        <option value="">{t('anyType')}</option>
        {type !== '' && !formOf(catalogue, type) && <option value={type}>{type}</option>}
        {catalogue.forms.map((form) => (
          <option key={form.code} value={form.code}>
            {text(form.short)}
          </option>
        ))}
      </select>
      <select
        className="in"
        aria-label={t('by.reason')}
        value={reason}
        onChange={(event) => only('reason', event.currentTarget.value)}
      >
        <option value="">{t('anyReason')}</option>
        {offered.map((key) => (
          <option key={key} value={key}>
            {keyWords('reason', key, type === '')}
          </option>
        ))}
      </select>
    </div>
  )
}
