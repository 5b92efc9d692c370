/** What a procedure needs beside its steps: papers, time to file, who reviews, how it may end, and when it goes up. */
import { useTranslation } from 'react-i18next'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import { inSentence } from '../../domain/forms/sentence.ts'
import { filingTermFor } from '../../domain/forms/terms.ts'
import { withBody } from '../../domain/people/branch.ts'
import { useText } from '../i18n.ts'
import { useDesk } from '../window/workspace.ts'

export function ProcedureFacts({ form, answers }: { form: Form; answers: Answers }) {
  const { t } = useTranslation('intake')
  const text = useText()
  const { catalogue, branch } = useDesk().workspace
  const filing = filingTermFor(form, answers, branch.country)
  const { required, optional } = form.papers
  const named = (papers: typeof required) =>
    papers.map((paper, i) => (i === 0 ? text(paper.title) : inSentence(text(paper.title)))).join('; ')
  const outcomes = form.outcomes.flatMap((code) => catalogue.outcomes.filter((one) => one.code === code))
  return (
    <dl className="facts">
      <dt>{t('papersNeeded')}</dt>
      <dd>{required.length > 0 ? named(required) : t('noPapersNeeded')}</dd>
      {optional.length > 0 && (
        <>
          <dt>{t('papersOptional')}</dt>
          <dd>{named(optional)}</dd>
        </>
      )}
      <dt>{t('fileIn')}</dt>
      <dd>
        {filing ? (
          <>
            <b>{t(`ui:term.${filing.unit}`, { count: filing.amount })}</b>{' '}
            <span className="m">· {text(filing.basis.text)}</span>
          </>
        ) : (
          t('fileAnyTime')
        )}
      </dd>
      <dt>{t('reviewer')}</dt>
      <dd>
        {t(`ui:role.${form.reviewer}`)} → {inSentence(text(form.unit))}
      </dd>
      <dt>{t('goesUp')}</dt>
      <dd>{text(withBody(form.escalation, branch))}</dd>
      <dt>{t('mayEnd')}</dt>
      <dd>{outcomes.map((one, i) => (i === 0 ? text(one.label) : inSentence(text(one.label)))).join('; ')}</dd>
    </dl>
  )
}
