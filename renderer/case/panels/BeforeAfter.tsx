/** What an answer was and what it becomes. The number of an identity document stays masked. */
import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isAnswered } from '../../../domain/forms/conditions.ts'
import type { AnswerValue, Field } from '../../../domain/forms/schema.ts'
import { showAnswer } from '../../../domain/forms/shown.ts'
import { useLanguage } from '../../i18n.ts'
import { useDesk } from '../../window/workspace.ts'
import './panel.css'

type Told = Readonly<Record<string, AnswerValue | null>>

export function BeforeAfter({ field, before, after }: { field: Field; before: Told; after: Told }) {
  const { t } = useTranslation('acts')
  const language = useLanguage()
  const { catalogue } = useDesk().workspace
  const words = (value: AnswerValue | null | undefined) =>
    value !== null && isAnswered(value) ? showAnswer(catalogue, field, value, language).text : t('nothing')
  return (
    <span className="before-after">
      <s>{words(before[field.key])}</s>
      <ArrowRight aria-label={t('becomes')} />
      <b>{words(after[field.key])}</b>
    </span>
  )
}
