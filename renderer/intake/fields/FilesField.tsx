/** Photographs and scans. Until they can be attached here the place says so, and what to do with the paper instead. */
import { useTranslation } from 'react-i18next'
import type { ControlProps } from './context.ts'

export function FilesField({ id }: ControlProps) {
  const { t } = useTranslation('intake')
  return (
    <div className="in" data-locked>
      <input id={id} readOnly aria-disabled value={t('filesLater')} />
    </div>
  )
}
