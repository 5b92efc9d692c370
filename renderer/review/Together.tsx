/**
 * Several are accepted together by who has looked at each of their papers: the same three checks as of one alone, said
 * once for all, before anything counts.
 */
import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useChecks } from './checks.ts'
import { Ticks } from './Ticks.tsx'

type Props = { count: number; onClose: () => void; onAccept: () => void }

export function Together({ count, onClose, onAccept }: Props) {
  const { t } = useTranslation('review')
  const checks = useChecks()
  const { first, tick } = checks
  const obstacle = first ? t('checkFirst', { what: t(`check.${first}`) }) : undefined
  const send = () => {
    if (obstacle === undefined) onAccept()
  }
  useKeys(
    [
      ['Space', () => first && tick(first)],
      ['ctrl+Enter', send],
    ],
    { inDialog: true },
  )
  return (
    <Modal opened onClose={onClose} title={t('together.title', { count })} size={560} withCloseButton={false}>
      <p>{t('together.looked', { count })}</p>
      <Ticks {...checks} />
      <p className="m">{t('together.noScan')}</p>
      {obstacle && <p className="note">{obstacle}</p>}
      <div className="choices">
        <Button look="go" keyName="Ctrl Enter" onClick={send} obstacle={obstacle}>
          {t('acceptTicked', { count })}
        </Button>
        <Button look="quiet" keyName="Esc" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Modal>
  )
}
