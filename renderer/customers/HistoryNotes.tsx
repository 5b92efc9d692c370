/** What a repeat visit brought, and why a case was passed up, in the case's history. */
import { useTranslation } from 'react-i18next'
import { contents } from '../../domain/cases/escalation.ts'
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
      {text(shortTitle(catalogue, visit))}
      {papers > 0 && ` · ${t('case:sheets', { count: papers })}`}
      {visit.words && <span className="reason">{t('ui:quoted', { said: visit.words })}</span>}
    </span>
  )
}

export function EscalationNote({ escalation }: { escalation: NonNullable<Entry['escalation']> }) {
  const { t } = useTranslation('customers')
  const text = useText()
  const { rules, branch } = useDesk().workspace
  const { level, reason, times, to, words } = escalation
  const chosen = rules.escalationReasons.find(({ code }) => code === reason)
  const why = isContent(reason)
    ? t(`rising:reason.${reason}`)
    : chosen
      ? text(chosen.label)
      : t(`escalation.${reason}`, { count: times ?? 0, defaultValue: reason })
  const known = branch.receivers?.find(({ key }) => key === to?.id)
  const name = known ? text(known.name) : to?.name
  return (
    <span className="visit">
      {why} · {t(`to.${level}`)}
      {name && ` · ${name}`}
      {words && <span className="reason">{t('ui:quoted', { said: words })}</span>}
    </span>
  )
}

const isContent = (reason: string): boolean => contents.some((one) => one === reason)
