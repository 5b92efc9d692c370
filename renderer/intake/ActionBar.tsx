/** Park, print, register. One filled button: what a press will do. */
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Parts.tsx'
import { PrintMenu } from './PrintMenu.tsx'
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
      <span
        className={`s print-state ${bad ? 'warn' : 'm'}`}
        aria-live="polite"
        title={state === 'idle' ? undefined : t(`printState.${state}`)}
      >
        {state !== 'idle' && t(`printState.${state}`)}
      </span>
      <span className="right">
        <Button look="go" keyName="Ctrl Enter" onClick={onRegister} obstacle={busy ? t('registering') : undefined}>
          {t(busy ? 'registering' : 'register')}
        </Button>
      </span>
    </div>
  )
}
