/** Left of the tiles: where we are, what time it is, and whether the desk can work. */
import { useQuery } from '@tanstack/react-query'
import { Clock, CloudCheck, CloudOff, FileText, HardDrive, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { queries } from '../api.ts'
import { useText } from '../i18n.ts'
import { useDates } from '../ui/dates.ts'
import { useNow } from '../ui/now.ts'
import { exchangeWords, useTimeWords } from '../window/exchangeWords.ts'
import type { Workspace } from '../window/workspace.ts'

export function Where({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('signin')
  const text = useText()
  const dates = useDates()
  const now = useNow(workspace.branch.timeZone)
  return (
    <section className="where">
      <p className="m">{text(workspace.branch.name)}</p>
      <p className="letter">{t('window:windowLetter', { letter: workspace.window })}</p>
      <p className="address m">{text(workspace.branch.address)}</p>
      <p className="clock n">{now.time}</p>
      <p className="m">{dates.long(now.day)}</p>
      <p className="check">
        <Clock aria-hidden />
        <span>{t('clockRight')}</span>
      </p>
      <Facts workspace={workspace} today={now.day} />
    </section>
  )
}

function Facts({ workspace, today }: { workspace: Workspace; today: string }) {
  const { t } = useTranslation('signin')
  const time = useTimeWords(workspace.branch.timeZone, today)
  const { data: exchange } = useQuery(queries.exchange)
  const { data: printers } = useQuery(queries.printers)
  const { data: shift } = useQuery(queries.lockedShift)
  const ready = printers?.some((printer) => printer.ready)
  const connected = exchange && (exchange.state === 'online' || exchange.state === 'sending')
  return (
    <ul className="facts">
      {exchange && (
        <li>
          {connected ? <CloudCheck aria-hidden className="ok" /> : <CloudOff aria-hidden className="warn" />}
          {exchange.lastContactAt ? t('exchange', { time: time(exchange.lastContactAt) }) : t('noExchangeYet')}
          {exchange.waiting === 0 && exchange.lastContactAt ? `, ${t('allSent')}` : ''}
        </li>
      )}
      {printers && (
        <li>
          <Printer aria-hidden className={ready ? 'ok' : 'warn'} />
          {t(ready ? 'printerReady' : 'noPrinter')}
        </li>
      )}
      {workspace.lastBackupAt && (
        <li>
          <HardDrive aria-hidden className="ok" />
          {t('backup', { time: time(workspace.lastBackupAt) })}
        </li>
      )}
      {shift && shift.figures.drafts > 0 && (
        <li>
          <FileText aria-hidden className="ok" />
          {t('drafts', { count: shift.figures.drafts })}
        </li>
      )}
    </ul>
  )
}

/** The ledge before sign-in: the exchange alone, and which program and forms are in force. */
export function ShortLedge({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('window')
  const now = useNow(workspace.branch.timeZone)
  const time = useTimeWords(workspace.branch.timeZone, now.day)
  const dates = useDates()
  const { data: exchange } = useQuery(queries.exchange)
  const said = exchange && exchangeWords(exchange, t, time)
  const Icon = said?.icon
  const newest = workspace.catalogue.forms
    .map((form) => form.since)
    .sort()
    .at(-1)
  return (
    <footer className={`ledge ${said?.look ?? ''}`}>
      {said && Icon && (
        <span className="state" role="status">
          <Icon aria-hidden />
          {said.state}
        </span>
      )}
      <span className="right n">
        {t('version', { version: workspace.version, forms: newest ? dates.dotted(newest) : '' })}
      </span>
    </footer>
  )
}
