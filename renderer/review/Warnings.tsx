/** What contradicts the paper, what lacks and what else is known, each with its field; Tab goes on to the next. */
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { fieldsOf } from '../../domain/forms/catalogue.ts'
import type { Form } from '../../domain/forms/schema.ts'
import { showAnswer } from '../../domain/forms/shown.ts'
import type { ShownWarning } from '../../electron/contract.ts'
import { useLanguage, useText } from '../i18n.ts'
import { useLacking } from '../intake/Missing.tsx'
import { Key } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'

type Returned = { office: 'branch' | 'hq'; reasons: { words: string; fields: string[] }[]; answers: string[] | null }

type Props = {
  warnings: ShownWarning[]
  at: number
  onAt: (at: number) => void
  form: Form | undefined
  returned: Returned | null
}

export function Warnings({ warnings, at, onAt, form, returned }: Props) {
  const { t } = useTranslation('review')
  return (
    <div className="review-warnings">
      <h2 className={warnings.length > 0 ? 'warn' : 'ok'}>
        {warnings.length > 0 && <TriangleAlert aria-hidden />}
        {t('warnings', { count: warnings.length })}
      </h2>
      <ul>
        {warnings.map((warning, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list of one case, in a fixed order
          <li key={i} className={i === at ? 'lit' : ''}>
            <button type="button" onClick={() => onAt(i)}>
              {i === at && warnings.length > 1 && <Key>Tab</Key>}
              {form && <Words warning={warning} form={form} />}
            </button>
          </li>
        ))}
      </ul>
      {returned && <WasReturned returned={returned} />}
    </div>
  )
}

/** The fields that a warning is about: they are lit in the typed answers. */
export function fieldsOfWarning(warning: ShownWarning): string[] {
  switch (warning.code) {
    case 'finding':
    case 'otherAnswer':
      return [warning.field]
    case 'missing':
    case 'corrected':
      return warning.fields
    default:
      return []
  }
}

function Words({ warning, form }: { warning: ShownWarning; form: Form }) {
  const { t } = useTranslation('review')
  const text = useText()
  const language = useLanguage()
  const { catalogue } = useDesk().workspace
  const name = useLacking(form)
  const [, go] = useLocation()
  switch (warning.code) {
    case 'finding': {
      const { finding, field } = warning
      const { say, facts } = finding as { say?: { kk: string; ru: string; en: string }; facts?: Record<string, string> }
      return (
        <span>
          <b>{name([field])}:</b> {say ? text(say) : t(`finding:${finding.code}`, facts ?? {})}
        </span>
      )
    }
    case 'missing':
      return (
        <span>
          <b>{t('warning.missing')}</b> {name(warning.fields).join('; ')}
        </span>
      )
    case 'otherAnswer': {
      const field = fieldsOf(catalogue, form).find(({ key }) => key === warning.field)
      const other = field ? showAnswer(catalogue, field, warning.other, language).text : warning.other
      return (
        <span>
          <b>{name([warning.field])}:</b> {t('warning.otherAnswer', { number: warning.number, other })}
        </span>
      )
    }
    case 'sameMatter':
      return (
        <span>
          {t('warning.sameMatter', { number: warning.number })}{' '}
          <button type="button" className="link" onClick={() => go(`/case/${warning.case}`)}>
            {t('openOther')}
          </button>
        </span>
      )
    case 'stepReason': {
      const step = form.procedure.steps.find(({ key }) => key === warning.step)
      return (
        <span>
          <b>{step ? text(step.text) : warning.step}:</b> {t('warning.stepReason', { words: warning.words })}
        </span>
      )
    }
    case 'corrected':
      return (
        <span>
          <b>{t('warning.corrected')}</b> {name(warning.fields).join(', ')}. {warning.reason}
        </span>
      )
    case 'mark':
      return <span>{t(`warning.mark.${warning.mark}`)}</span>
    case 'noScan':
    case 'consentDue':
      return <span>{t(`warning.${warning.code}`)}</span>
    default:
      return warning satisfies never
  }
}

function WasReturned({ returned: { office, reasons, answers } }: { returned: Returned }) {
  const { t } = useTranslation('review')
  return (
    <div className="was-returned">
      <b>{t(`wasReturned.${office}`)}</b>
      {reasons.map(({ words }, i) => (
        <p key={words}>
          {words} {answers?.[i] && <span className="m">→ {answers[i]}</span>}
        </p>
      ))}
    </div>
  )
}
