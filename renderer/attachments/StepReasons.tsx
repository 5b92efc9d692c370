/** Why steps that want evidence were passed without it, in the words of who registered the case. */
import { useTranslation } from 'react-i18next'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { useDesk } from '../window/workspace.ts'

export function StepReasons({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation('attachments')
  const text = useText()
  const { catalogue } = useDesk().workspace
  const steps = formOf(catalogue, detail.row.type)?.procedure.steps ?? []
  return Object.entries(detail.registered.stepReasons ?? {}).map(([key, reason]) => {
    const step = steps.find((one) => one.key === key)
    return (
      <span key={key} className="reason">
        {t(`passed.${step?.evidence ?? 'reason'}`, { reason })}
        {step && <small className="m step-meant">{text(step.text)}</small>}
      </span>
    )
  })
}
