/** Why nothing was registered, where it happened. What is safe comes first: no number was given, the fields are kept. */
import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Form } from '../../domain/forms/schema.ts'
import { Button } from '../ui/Parts.tsx'
import type { NotStored } from './draft.ts'
import { fieldFor, useLacking } from './Missing.tsx'
import type { Refusal } from './register.ts'

/** It is tried again by itself: there is nothing to press. */
function DraftFailed({ why }: { why: NotStored }) {
  const { t } = useTranslation('intake')
  if (why.code === 'notRecorded') return <>{t(`draftStorage.${why.why}`)}</>
  return <>{why.code === 'unreachable' ? t('draftStorage.unreachable') : t(`refused.${why.code}`)}</>
}

/** What the sentence about a paper taken in by hand names. */
const factsOf = (refusal: Refusal) => ({
  by: 'by' in refusal ? refusal.by : '',
  days: 'days' in refusal ? refusal.days : 0,
})

export function Refused({
  refusal,
  draftFailed,
  form,
  onField,
  onRetry,
}: {
  refusal: Refusal | null
  draftFailed: NotStored | null
  form: Form
  onField: (key: string) => void
  onRetry: () => void
}) {
  const { t } = useTranslation('intake')
  const named = useLacking(form)
  const storage = refusal?.code === 'notRecorded' || refusal?.code === 'unreachable'
  return (
    <div className="banner bad" role="alert">
      <CircleAlert aria-hidden className="bad" />
      <div>
        <b className="bad">
          {!refusal || storage
            ? t(refusal ? 'ui:notSaved' : 'draftNotSaved')
            : t(`refused.${refusal.code}`, factsOf(refusal))}
        </b>
        {refusal?.code === 'notRecorded' && t(`storage.${refusal.why}`)}
        {refusal?.code === 'unreachable' && t('unreachable')}
        {!refusal && draftFailed && <DraftFailed why={draftFailed} />}
        {refusal?.code === 'slipImpossible' && t('slipLacks', { lacks: refusal.lacks })}
        {refusal && 'fields' in refusal && (
          <span className="links">
            {refusal.fields.map((key) => (
              <button key={key} type="button" className="link" onClick={() => onField(fieldFor(key))}>
                {named([fieldFor(key)])}
              </button>
            ))}
          </span>
        )}
      </div>
      {storage && (
        <Button keyName="Ctrl Enter" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  )
}
