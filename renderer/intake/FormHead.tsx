/** What is being filled in, under which label it is kept, and until when the answer would have to come. */
import { Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import { titleFor } from '../../domain/forms/terms.ts'
import type { Draft } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { HeadMarks } from '../outages/HeadMarks.tsx'
import { useDates } from '../ui/dates.ts'
import { Chip } from '../ui/Parts.tsx'
import { useSettled } from '../ui/settled.ts'
import type { OpenDraft } from './draft.ts'
import { useAnswerBy } from './ProcedurePane.tsx'

export function FormHead({
  draft,
  form,
  answers,
  open,
}: {
  draft: Draft
  form: Form
  answers: Answers
  open: OpenDraft
}) {
  const { t } = useTranslation('intake')
  const text = useText()
  const dates = useDates()
  const { title, short } = titleFor(form, answers)
  const { data: due } = useAnswerBy(form, useSettled(answers, 400), { at: open.handTaken?.at, draft: draft.id })
  return (
    <div className="head">
      <h1 title={text(title)}>{text(short)}</h1>
      <Chip tone="m" icon={Pencil}>
        {t('draft', { label: draft.label })}
      </Chip>
      <HeadMarks form={form} open={open} />
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
