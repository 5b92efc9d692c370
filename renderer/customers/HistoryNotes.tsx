/** What a repeat visit brought, and why a case was passed up, in the case's history. */
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'

type Entry = CaseDetail['history'][number]

export function VisitNote({ visit }: { visit: NonNullable<Entry['visit']> }) {
  const { t } = useTranslation('customers')
  const text = useText()
  const { catalogue } = useDesk().workspace
  const papers = visit.papers.reduce((sum, { sheets }) => sum + sheets, 0)
  return (
    <span className="visit m">
      {text(shortTitle(catalogue, visit.type))}
      {papers > 0 && ` · ${t('case:sheets', { count: papers })}`}
      {visit.words && <span className="reason">{t('ui:quoted', { said: visit.words })}</span>}
    </span>
  )
}

export function EscalationNote({ escalation }: { escalation: NonNullable<Entry['escalation']> }) {
  const { t } = useTranslation('customers')
  const { level, reason, times } = escalation
  return (
    <span className="visit">
      {t(`escalation.${reason}`, { count: times ?? 0, defaultValue: reason })} · {t(`to.${level}`)}
    </span>
  )
}
