/** What happened before this start, said once: papers kept out of force, a new line after a restore, drafts that survived. */
import { Info, TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OutageBanner } from '../outages/Banner.tsx'
import { useDesk } from './workspace.ts'
import { useWriter } from './writer.ts'

export function Banners() {
  const { t } = useTranslation('window')
  const { workspace, person } = useDesk()
  const [gone, setGone] = useState<string[]>([])
  const { branch, faults, recovery, warnings } = workspace
  // Who can see to the calendar hears of it; a wrong clock is everybody's.
  const heard = warnings.filter(({ code }) => code === 'oldTimeZones' || person.role !== 'clerk')
  const writer = useWriter()
  const close = (one: string) => setGone((before) => [...before, one])
  return (
    <>
      <OutageBanner />
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
      {heard.length > 0 && !gone.includes('warnings') && (
        <Banner look="warn" title={t('banner.warnings')} onClose={() => close('warnings')}>
          {heard.map((one) => t(`banner.${one.code}`, one)).join(' ')}
        </Banner>
      )}
      {person.role === 'manager' && branch.outsideBodies.length === 0 && !gone.includes('outside') && (
        <Banner look="warn" title={t('banner.noOutsideBody')} onClose={() => close('outside')}>
          {t('banner.noOutsideBodyWhy')}
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
