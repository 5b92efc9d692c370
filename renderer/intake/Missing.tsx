/** What headquarters will need before the case can go on, each a way to its field; and that it may be registered now. */
import { CircleAlert, Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Minimum } from '../../domain/forms/check.ts'
import { lackingIn, sayLacking } from '../../domain/forms/lacking.ts'
import type { Form } from '../../domain/forms/schema.ts'
import { inSentence } from '../../domain/forms/sentence.ts'
import { useLanguage, useText } from '../i18n.ts'
import { useDesk } from '../window/workspace.ts'
import type { Wrong } from './wrong.ts'

const NAMED = 4

/** What fields and papers are called in a list of what is missing or wrong: with the section they stand in. */
export function useLacking(form: Form): (keys: readonly string[]) => string[] {
  const language = useLanguage()
  const { catalogue } = useDesk().workspace
  return (keys) => lackingIn(catalogue, form, keys).map((group) => sayLacking(group, language))
}

const fieldOf: Record<Minimum, string> = { name: 'last_name', way_to_answer: 'phone' }
const isMinimum = (key: string): key is Minimum => Object.hasOwn(fieldOf, key)

/** The field to go to for a key that a refusal names: a field's own, or the place where the minimum is typed. */
export const fieldFor = (key: string): string => (isMinimum(key) ? fieldOf[key] : key)

const sayWrong = { all: 'errors', some: 'errorsSome', none: 'errorsFix' } as const satisfies Record<
  Wrong['keep'],
  string
>

export function Missing({
  form,
  missing,
  minimum,
  wrong,
  onField,
}: {
  form: Form
  missing: string[]
  minimum: Minimum[]
  wrong: Wrong
  onField: (key: string) => void
}) {
  const { t } = useTranslation('intake')
  const text = useText()
  const { catalogue } = useDesk().workspace
  const links = (keys: string[]) =>
    lackingIn(catalogue, form, keys).map(({ of, items }, g) => (
      <span key={items[0]?.key}>
        {g > 0 && '; '}
        {of && `${text(of)}: `}
        {items.map(({ key, name }, i) => (
          <span key={key}>
            {i > 0 && ', '}
            <button type="button" className="link" onClick={() => onField(key)}>
              {inSentence(text(name))}
            </button>
          </span>
        ))}
      </span>
    ))
  if (wrong.fields > 0)
    return (
      <p className="why" aria-live="polite">
        <CircleAlert aria-hidden className="bad" />
        <span>{t(sayWrong[wrong.keep], { count: wrong.fields })}</span>
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
          {t('missing')} {links(missing.slice(0, NAMED))}
          {missing.length > NAMED && ` ${t('andMore', { count: missing.length - NAMED })}`}.<br />
          {t('mayRegister')}
        </span>
      )}
    </p>
  )
}
