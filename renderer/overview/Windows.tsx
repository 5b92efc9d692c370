/** The windows of the branch as the database here knows them; a figure opens its cases. */
import { Lock, type LucideIcon, MonitorCheck, MonitorX, UserRoundCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Slice } from '../../domain/reports/slice.ts'
import type { WindowRow } from '../../electron/contract.ts'
import { useList } from '../reports/useList.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import type { Tone } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'

export function Windows({ windows, today }: { windows: readonly WindowRow[]; today: string }) {
  const { t } = useTranslation('reports')
  const connected = windows.some(({ contact }) => contact !== null)
  return (
    <section className="windows" aria-label={t('windows')}>
      <h2>
        {t('windows')} <span className="m s">{t(connected ? 'overNetwork' : 'thisDatabase')}</span>
      </h2>
      <table>
        <thead>
          <tr>
            {(['window', 'clerk', 'now', 'lastCase', 'today', 'unsent'] as const).map((one) => (
              <th key={one} scope="col" className={one === 'today' || one === 'unsent' ? 'sum' : ''}>
                {t(`column.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {windows.map((row) => (
            <Row key={row.window} row={row} today={today} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ row, today }: { row: WindowRow; today: string }) {
  const at = useAt(today)
  const of: Slice['parts'] = [{ by: 'window', value: row.window }]
  return (
    <tr>
      <th scope="row">{row.window}</th>
      <td>{row.clerk ?? '—'}</td>
      <td>
        <Now row={row} at={at} />
      </td>
      <td className="n m">{row.lastAt ? at(row.lastAt) : '—'}</td>
      <td className="sum">
        <Figure count={row.today} slice={{ from: today, to: today, parts: of }} />
      </td>
      <td className="sum">
        <Figure
          count={row.unsent}
          slice={{ from: null, to: null, parts: [...of, { by: 'exchange', value: 'waiting' }] }}
        />
      </td>
    </tr>
  )
}

function Figure({ count, slice }: { count: number; slice: Slice }) {
  const list = useList()
  if (count === 0) return <span className="n m">0</span>
  return (
    <button type="button" className="link n" onClick={() => list(slice)}>
      {count}
    </button>
  )
}

/** What is known of it, the most telling first. */
function Now({ row: { here, contact, shift }, at }: { row: WindowRow; at: (moment: string) => string }) {
  const { t } = useTranslation('reports')
  const closed = shift?.what === 'closed'
  const [Icon, tone, words]: [LucideIcon, Tone, string] = here
    ? [UserRoundCheck, 'ok', t('state.here')]
    : contact && !contact.here
      ? [MonitorX, 'warn', t('state.lost', { at: at(contact.at) })]
      : closed
        ? [Lock, 'm', t('state.closed', { at: at(shift.at) })]
        : contact
          ? [MonitorCheck, 'ok', t('state.contact')]
          : shift
            ? [MonitorCheck, 'm', t('state.opened', { at: at(shift.at) })]
            : [MonitorX, 'm', t('state.unknown')]
  return (
    <span className={`window-now ${tone}`}>
      <Icon aria-hidden /> {words}
    </span>
  )
}

/** The time today, with its day before. */
function useAt(today: string): (moment: string) => string {
  const dates = useDates()
  const { timeZone } = useDesk().workspace.branch
  return (moment) => {
    const { day, time } = momentAt(moment, timeZone)
    return day === today ? time : `${dates.cell(day, today)} ${time}`
  }
}
