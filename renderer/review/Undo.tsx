/** The decision that does not count yet, and the key that takes it back. */
import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { type Decided, takeBack, usePending } from './deciding.ts'

/** `onBack`: of several that were decided on together, for who chose them. */
export function Undo({ onBack }: { onBack?: (back: Decided[]) => void }) {
  const { t } = useTranslation('review')
  const [, go] = useLocation()
  const pending = usePending()
  const back = () => {
    const taken = takeBack()
    const [one] = taken
    if (taken.length === 1 && one) go(`/review/${one.case}`)
    else onBack?.(taken)
  }
  useKeys([['KeyZ', back]], { enabled: pending !== null })
  if (!pending) return null
  const [first] = pending.decided
  return (
    <p className="banner undo" role="status">
      {t(`decided.${pending.what}`, { number: first?.number, count: pending.decided.length })}
      <Button look="small" icon={Undo2} keyName="Z" onClick={back}>
        {t('undo')}
      </Button>
    </p>
  )
}
