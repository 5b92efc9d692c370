/**
 * What everybody must know before the sheet itself: an outage, headquarters' word, and all else, a line each. However much
 * there is to say, it takes no more of the screen; a press opens the whole of it.
 */
import { Popover } from '@mantine/core'
import { Info, TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BulletinBanner } from '../office/Banner.tsx'
import { OutageBanner } from '../outages/Banner.tsx'
import { Button } from '../ui/Parts.tsx'
import { type Notice, useNotices } from './notices.ts'

export function Banners() {
  const [gone, setGone] = useState<string[]>([])
  const notices = useNotices().filter(({ key }) => !gone.includes(key))
  return (
    <>
      <OutageBanner />
      <BulletinBanner />
      {notices.length > 0 && <Notices notices={notices} onClose={(key) => setGone((before) => [...before, key])} />}
    </>
  )
}

/** The gravest first; it is the one whose words stand on the line. */
function Notices({ notices, onClose }: { notices: Notice[]; onClose: (key: string) => void }) {
  const { t } = useTranslation('window')
  const [open, setOpen] = useState(false)
  const sorted = [...notices].sort((a, b) => Number(b.look === 'bad') - Number(a.look === 'bad'))
  const [first] = sorted
  if (!first) return null
  const only = sorted.length === 1
  return (
    <div className={`banner line ${first.look}`} role="status">
      <Look look={first.look} />
      <p className="line-words" title={`${first.title}. ${first.text}`}>
        <b className={first.look}>{first.title}.</b> {first.text}
      </p>
      <Popover opened={open} onChange={setOpen} position="bottom-end" width={600} trapFocus returnFocus withinPortal>
        <Popover.Target>
          <Button look="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {only ? t('banner.whole') : t('banner.all', { count: sorted.length })}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <ul className="notices">
            {sorted.map((notice) => (
              <li key={notice.key}>
                <Look look={notice.look} />
                <p>
                  <b className={notice.look}>{notice.title}</b>
                  {notice.text}
                </p>
                {notice.closes && <Close onClose={() => onClose(notice.key)} />}
              </li>
            ))}
          </ul>
        </Popover.Dropdown>
      </Popover>
      {only && first.closes && <Close onClose={() => onClose(first.key)} />}
    </div>
  )
}

function Look({ look }: Pick<Notice, 'look'>) {
  const Icon = look === 'bad' ? TriangleAlert : Info
  return <Icon aria-hidden className={look} />
}

function Close({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('ui')
  return (
    <button type="button" className="iconbtn" aria-label={t('dismiss')} onClick={onClose}>
      <X aria-hidden />
    </button>
  )
}
