/** What is being filled in, under which label it is kept, and until when the answer would have to come. */
import { Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import type { Draft } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { useDates } from '../ui/dates.ts'
import { Chip } from '../ui/Parts.tsx'
import { useSettled } from '../ui/settled.ts'
import { useAnswerBy } from './ProcedurePane.tsx'

export function FormHead({ draft, form, answers }: { draft: Draft; form: Form; answers: Answers }) {
  const { t } = useTranslation('intake')
  const text = useText()
  const dates = useDates()
  const { data: due } = useAnswerBy(form, useSettled(answers, 400))
  return (
    <div className="head">
      <h1 title={text(form.title)}>{text(form.short)}</h1>
      <Chip tone="m" icon={Pencil}>
        {t('draft', { label: draft.label })}
      </Chip>
      <span className="right">
        {due?.ok && (
          <span className="hint" title={text(due.answer.basis.text)}>
            {t('answerBy')} <b className="n ink">{dates.short(due.answer.by)}</b> ·{' '}
            {t(`ui:term.${due.answer.unit}`, { count: due.answer.amount })}, {t(`ui:basis.${due.answer.basis.kind}`)}
            {due.answer.unconfirmed && ` · ${t('unconfirmed')}`}
          </span>
        )}
      </span>
    </div>
  )
}
