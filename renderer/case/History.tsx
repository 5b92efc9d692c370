/** One history per case: every event, who, when, at which window, and whether headquarters has it. The program signs as itself. */
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../../electron/contract.ts'
import { StepReasons } from '../attachments/StepReasons.tsx'
import { EscalationNote, VisitNote } from '../customers/HistoryNotes.tsx'
import { deliveryIcons } from '../queue/states.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { useDesk } from '../window/workspace.ts'

type Entry = CaseDetail['history'][number]

export function History({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation('case')
  return (
    <>
      <h3>{t('history')}</h3>
      <ol className="history">
        {detail.history.map((entry) => (
          <HistoryEntry key={`${entry.line}-${entry.seq}`} entry={entry} detail={detail} />
        ))}
      </ol>
      <h3>{t('slips')}</h3>
      <p>{detail.row.slips === 0 ? t('noSlips') : t('slipCount', { count: detail.row.slips })}</p>
    </>
  )
}

function HistoryEntry({ entry, detail }: { entry: Entry; detail: CaseDetail }) {
  const { t } = useTranslation('case')
  const dates = useDates()
  const { timeZone } = useDesk().workspace.branch
  const at = momentAt(entry.at, timeZone)
  const Icon = deliveryIcons[entry.delivery]
  return (
    <li title={`${entry.line} · ${entry.seq} · ${entry.hash}`}>
      <b>{t(`event.${entry.type}`, { defaultValue: entry.type })}</b>
      <span className="m n">
        {dates.dotted(at.day)} {at.seconds}
      </span>
      <span>
        {entry.by ?? t('program')} · {t('window:windowLetter', { letter: entry.window })}
      </span>
      {entry.type === 'caseRegistered' && <StepReasons detail={detail} />}
      {entry.reason && <span className="reason">{t('because', { reason: entry.reason })}</span>}
      {entry.visit && <VisitNote visit={entry.visit} />}
      {entry.escalation && <EscalationNote escalation={entry.escalation} />}
      <span className={`chip ${entry.delivery === 'refused' ? 'bad' : entry.delivery === 'at_hq' ? 'ok' : 'm'}`}>
        {Icon && <Icon aria-hidden />}
        {t(`queue:delivery.${entry.delivery}`)}
      </span>
    </li>
  )
}
