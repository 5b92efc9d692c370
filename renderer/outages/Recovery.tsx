/** Who asked to be told that it works again. A tick is a record under one's own name and cannot be taken back. */
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { Flame } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { readIdentifier } from '../../domain/identifiers/identifier.ts'
import type { OutageView, RecoveryRow } from '../../electron/contract.ts'
import { api, newCommand } from '../api.ts'
import { Chip, Tick } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { useMoments } from './useMoments.ts'

export function Recovery({ outage }: { outage: OutageView }) {
  const { t } = useTranslation('outages')
  const { data } = useQuery({
    queryKey: ['outages', 'recovery', outage.number],
    queryFn: () => api.outages.recovery({ number: outage.number }),
  })
  if (!data?.ok) return null
  return (
    <div className="outage-cases outage-recovery">
      <h2>
        {t('recovery')}
        <span className="hint n">{t('toTell', { count: data.rows.filter(({ told }) => !told).length })}</span>
      </h2>
      <p className="m s">{t(data.rows.length === 0 ? 'noRecovery' : 'recoveryHint')}</p>
      <ul>
        {data.rows.map((row) => (
          <Row key={row.case} row={row} outage={outage.number} />
        ))}
      </ul>
    </div>
  )
}

function Row({ row, outage }: { row: RecoveryRow; outage: string }) {
  const { t } = useTranslation('outages')
  const { show } = useMoments()
  const { country } = useDesk().workspace.branch
  const tick = async () => {
    const told = await api.outages
      .told({ command: newCommand(), case: row.case, outage })
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
    if (!told.ok) notifications.show({ color: 'red', message: t(`refused.${told.refusal.code}`) })
  }
  return (
    <li className="outage-told">
      <Tick checked={row.told !== null} disabled={row.told !== null} onChange={() => void tick()}>
        <span className="outage-what">
          {row.urgent && (
            <Chip tone="bad" icon={Flame}>
              {t('ui:mark.urgent')}:
            </Chip>
          )}{' '}
          {row.applicant}
        </span>
      </Tick>
      <span className="m">{row.number}</span>
      <b className="n">{row.phone ? readIdentifier('phone', row.phone, { country }).shown : t('noPhone')}</b>
      <span className="s m">{row.told && t('toldBy', { time: show(row.told.at), by: row.told.by })}</span>
    </li>
  )
}
