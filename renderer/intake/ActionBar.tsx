/** Park, print, register. One filled button: what a press will do. */
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Parts.tsx'
import { PrintMenu } from './PrintMenu.tsx'
import './print.css'
import type { PrintApplication } from './printing.ts'

export function ActionBar({
  onPark,
  print,
  onRegister,
  busy,
  paperShown,
  onPaper,
}: {
  onPark: () => void
  print: PrintApplication
  onRegister: () => void
  busy: boolean
  paperShown: boolean
  onPaper: () => void
}) {
  const { t } = useTranslation('intake')
  const { state } = print
  const bad = state !== 'idle' && state !== 'printing' && state !== 'printed'
  return (
    <>
      {bad && (
        <p className="print-trouble warn" role="alert">
          {t(`printState.${state}`)}
        </p>
      )}
      <div className="act">
        <Button look="quiet" keyName="Esc" onClick={onPark}>
          {t('park')}
        </Button>
        <Button look="quiet" keyName="Ctrl P" onClick={() => void print.run()}>
          {t('print')}
        </Button>
        <PrintMenu print={print} />
        {!paperShown && (
          <Button look="quiet" keyName="F8" onClick={onPaper}>
            {t('paperPane')}
          </Button>
        )}
        <span className="s m print-state" aria-live="polite">
          {state !== 'idle' && !bad && t(`printState.${state}`)}
        </span>
        <span className="right">
          <Button look="go" keyName="Ctrl Enter" onClick={onRegister} obstacle={busy ? t('registering') : undefined}>
            {t(busy ? 'registering' : 'register')}
          </Button>
        </span>
      </div>
    </>
  )
}
