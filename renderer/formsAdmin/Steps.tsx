/** The procedure beside the previewed form: what is accepted and on what ground, the steps, and until when the answer comes. */
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { stepsFor } from '../../domain/forms/procedure.ts'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import { answerTermFor, groundFor } from '../../domain/forms/terms.ts'
import { useText } from '../i18n.ts'
import { useDates } from '../ui/dates.ts'
import { OldBasis } from '../ui/OldBasis.tsx'
import { useDesk } from '../window/workspace.ts'

export function Steps({ form, answers }: { form: Form; answers: Answers }) {
  const { t } = useTranslation('formsAdmin')
  const text = useText()
  const dates = useDates()
  const { accept, mistakes } = form.procedure
  const { country } = useDesk().workspace.branch
  const term = answerTermFor(form, answers, country)
  const ground = groundFor(form, answers, country)
  return (
    <aside className="steps-pane" aria-label={t('procedure')}>
      <div className="say small">
        <Check aria-hidden />
        <div>
          {text(accept.say)}
          <small title={text(ground.text)}>
            {t(`ui:basis.${ground.kind}`)}, {dates.dotted(ground.checkedOn)}
          </small>
          <OldBasis basis={ground} />
        </div>
      </div>
      <ol className="steps">
        {stepsFor(form, answers).map((step, i) => (
          <li key={step.key}>
            <span className="step">
              <i>{i + 1}</i>
              <span>{text(step.text)}</span>
            </span>
          </li>
        ))}
      </ol>
      <div className="beside">
        <h2>{t('answer')}</h2>
        <p>
          {t(`ui:term.${term.unit}`, { count: term.amount })}
          <span className="m"> · {t(`ui:basisFull.${term.basis.kind}`)}</span> <OldBasis basis={term.basis} />
        </p>
        <h2>{t('mistakes')}</h2>
        <p>{text(mistakes)}</p>
      </div>
    </aside>
  )
}
