/** One procedure in full. Its first line answers the only question that counts: yes, we take this here, and on what ground. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Check, CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { startingAnswers } from '../../domain/forms/answers.ts'
import { stepsFor } from '../../domain/forms/procedure.ts'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import { groundFor } from '../../domain/forms/terms.ts'
import { api } from '../api.ts'
import { useText } from '../i18n.ts'
import { useDates } from '../ui/dates.ts'
import { OldBasis } from '../ui/OldBasis.tsx'
import { useDesk } from '../window/workspace.ts'
import { ProcedureFacts } from './ProcedureFacts.tsx'

/**
 * Until when the answer must come, were this registered now; or `at` (UTC), when it was taken in by hand. `draft`: the one
 * that is open; it keeps the calendar it was opened with.
 */
export function useAnswerBy(
  { code, version }: Form,
  answers: Answers,
  { at, draft }: { at?: string | undefined; draft?: string } = {},
) {
  return useQuery({
    queryKey: ['answerBy', code, version, answers, at, draft],
    queryFn: () => api.drafts.answerBy({ type: code, formVersion: version, answers, at, draft }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

/** Some forms say the whole of it themselves. */
const endsSentence = (said: string): boolean => said.endsWith('.')

export function ProcedurePane({ form }: { form: Form }) {
  const { t } = useTranslation('intake')
  const text = useText()
  const dates = useDates()
  const { catalogue, branch } = useDesk().workspace
  const { accept, who, check, paper, mistakes } = form.procedure
  const start = startingAnswers(catalogue, form)
  const ground = groundFor(form, start, branch.country)
  const { data: due } = useAnswerBy(form, start)
  return (
    <section className="procedure" aria-label={text(form.short)}>
      <div className="say">
        <Check aria-hidden />
        <div>
          {text(accept.say)}
          {form.offline && !endsSentence(text(accept.say)) && t('offlineToo')}
          <small title={`${text(ground.text)} ${ground.source}`}>
            {t('basis', { kind: t(`ui:basis.${ground.kind}`), date: dates.dotted(ground.checkedOn) })}
          </small>
          <OldBasis basis={ground} />
        </div>
      </div>
      <dl>
        <dt>{t('who')}</dt>
        <dd>{text(who)}</dd>
        <dt>{t('check')}</dt>
        <dd>{text(check)}</dd>
        {due?.ok && (
          <>
            <dt>{t('answerIn')}</dt>
            <dd>
              <b>{t(`ui:term.${due.answer.unit}`, { count: due.answer.amount })}</b>{' '}
              {t('untilDay', {
                date: `${dates.weekdayShort(due.answer.by)} ${dates.dayOfMonth(due.answer.by)} ${due.answer.by.slice(0, 4)}`,
              })}{' '}
              <span className="m">
                · {t(`ui:basisFull.${due.answer.basis.kind}`)}
                {due.answer.unconfirmed && ` · ${t('unconfirmed')}`}
              </span>
              <OldBasis basis={due.answer.basis} />
            </dd>
          </>
        )}
        <dt>{t('paperWord')}</dt>
        <dd>{text(paper)}</dd>
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard */}
      <section className="procedure-body" aria-label={t('procedure')} tabIndex={0}>
        <ol className="steps">
          {stepsFor(form, start).map((step, i) => (
            <li key={step.key}>
              <i>{i + 1}</i>
              <span>{text(step.text)}</span>
            </li>
          ))}
        </ol>
        <ProcedureFacts form={form} answers={start} />
      </section>
      <p className="mistakes">
        <CircleAlert aria-hidden className="warn" />
        {text(mistakes)}
      </p>
    </section>
  )
}
