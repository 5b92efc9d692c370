/** While a screen is read: nothing at first, then a word, and after some seconds what it waits for and what to press. */
import { useTranslation } from 'react-i18next'
import { useLate } from './late.ts'

/** A flash of words is worse than a moment of calm. */
const WORD_MS = 300
const LONG_MS = 10_000

export function Opening() {
  const { t } = useTranslation('ui')
  const late = useLate(WORD_MS)
  const long = useLate(LONG_MS)
  return (
    <div className="waiting" role="status">
      {long ? <p>{t('openingLong')}</p> : late && t('opening')}
    </div>
  )
}
