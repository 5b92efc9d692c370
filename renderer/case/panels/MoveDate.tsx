/** Another answer date: never without a reason, nor without the customer knowing. The first one stays in the history. */
import { useTranslation } from 'react-i18next'
import { told } from '../../../domain/cases/events.ts'
import { DateInput } from '../../ui/DateInput.tsx'
import { useDates } from '../../ui/dates.ts'
import { useNow } from '../../ui/now.ts'
import { Segments } from '../../ui/Segments.tsx'
import { useUnsaid } from '../../ui/said.ts'
import { readDay, written } from '../../ui/typed.ts'
import { useDesk } from '../../window/workspace.ts'
import { useKept } from '../kept.ts'
import { Panel, type PanelProps, Words } from './Panel.tsx'

const { how: way } = told.shape
type Way = (typeof way.options)[number]

export function MoveDate(props: PanelProps) {
  const { t } = useTranslation('acts')
  const dates = useDates()
  const { detail, send } = props
  const { answerBy } = detail.row
  const { day: today } = useNow(useDesk().workspace.branch.timeZone)
  const [typed, setTyped] = useKept('by', '')
  const [reason, setReason] = useKept('reason', '')
  const [how, setHow] = useKept<Way>('how', 'phone')
  const [proof, setProof] = useKept('proof', '')
  const by = readDay(typed, today)
  const unsaid = useUnsaid()
  const obstacle =
    by === null || by < today || by === answerBy
      ? t('moveAnswerDate.dayFirst')
      : (unsaid(reason, t('moveAnswerDate.first')) ??
        (proof.trim() === '' ? t('moveAnswerDate.proofFirst') : undefined))
  const onSend = () => {
    if (by !== null) void send({ do: 'moveAnswerDate', by, reason: reason.trim(), told: { how, proof: proof.trim() } })
  }
  return (
    <Panel {...props} obstacle={obstacle} onSend={onSend}>
      <p className="m">{t('moveAnswerDate.now', { day: dates.short(answerBy) })}</p>
      <div className="f">
        <label className="label" htmlFor="move-by">
          {t('moveAnswerDate.by')}
        </label>
        <DateInput
          kind="day"
          id="move-by"
          text={typed}
          onText={setTyped}
          onPick={setTyped}
          onLeave={() => by && setTyped(written(by))}
          earliest={today}
        />
      </div>
      <Words name="reason" label={t('moveAnswerDate.words')} value={reason} onChange={setReason} rows={2} />
      <div className="f">
        <span className="label">{t('moveAnswerDate.how')}</span>
        <Segments
          label={t('moveAnswerDate.how')}
          value={how}
          options={way.options.map((one) => ({ value: one, label: t(`way.${one}`) }))}
          onChange={(next) => setHow(way.parse(next))}
        />
      </div>
      <Words
        name="proof"
        label={how === 'here' ? t('moveAnswerDate.proof') : t(`ui:proofOf.${how}`)}
        value={proof}
        onChange={setProof}
        rows={1}
      />
    </Panel>
  )
}
