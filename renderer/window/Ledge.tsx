/**
 * The ledge: how the exchange with headquarters stands, in one of four looks, and what else the desk depends on; pressed, it
 * tells more. Being offline is normal: no dialog, no red. Dark only where a person must act.
 */
import { useQuery } from '@tanstack/react-query'
import { HardDrive, Plug, Printer, Unplug } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api, queries } from '../api.ts'
import { apartIn, standLooks } from '../computers/stands.ts'
import { useDates } from '../ui/dates.ts'
import { useNow } from '../ui/now.ts'
import { exchangeWords, useTimeWords } from './exchangeWords.ts'
import { useExchange } from './useExchange.ts'
import { useDesk } from './workspace.ts'

export function Ledge({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation('window')
  const { workspace } = useDesk()
  const [, go] = useLocation()
  const dates = useDates()
  const { timeZone } = workspace.branch
  const now = useNow(timeZone)
  const time = useTimeWords(timeZone, now.day)
  const exchange = useExchange()
  const { data: printers } = useQuery(queries.printers)
  const said = exchange && exchangeWords(exchange, t, time)
  const Icon = said?.icon
  const ready = printers?.some((printer) => printer.ready)
  return (
    <footer className={`ledge ${said?.look ?? ''}`}>
      {said && Icon && (
        <button type="button" className="state" aria-haspopup="dialog" title={t('ledge.open')} onClick={onOpen}>
          <Icon aria-hidden />
          <span role="status">{said.state}</span>
        </button>
      )}
      {said?.more && (
        <span className="n more" title={said.more}>
          {said.more}
        </span>
      )}
      {said?.look === 'stuck' && (
        <button type="button" onClick={() => go('/overview/office')}>
          {t('ledge.openStuck')}
        </button>
      )}
      <Apart time={time} />
      {exchange && exchange.cable !== null && <Cable plugged={exchange.cable} />}
      {printers && (
        <span className="right">
          <Printer aria-hidden />
          {t(ready ? 'ledge.printerReady' : 'ledge.noPrinter')}
        </span>
      )}
      {workspace.lastBackupAt && (
        <span className={`n ${printers ? '' : 'right'}`}>
          <HardDrive aria-hidden />
          {t('ledge.backup', { time: time(workspace.lastBackupAt) })}
        </span>
      )}
      <span className={`n ${printers || workspace.lastBackupAt ? '' : 'right'}`}>
        {dates.short(now.day)} {now.time}
      </span>
    </footer>
  )
}

/** Said only where this computer should see the others and does not: what they record now is missing on every screen here. */
function Apart({ time }: { time: (at: string) => string }) {
  const { t } = useTranslation('computers')
  const { data: hub } = useQuery(queries.hub)
  const [, lookAgain] = useState(0)
  const ms = hub ? apartIn(hub, Date.now()) : null
  useEffect(() => {
    if (!ms) return
    const timer = setTimeout(() => lookAgain((times) => times + 1), ms)
    return () => clearTimeout(timer)
  }, [ms])
  if (!hub || ms !== 0) return null
  const { icon: Icon } = standLooks[hub.state]
  return (
    <span className="n" role="status" title={t(`means.${hub.state}`)}>
      <Icon aria-hidden />
      {t('ledge.apart', { time: time(hub.since) })}
    </span>
  )
}

/**
 * Demo only: pulls the pretend network cable, so that everyone can see what an outage looks like. Each press turns it over where it
 * is, whatever has been told here so far.
 */
function Cable({ plugged }: { plugged: boolean }) {
  const { t } = useTranslation('window')
  const Icon = plugged ? Plug : Unplug
  return (
    <button
      type="button"
      className="plug"
      aria-pressed={plugged}
      title={t('ledge.cableHint')}
      onClick={() => api.desk.cable({})}
    >
      <Icon aria-hidden />
      {t(plugged ? 'ledge.cableIn' : 'ledge.cableOut')}
    </button>
  )
}
