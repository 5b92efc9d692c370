/** Park, print, register. One filled button: what a press will do. */
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Parts.tsx'
import type { PrintState } from './printing.ts'

export function ActionBar({
  onPark,
  onPrint,
  printState,
  onRegister,
  busy,
  paperShown,
  onPaper,
}: {
  onPark: () => void
  onPrint: () => void
  printState: PrintState
  onRegister: () => void
  busy: boolean
  paperShown: boolean
  onPaper: () => void
}) {
  const { t } = useTranslation('intake')
  const bad = printState === 'noPrinter' || printState === 'failed' || printState === 'unknownDraft'
  return (
    <div className="act">
      <Button look="quiet" keyName="Esc" onClick={onPark}>
        {t('park')}
      </Button>
      <Button look="quiet" keyName="Ctrl P" onClick={onPrint}>
        {t('print')}
      </Button>
      {!paperShown && (
        <Button look="quiet" keyName="F8" onClick={onPaper}>
          {t('paperPane')}
        </Button>
      )}
      <span className={`s print-state ${bad ? 'warn' : 'm'}`} aria-live="polite">
        {printState !== 'idle' && t(`printState.${printState}`)}
      </span>
      <span className="right">
        <Button look="go" keyName="Ctrl Enter" onClick={onRegister} obstacle={busy ? t('registering') : undefined}>
          {t(busy ? 'registering' : 'register')}
        </Button>
      </span>
    </div>
  )
}
