/** The number, big enough to read out over the phone; whose it is; until when, with whom, and how far it has gone. */
import { CircleAlert, CircleCheck, CloudOff, CloudUpload, Landmark } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseDetail, Receipt } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { Button } from '../ui/Parts.tsx'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'
import type { SlipPrint } from './printSlip.ts'

export function Summary({
  receipt,
  detail,
  print,
  onAgain,
}: {
  receipt: Receipt
  /** Undefined until the case has been read; its lines are there already, so that nothing moves. */
  detail: CaseDetail | undefined
  print: SlipPrint
  onAgain: () => void
}) {
  const { t } = useTranslation('receipt')
  const text = useText()
  const dates = useDates()
  const { catalogue, branch } = useDesk().workspace
  const at = momentAt(receipt.acceptedAt, branch.timeZone)
  const { answer } = receipt
  const form = catalogue.forms.find((one) => one.code === receipt.type)
  return (
    <>
      <PrintLine print={print} printed={receipt.printed} onAgain={onAgain} />
      <h1 className="number">{receipt.number}</h1>
      <p className="whose">
        {detail && `${detail.row.applicant} · ${text(shortTitle(catalogue, detail.row))} · `}
        {dates.short(at.day)}, {at.time}
      </p>
      <dl className="three">
        <div>
          <dt>{t('answerBy')}</dt>
          <dd>{t('dayWithWeekday', { date: dates.dayOfMonth(answer.by), weekday: dates.weekday(answer.by) })}</dd>
          <dd className="s m" title={text(answer.basis.text)}>
            {t(`ui:term.${answer.unit}`, { count: answer.amount })} · {t(`ui:basis.${answer.basis.kind}`)}
            {answer.unconfirmed && ` · ${t('unconfirmed')}`}
          </dd>
        </div>
        <div>
          <dt>{t('nowWith')}</dt>
          <dd>{t(`ui:role.${form?.reviewer ?? 'shift_lead'}`)}</dd>
          <dd className="s m">{t('reviewing')}</dd>
        </div>
        <div>
          <dt>{t('hq')}</dt>
          {detail ? <Delivery detail={detail} /> : <Unread />}
        </div>
      </dl>
    </>
  )
}

const Unread = () => (
  <>
    <dd>&nbsp;</dd>
    <dd className="s m">&nbsp;</dd>
  </>
)

const deliveryIcons = { waiting: CloudOff, sent: CloudUpload, at_hq: Landmark, refused: CircleAlert }

function Delivery({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation('receipt')
  const { delivery } = detail.row
  const Icon = deliveryIcons[delivery]
  return (
    <>
      <dd className={delivery === 'at_hq' ? 'ok' : delivery === 'refused' ? 'bad' : ''}>
        <Icon aria-hidden /> {t(`delivery.${delivery}`)}
      </dd>
      <dd className="s m">{t(`deliveryMore.${delivery}`)}</dd>
    </>
  )
}

export function PrintLine({ print, printed, onAgain }: { print: SlipPrint; printed: number; onAgain: () => void }) {
  const { t } = useTranslation('receipt')
  if (print.state === 'none' || print.state === 'printed' || print.state === 'printing') {
    const state = print.state === 'none' ? (printed > 0 ? 'printed' : 'none') : print.state
    return (
      <p className="state ok" aria-live="polite">
        <CircleCheck aria-hidden />
        {t(`print.${state}`)}
      </p>
    )
  }
  return (
    <p className="state warn" role="alert">
      <CircleAlert aria-hidden />
      {t(`print.${print.state}`)}
      <Button look="small" keyName="Ctrl P" onClick={onAgain}>
        {t(printed > 0 ? 'again' : 'firstSlip')}
      </Button>
    </p>
  )
}
