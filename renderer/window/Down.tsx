/** The process that writes could not be started or does not answer. Says what is safe and what to press; promises nothing. */
import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { Top } from './Top.tsx'

export function Down({ error, retry }: { error: Error; retry: () => void }) {
  const { t } = useTranslation('window')
  useKeys([['Enter', retry]])
  return (
    <div className="win bare">
      <Top />
      <main className="down">
        <div className="box" role="alert">
          <h1 className="bad">
            <CircleAlert aria-hidden /> {t('down.title')}
          </h1>
          <p>{t('down.safe')}</p>
          <p className="m">{t('down.next')}</p>
          <p className="s quiet">{error.message}</p>
          <div>
            <Button look="go" keyName="Enter" onClick={retry}>
              {t('down.retry')}
            </Button>
          </div>
        </div>
      </main>
    </div>
  )
}
