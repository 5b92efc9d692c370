/** What headquarters will need before the case can go on, each a way to its field; and that it may be registered now. */
import { CircleAlert, Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { fieldsOf } from '../../domain/forms/catalogue.ts'
import type { Minimum } from '../../domain/forms/check.ts'
import type { Form } from '../../domain/forms/schema.ts'
import { useText } from '../i18n.ts'
import { inSentence } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'

const NAMED = 4

/** What a field or a paper is called in a sentence. */
export function useNames(form: Form): (key: string) => string {
  const text = useText()
  const { catalogue } = useDesk().workspace
  return (key) => {
    const field = fieldsOf(catalogue, form).find((one) => one.key === key)
    if (field) return text(field.short ?? field.label)
    const paper = [...form.papers.required, ...form.papers.optional].find((one) => one.key === key)
    return paper ? text(paper.title) : key
  }
}

const fieldOf: Record<Minimum, string> = { name: 'last_name', way_to_answer: 'phone' }
const isMinimum = (key: string): key is Minimum => Object.hasOwn(fieldOf, key)

/** The field to go to for a key that a refusal names: a field's own, or the place where the minimum is typed. */
export const fieldFor = (key: string): string => (isMinimum(key) ? fieldOf[key] : key)

export function Missing({
  form,
  missing,
  minimum,
  errors,
  onField,
}: {
  form: Form
  missing: string[]
  minimum: Minimum[]
  errors: number
  onField: (key: string) => void
}) {
  const { t } = useTranslation('intake')
  const nameOf = useNames(form)
  const links = (keys: string[], words: (key: string) => string) =>
    keys.map((key, i) => (
      <span key={key}>
        {i > 0 && ', '}
        <button type="button" className="link" onClick={() => onField(key)}>
          {words(key)}
        </button>
      </span>
    ))
  if (errors > 0)
    return (
      <p className="why" aria-live="polite">
        <CircleAlert aria-hidden className="bad" />
        <span>{t('errors', { count: errors })}</span>
      </p>
    )
  if (minimum.length > 0)
    return (
      <p className="why" aria-live="polite">
        <Info aria-hidden />
        <span>
          {t('minimum')}{' '}
          {minimum.map((one, i) => (
            <span key={one}>
              {i > 0 && ', '}
              <button type="button" className="link" onClick={() => onField(fieldOf[one])}>
                {t(`minimumOf.${one}`)}
              </button>
            </span>
          ))}
          .<br />
          {t('minimumSafe')}
        </span>
      </p>
    )
  return (
    <p className="why" aria-live="polite">
      <Info aria-hidden />
      {missing.length === 0 ? (
        <span>{t('nothingMissing')}</span>
      ) : (
        <span>
          {t('missing')} {links(missing.slice(0, NAMED), (key) => inSentence(nameOf(key)))}
          {missing.length > NAMED && ` ${t('andMore', { count: missing.length - NAMED })}`}.<br />
          {t('mayRegister')}
        </span>
      )}
    </p>
  )
}
