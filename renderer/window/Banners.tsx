/** What happened before this start, said once: papers kept out of force, a new line after a restore, drafts that survived. */
import { Info, TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from './workspace.ts'
import { useWriter } from './writer.ts'

export function Banners() {
  const { t } = useTranslation('window')
  const { workspace } = useDesk()
  const [gone, setGone] = useState<string[]>([])
  const { faults, recovery } = workspace
  const writer = useWriter()
  const close = (one: string) => setGone((before) => [...before, one])
  return (
    <>
      {writer === 'gone' && (
        <Banner look="warn" title={t('banner.writerGone')}>
          {t('banner.writerGoneSafe')}
        </Banner>
      )}
      {faults.length > 0 && !gone.includes('faults') && (
        <Banner look="bad" title={t('banner.faults', { count: faults.length })} onClose={() => close('faults')}>
          {t('banner.faultsSafe')}{' '}
          {faults
            .slice(0, 2)
            .map((fault) => `${fault.file}: ${fault.path} — ${fault.message}`)
            .join('; ')}
        </Banner>
      )}
      {recovery.newLine && !gone.includes('line') && (
        <Banner look="warn" title={t(`banner.line.${recovery.newLine}`)} onClose={() => close('line')}>
          {t('banner.lineSafe')} {recovery.drafts > 0 && t('banner.drafts', { count: recovery.drafts })}
        </Banner>
      )}
      {recovery.unprinted.length > 0 && !gone.includes('unprinted') && (
        <Banner
          look="warn"
          title={t('banner.unprinted', { count: recovery.unprinted.length })}
          onClose={() => close('unprinted')}
        >
          {t('banner.unprintedSafe', { numbers: recovery.unprinted.slice(0, 3).join(', ') })}
        </Banner>
      )}
    </>
  )
}

function Banner({
  look,
  title,
  onClose,
  children,
}: {
  look: 'warn' | 'bad'
  title: string
  /** Without it the banner goes when what it says is over. */
  onClose?: () => void
  children: ReactNode
}) {
  const { t } = useTranslation('ui')
  const Icon = look === 'bad' ? TriangleAlert : Info
  return (
    <div className={`banner ${look}`} role="status">
      <Icon aria-hidden className={look} />
      <div>
        <b className={look}>{title}</b>
        {children}
      </div>
      {onClose && (
        <button type="button" className="iconbtn" aria-label={t('dismiss')} onClick={onClose}>
          <X aria-hidden />
        </button>
      )}
    </div>
  )
}
