/** What lies in the tray, the earliest first, with how each stands; below, the folder that is watched. */
import { useQuery } from '@tanstack/react-query'
import {
  CircleCheck,
  CircleHelp,
  FileWarning,
  FolderOpen,
  FolderX,
  type LucideIcon,
  ScanLine,
  Waypoints,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrayItem } from '../../electron/contract.ts'
import { api, queryClient } from '../api.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { Button, Chip, type Tone } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { fileQueries } from './files.ts'
import { Incoming, useTroubleWords } from './Incoming.tsx'

const looks: Record<TrayItem['state'], { icon: LucideIcon; tone: Tone }> = {
  reading: { icon: ScanLine, tone: 'm' },
  undecided: { icon: CircleHelp, tone: 'warn' },
  proposed: { icon: Waypoints, tone: 'info' },
  filed: { icon: CircleCheck, tone: 'ok' },
  unusable: { icon: FileWarning, tone: 'bad' },
}

type Props = {
  items: TrayItem[]
  chosen: string | null
  onChoose: (at: number) => void
  onScan: () => void
  /** What has just become of a paper that is no longer in the list. */
  children?: ReactNode
}

export function TrayList({ items, chosen, onChoose, onScan, children }: Props) {
  const { t } = useTranslation('attachments')
  return (
    <section className="tray-list" aria-label={t('trayTitle')}>
      <Incoming owner="tray" />
      <ul className="tray-items">
        {items.map((item, i) => (
          <li key={item.id}>
            <button
              type="button"
              className={item.id === chosen ? 'lit' : ''}
              aria-pressed={item.id === chosen}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(i)}
            >
              <Row item={item} />
            </button>
          </li>
        ))}
      </ul>
      {children}
      <div className="tray-sources">
        <Button look="small" icon={ScanLine} keyName="Ctrl I" onClick={onScan}>
          {t('scanner')}
        </Button>
        <Watched />
      </div>
    </section>
  )
}

function Row({ item }: { item: TrayItem }) {
  const { t } = useTranslation('attachments')
  const dates = useDates()
  const { timeZone } = useDesk().workspace.branch
  const at = momentAt(item.arrivedAt, timeZone)
  const { icon, tone } = looks[item.state]
  const whose = item.for && ('case' in item.for ? item.for.number : item.for.label)
  return (
    <>
      <span className="tray-name" title={item.name}>
        {item.name}
      </span>
      <span className="s m n">
        {dates.dotted(at.day).slice(0, 5)} {at.time}
        {item.sheet !== null && ` · ${t('sheetOf', { sheet: item.sheet })}`}
      </span>
      <Chip tone={tone} icon={icon}>
        {t(`trayState.${item.state}`)}
        {whose && ` · ${whose}`}
      </Chip>
    </>
  )
}

/** The folder into which a copier or a network scanner puts its files. */
function Watched() {
  const { t } = useTranslation('attachments')
  const words = useTroubleWords()
  const { data } = useQuery(fileQueries.watched)
  const [refused, setRefused] = useState<string | null>(null)
  const done = async (call: Promise<{ ok: true } | { ok: false; refusal: { code: string } }>) => {
    const answer = await call.catch(() => ({ ok: false as const, refusal: { code: 'unreachable' } }))
    setRefused(answer.ok || answer.refusal.code === 'cancelled' ? null : words(answer.refusal))
    await queryClient.invalidateQueries({ queryKey: ['tray'] })
  }
  if (!data) return null
  const Icon = data.state === 'gone' ? FolderX : FolderOpen
  return (
    <div className="watched">
      <p className={`s ${data.state === 'gone' ? 'warn' : 'm'}`}>
        <Icon aria-hidden />
        <span>
          {t(`watched.${data.state}`)}
          {data.folder && <b title={data.folder}>{data.folder}</b>}
        </span>
      </p>
      {refused && (
        <p className="s bad" role="alert">
          {refused}
        </p>
      )}
      <Button look="small" onClick={() => void done(api.watched.choose({}))}>
        {t(data.folder ? 'watched.other' : 'watched.choose')}
      </Button>
      {data.folder && (
        <Button look="small" onClick={() => void done(api.watched.stop({}))}>
          {t('watched.stop')}
        </Button>
      )}
    </div>
  )
}
