/** What was typed, in the order of the paper; the fields of the warning that is read are lit. */
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formFields } from '../../domain/forms/catalogue.ts'
import { isAnswered } from '../../domain/forms/conditions.ts'
import type { Form } from '../../domain/forms/schema.ts'
import { showAnswer } from '../../domain/forms/shown.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { useLanguage, useText } from '../i18n.ts'
import { useDesk } from '../window/workspace.ts'

type Props = { registered: CaseDetail['registered']; form: Form | undefined; lit: string[] }

export function Typed({ registered: { answers, kept }, form, lit }: Props) {
  const { t } = useTranslation('case')
  const text = useText()
  const language = useLanguage()
  const { catalogue } = useDesk().workspace
  const list = useRef<HTMLDListElement>(null)
  const first = lit[0]
  useEffect(() => {
    if (first) list.current?.querySelector(`[data-field="${first}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [first])
  if (!form) return <p className="m">{t('formGone')}</p>
  const told = formFields(catalogue, form)
    .flatMap(({ fields }) => fields)
    .filter(({ key }) => isAnswered(answers[key]) || lit.includes(key))
  return (
    <dl className="review-typed" ref={list}>
      {told.map((field) => (
        <div key={field.key} data-field={field.key} className={lit.includes(field.key) ? 'lit' : ''}>
          <dt>{text(field.short ?? field.label)}</dt>
          <dd>
            {isAnswered(answers[field.key]) ? showAnswer(catalogue, field, answers[field.key], language).text : '—'}
            {kept.includes(field.key) && <small className="warn"> · {t('soInDocument')}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
