/**
 * Papers that belong to nobody yet: from the watched folder, a pile on the scanner, files dropped here. On the left what
 * came, in the middle the paper, on the right where it goes. A code only proposes: it joins a registered case when a
 * person says so, with one key.
 */
import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Holder, TrayItem } from '../../electron/contract.ts'
import { api, queryClient } from '../api.ts'
import { useKeys } from '../ui/keys.ts'
import { useLate } from '../ui/late.ts'
import { Button } from '../ui/Parts.tsx'
import './attachments.css'
import './tray.css'
import { Dismiss } from './Dismiss.tsx'
import { fileQueries } from './files.ts'
import { Goes, useTrayWords } from './Goes.tsx'
import { useTroubleWords } from './Incoming.tsx'
import { useIncoming } from './incoming.ts'
import { Laid, type LaidWhere } from './Laid.tsx'
import { Over } from './Over.tsx'
import { pileToConfirm } from './pile.ts'
import { Scanner } from './Scanner.tsx'
import { TrayList } from './TrayList.tsx'
import { sendIn } from './uploads.ts'
import { Viewer } from './Viewer.tsx'

const none: TrayItem[] = []
type Answer = { ok: true } | { ok: false; refusal: { code: string } }

export function View() {
  const { t } = useTranslation('attachments')
  const words = useTroubleWords()
  const { data } = useQuery(fileQueries.tray)
  const late = useLate(300)
  const items = data ?? none
  const [at, setAt] = useState(0)
  const [asking, setAsking] = useState<'dismiss' | 'scanner' | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const item = items[Math.min(at, items.length - 1)]
  const over = useIncoming((files) => sendIn(files.map((file) => ({ file, to: { tray: true as const }, paper: null }))))
  const [laid, setLaid] = useState<LaidWhere | null>(null)
  const done = async (call: Promise<Answer>, where: LaidWhere | null = null) => {
    const answer = await call.catch(() => ({ ok: false as const, refusal: { code: 'unreachable' } }))
    setRefused(answer.ok ? null : words(answer.refusal))
    if (answer.ok) setLaid(where)
    await queryClient.invalidateQueries({ queryKey: ['tray'] })
    await queryClient.invalidateQueries({ queryKey: ['attachments'] })
  }
  const confirm = (ids: string[], where: LaidWhere | null) => {
    if (ids.length === 0) return
    const call = api.tray.confirm({ items: ids }).then((answer) => {
      const [first] = answer.ok ? answer.refused : []
      return first ? { ok: false as const, refusal: { code: first.code } } : answer
    })
    void done(call, where)
  }
  const confirmOne = () => {
    if (!item) return
    const proposed = item.for && 'case' in item.for ? { name: item.name, to: item.for, number: item.for.number } : null
    confirm([item.id], proposed)
  }
  const assign = (to: Holder, number: string) => {
    if (item) void done(api.tray.assign({ item: item.id, to, paper: null }), { name: item.name, to, number })
  }
  const pile = pileToConfirm(items, item)
  const confirmPile = () => confirm(pile, { count: pile.length })
  useKeys([
    ['ctrl+KeyI', () => setAsking('scanner')],
    ['ctrl+Enter', confirmPile],
    ['Delete', () => item && setAsking('dismiss')],
  ])
  return (
    <div className={item ? 'tray' : 'tray bare'}>
      <TrayList items={items} chosen={item?.id ?? null} onChoose={setAt} onScan={() => setAsking('scanner')}>
        {laid && <Laid where={laid} />}
      </TrayList>
      <section className="tray-paper" aria-label={t('trayPaper')}>
        {item ? (
          <Paper item={item} />
        ) : (
          <p className="viewer-instead m">{data ? t('trayEmpty') : late && t('ui:opening')}</p>
        )}
      </section>
      {item && (
        <section className="tray-goes" aria-label={t('goesTo')}>
          <Goes
            key={item.id}
            item={item}
            onConfirm={confirmOne}
            onAssign={assign}
            onMove={(by) => setAt(Math.max(0, Math.min(items.length - 1, at + by)))}
          />
          {refused && (
            <p className="bad" role="alert">
              {refused}
            </p>
          )}
          <div className="tray-more">
            {pile.length > 0 && (
              <Button keyName="Ctrl Enter" onClick={confirmPile}>
                {t('confirmAll', { count: pile.length })}
              </Button>
            )}
            <Button look="quiet" icon={Trash2} keyName="Del" onClick={() => setAsking('dismiss')}>
              {t('dismiss')}
            </Button>
          </div>
        </section>
      )}
      {over && <Over words={t('dropTray')} />}
      {asking === 'scanner' && (
        <Scanner to={{ tray: true }} paper={null} onStart={() => undefined} onClose={() => setAsking(null)} />
      )}
      {asking === 'dismiss' && item && (
        <Dismiss
          item={item}
          onClose={() => setAsking(null)}
          onDismiss={(reason) => done(api.tray.dismiss({ item: item.id, reason }))}
        />
      )}
    </div>
  )
}

const unreadable = ['torn', 'locked', 'tooManyPixels', 'tooManyPages', 'tooLong', 'tooMuchMemory', 'ended'] as const

function Paper({ item }: { item: TrayItem }) {
  const words = useTrayWords()
  const { sha256, kind, why, name, pages, state } = item
  if (sha256 === null || kind === null) return <p className="viewer-instead m">{words(item, 'notRecorded')}</p>
  const cannot = unreadable.find((one) => one === why) ?? null
  const looks = state === 'reading' ? 'reading' : cannot ? 'unreadable' : 'ready'
  return <Viewer key={item.id} file={{ sha256, name, kind, pages, state: looks, why: cannot }} fit="page" />
}
