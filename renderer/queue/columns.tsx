/** The columns of the queue. Widths are set on the longest Kazakh word; only names may end in an ellipsis. */
import { type ColumnDef, tableFeatures } from '@tanstack/react-table'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseRow, QueueQuery } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { Chip } from '../ui/Parts.tsx'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'
import { StateChip } from './StateChip.tsx'
import { deliveryIcons, gravest, markLooks } from './states.ts'

/** Sorting, filtering and paging belong to the database: the table needs no feature of its own. */
export const features = tableFeatures({})
export type QueueColumn = ColumnDef<typeof features, CaseRow>

/** Width in pixels; 0 takes what is left. `large`: in large letters; null where there is no room, the case itself says it. */
export type ColumnMeta = { width: number; large: number | null; sort: QueueQuery['sort'] | null; number?: boolean }

export const layout: Record<string, ColumnMeta> = {
  number: { width: 178, large: 250, sort: 'number' },
  registeredAt: { width: 76, large: null, sort: 'registeredAt' },
  type: { width: 226, large: 300, sort: 'type' },
  applicant: { width: 0, large: 0, sort: 'applicant' },
  state: { width: 170, large: 236, sort: 'state' },
  answerBy: { width: 92, large: 126, sort: 'answerBy' },
  daysLeft: { width: 88, large: 128, sort: 'answerBy' },
  delivery: { width: 142, large: null, sort: null },
  registeredBy: { width: 126, large: null, sort: null },
}

export function useColumns(): QueueColumn[] {
  const { t } = useTranslation('queue')
  const text = useText()
  const dates = useDates()
  const { workspace, person } = useDesk()
  const { catalogue, branch } = workspace
  const { soonBoldDays } = workspace.rules
  return useMemo(() => {
    const today = momentAt(Date.now(), branch.timeZone).day
    const column = (id: keyof CaseRow, cell: (row: CaseRow) => React.ReactNode): QueueColumn => ({
      id,
      header: t(`column.${id}`),
      cell: ({ row }) => cell(row.original),
    })
    return [
      column('number', (row) => <CaseNumber number={row.number} branch={branch.code} />),
      column('registeredAt', (row) => {
        const at = momentAt(row.registeredAt, branch.timeZone)
        return <span className="n m">{at.day === today ? at.time : dates.dotted(at.day).slice(0, 5)}</span>
      }),
      column('type', (row) => (
        <span className="type-cell">
          <MarkOf row={row} />
          {row.marks.includes('outage') && <OutageMark />}
          <span>{text(shortTitle(catalogue, row))}</span>
        </span>
      )),
      column('applicant', (row) => row.applicant),
      column('state', (row) => <StateChip row={row} withLacks />),
      column('answerBy', (row) => (
        <span className={`n ${row.daysLeft !== null && row.daysLeft <= soonBoldDays ? 'soon' : ''}`}>
          {dates.cell(row.answerBy, today)}
        </span>
      )),
      column('daysLeft', (row) => row.daysLeft !== null && <DaysLeft days={row.daysLeft} soon={soonBoldDays} />),
      column('delivery', (row) => <Delivery delivery={row.delivery} />),
      column('registeredBy', (row) => (
        <span className={row.registeredBy === person.signature ? '' : 'm'}>{row.registeredBy}</span>
      )),
    ]
  }, [t, text, dates, catalogue, branch, person, soonBoldDays])
}

/** The own branch's prefix is the same in every row and stays in the background. */
export function CaseNumber({ number, branch }: { number: string; branch: string }) {
  const own = `${branch}-`
  return number.startsWith(own) ? (
    <span className="case-number">
      <span className="m">{own}</span>
      <b>{number.slice(own.length)}</b>
    </span>
  ) : (
    <b className="case-number">{number}</b>
  )
}

/** What the row is about besides its type; that it is incomplete stands with its state. */
function MarkOf({ row: { marks, escalated } }: { row: Pick<CaseRow, 'marks' | 'escalated'> }) {
  const { t } = useTranslation('ui')
  // What time alone has lifted stands as high as what people passed up.
  const mark = gravest(escalated === null ? marks : [...marks, 'escalated'])
  if (!mark || mark === 'conflict' || mark === 'incomplete') return null
  const { icon, tone } = markLooks[mark]
  return (
    <Chip tone={tone} icon={icon}>
      {mark === 'escalated' ? t('level', { level: escalated }) : t(`mark.${mark}`)}:
    </Chip>
  )
}

/** Beside what the row is about, not in its place: in an outage most rows have it. */
function OutageMark() {
  const { t } = useTranslation('ui')
  const { icon: Icon } = markLooks.outage
  return (
    <span className="warn mark-icon" title={t('mark.outage')}>
      <Icon aria-label={t('mark.outage')} />
    </span>
  )
}

function DaysLeft({ days, soon }: { days: number; soon: number }) {
  const { t } = useTranslation('queue')
  if (days < 0) return <span className="bad">{t('overdue', { count: -days })}</span>
  if (days === 0) return <span className="warn">{t('today')}</span>
  return <span className={days <= soon ? 'warn' : 'm'}>{t('days', { count: days })}</span>
}

function Delivery({ delivery }: { delivery: CaseRow['delivery'] }) {
  const { t } = useTranslation('queue')
  const Icon = deliveryIcons[delivery]
  return (
    <span className={`chip ${delivery === 'refused' ? 'bad' : 'm'}`}>
      {Icon && <Icon aria-hidden />}
      {t(`delivery.${delivery}`)}
    </span>
  )
}
