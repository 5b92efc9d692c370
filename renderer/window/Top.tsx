/** The title bar: drag it, see where you are, find anything, see who works, lock. */
import { Minus, Search, Square, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Key, Mark } from '../ui/Parts.tsx'

export function Top({ place, children }: { place?: string; children?: ReactNode }) {
  const { t } = useTranslation('window')
  return (
    <header className="top">
      <Mark />
      <span className="place">
        <b>{t('product')}</b>
        {place && <span className="m">{place}</span>}
      </span>
      {children}
      <Controls />
    </header>
  )
}

export function FindBox({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation('window')
  return (
    <button type="button" className="find" onClick={onOpen}>
      <Search aria-hidden />
      {t('find')}
      <Key>Ctrl K</Key>
    </button>
  )
}

export function PersonAndLock({ signature, onLock }: { signature: string; onLock: () => void }) {
  const { t } = useTranslation('window')
  return (
    <span className="person">
      <button type="button" className="lock" onClick={onLock} title={t('keys.lock')}>
        {signature}
        <Key>F12</Key>
      </button>
    </span>
  )
}

/** The window's own buttons; the Mac draws them itself. */
function Controls() {
  const { t } = useTranslation('window')
  if (/Mac/.test(navigator.userAgent)) return null
  const ask = (what: 'minimise' | 'maximise' | 'close') => () => void api.desk.window({ do: what })
  return (
    <span className="controls">
      <button type="button" tabIndex={-1} aria-label={t('minimise')} onClick={ask('minimise')}>
        <Minus aria-hidden />
      </button>
      <button type="button" tabIndex={-1} aria-label={t('maximise')} onClick={ask('maximise')}>
        <Square aria-hidden />
      </button>
      <button type="button" tabIndex={-1} aria-label={t('close')} onClick={ask('close')}>
        <X aria-hidden />
      </button>
    </span>
  )
}
