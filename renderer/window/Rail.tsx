/** The rail: one place a screen, each with its key; the number is how many cases wait for the network. */
import { useQuery } from '@tanstack/react-query'
import { Building2, Clock, Inbox, LifeBuoy, List, type LucideIcon, ScanEye } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { type Action, may } from '../../domain/people/permissions.ts'
import { queries } from '../api.ts'
import { fileQueries } from '../attachments/files.ts'
import { reviewQueries } from '../review/queries.ts'
import { useDesk } from './workspace.ts'

type Place = {
  path: string
  word: string
  keyName: string
  icon: LucideIcon
  here: (path: string) => boolean
  /** Who may not do it has no such place. */
  may?: Action
}

const places: Place[] = [
  {
    path: '/',
    word: 'rail.intake',
    keyName: 'F2',
    icon: Inbox,
    here: (path) => !/^\/(queue|case|person|review|shift|overview)/.test(path),
  },
  {
    path: '/queue',
    word: 'rail.queue',
    keyName: 'F3',
    icon: List,
    here: (path) => /^\/(queue|case|person)/.test(path),
  },
  {
    path: '/review',
    word: 'rail.review',
    keyName: 'F4',
    icon: ScanEye,
    here: (path) => path.startsWith('/review'),
    may: 'acceptCase',
  },
  { path: '/shift', word: 'rail.shift', keyName: 'F7', icon: Clock, here: (path) => path.startsWith('/shift') },
  {
    path: '/overview',
    word: 'rail.overview',
    keyName: 'F9',
    icon: Building2,
    here: (path) => path.startsWith('/overview'),
  },
]

/** The rail is narrow; the whole number is in the title and on the screen itself. */
const short = (count: number) => (count > 999 ? '999+' : count)

export function Rail({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation('window')
  const [path, go] = useLocation()
  const { data: exchange } = useQuery(queries.exchange)
  const { data: tray } = useQuery(fileQueries.tray)
  const { person } = useDesk()
  const reviews = may(person, 'acceptCase')
  const { data: waiting } = useQuery({ ...reviewQueries.waiting, enabled: reviews })
  const papers = tray?.filter((item) => item.state !== 'reading').length ?? 0
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      {places
        .filter((place) => place.may === undefined || may(person, place.may))
        .map(({ path: to, word, keyName, icon: Icon, here }) => (
          <button
            key={to}
            type="button"
            className={here(path) ? 'on' : ''}
            aria-current={here(path) ? 'page' : undefined}
            onClick={() => go(to)}
          >
            <Icon aria-hidden />
            {t(word)}
            <small>{keyName}</small>
            {to === '/overview' && papers > 0 && (
              <u title={t('attachments:trayWaiting', { count: papers })}>{short(papers)}</u>
            )}
            {to === '/review' && waiting && waiting.total > 0 && (
              <u title={t('review:waiting', { count: waiting.total })}>{short(waiting.total)}</u>
            )}
            {to === '/queue' && exchange && exchange.waiting > 0 && (
              <u title={t('ledge.waiting', { count: exchange.waiting })}>{short(exchange.waiting)}</u>
            )}
          </button>
        ))}
      <button type="button" className="end" onClick={onHelp}>
        <LifeBuoy aria-hidden />
        {t('rail.help')}
        <small>F1</small>
      </button>
    </nav>
  )
}
