/** What to say already now, with the answer date as it would be, and what never to do. The number comes with the slip. */
import { Trans, useTranslation } from 'react-i18next'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import { useText } from '../i18n.ts'
import { useDates } from '../ui/dates.ts'
import { useSettled } from '../ui/settled.ts'
import { useAnswerBy } from './ProcedurePane.tsx'

export function TellCustomer({ draft, form, answers }: { draft: string; form: Form; answers: Answers }) {
  const { t } = useTranslation('intake')
  const text = useText()
  const dates = useDates()
  const { data: due } = useAnswerBy(form, useSettled(answers, 400), { draft })
  return (
    <>
      {due?.ok && (
        <>
          <h2>{t('tell')}</h2>
          <p>
            <Trans
              t={t}
              i18nKey="sayAnswerBy"
              values={{ date: dates.dayOfMonth(due.answer.by) }}
              components={{ b: <b /> }}
            />
          </p>
        </>
      )}
      <h2>{t('mistakes')}</h2>
      <p>{text(form.procedure.mistakes)}</p>
    </>
  )
}
