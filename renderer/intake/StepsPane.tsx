/**
 * The procedure beside the form: done, now, next. The lit step is the one whose fields have the focus. A step the customer
 * has already been through is never suggested again. One that needs evidence cannot be ticked off without it or
 * the reason why there is none.
 */
import { Check } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldsOf } from '../../domain/forms/catalogue.ts'
import { isAnswered } from '../../domain/forms/conditions.ts'
import { type Evidence, evidenceLacks, type Step, stepsFor } from '../../domain/forms/procedure.ts'
import type { Form } from '../../domain/forms/schema.ts'
import { showAnswer } from '../../domain/forms/shown.ts'
import { groundFor } from '../../domain/forms/terms.ts'
import { useFormFiles } from '../attachments/FormFiles.tsx'
import { StepEvidence } from '../attachments/StepEvidence.tsx'
import { useLanguage, useText } from '../i18n.ts'
import { useDates } from '../ui/dates.ts'
import { OldBasis } from '../ui/OldBasis.tsx'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import type { OpenDraft } from './draft.ts'
import { stepAt, useKeptHonest, usePassedSteps } from './steps.ts'
import { TellCustomer } from './TellCustomer.tsx'

export function StepsPane({
  draft,
  form,
  open,
  focus,
  missing,
  onChangeType,
}: {
  /** Its id. */
  draft: string
  form: Form
  open: OpenDraft
  focus: string | null
  /** Fields that forwarding still needs. */
  missing: string[]
  onChangeType: (to: string | null) => void
}) {
  const { t } = useTranslation('intake')
  const text = useText()
  const dates = useDates()
  const { accept } = form.procedure
  const ground = groundFor(form, open.answers, useDesk().workspace.branch.country)
  const steps = stepsFor(form, open.answers)
  const now = stepAt(steps, focus, open.stepsDone)
  const list = useRef<HTMLOListElement>(null)
  const { files, known } = useFormFiles()
  const evidence: Evidence = {
    files,
    papers: open.papers.map((paper) => paper.key),
    answers: open.answers,
    reasons: open.stepReasons,
  }
  const lacking = (step: Step) => evidenceLacks(step, form, evidence)
  const lacksEvidence = (step: Step) => lacking(step) !== null
  usePassedSteps(steps, now, missing, lacksEvidence, open)
  useKeptHonest(steps, known, lacksEvidence, open)
  useEffect(() => {
    if (now) list.current?.querySelector('.now')?.scrollIntoView({ block: 'nearest' })
  }, [now])
  const tick = (key: string) =>
    open.setStepsDone((before) => (before.includes(key) ? before.filter((one) => one !== key) : [...before, key]))
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
      <ol className="steps" ref={list}>
        {steps.map((step, i) => {
          const done = open.stepsDone.includes(step.key)
          const lit = step.key === now
          const lacks = lacking(step)
          return (
            <li key={step.key} className={lit ? 'now' : done ? 'done' : ''} data-beside={`step-${step.key}`}>
              <button
                type="button"
                className="step"
                aria-pressed={done}
                aria-current={lit ? 'step' : undefined}
                aria-disabled={(lacks && !done) || undefined}
                title={t(done ? 'untick' : 'tick')}
                onClick={lacks && !done ? undefined : () => tick(step.key)}
              >
                <i>{done ? <Check aria-label={t('stepDone')} /> : i + 1}</i>
                <span>
                  {text(step.text)}
                  {lacks && !done && <small className="warn">{t(`attachments:lacks.${lacks}`)}</small>}
                  {open.stepReasons[step.key] && !lit && (
                    <small className="m">{t('attachments:because', { reason: open.stepReasons[step.key] })}</small>
                  )}
                </span>
              </button>
              {lit && step.evidence && (
                <StepEvidence
                  step={step}
                  lacks={lacks}
                  open={open}
                  onReason={() => open.setStepsDone((before) => [...new Set([...before, step.key])])}
                />
              )}
              {lit && step.changeTo && (
                <Button look="small" keyName="Alt T" onClick={() => onChangeType(step.changeTo ?? null)}>
                  {t('changeType')}
                </Button>
              )}
            </li>
          )
        })}
      </ol>
      <div className="beside">
        <Tried form={form} open={open} />
        <TellCustomer draft={draft} form={form} answers={open.answers} />
      </div>
    </aside>
  )
}

/** What the customer has already tried: said, so that nobody sends him there again. */
function Tried({ form, open }: { form: Form; open: OpenDraft }) {
  const { t } = useTranslation('intake')
  const language = useLanguage()
  const { catalogue } = useDesk().workspace
  const field = fieldsOf(catalogue, form).find((one) => one.key === 'recovery_tried')
  const value = open.answers.recovery_tried
  if (!field || !isAnswered(value)) return null
  return (
    <>
      <h2>{t('tried')}</h2>
      <p className="m">{showAnswer(catalogue, field, value, language).text.toLocaleLowerCase()}</p>
    </>
  )
}
