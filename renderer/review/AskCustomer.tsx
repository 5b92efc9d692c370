/** Asks the customer for what lacks: what, until when, and how he was told. The clock runs on. */
import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { weekday } from '../../domain/calendar/days.ts'
import { told } from '../../domain/cases/events.ts'
import type { Form } from '../../domain/forms/schema.ts'
import type { Act } from '../../electron/contract.ts'
import { newCommand } from '../api.ts'
import { useKept } from '../case/kept.ts'
import { useLacking } from '../intake/Missing.tsx'
import { DateInput } from '../ui/DateInput.tsx'
import { useKeys } from '../ui/keys.ts'
import { useNow } from '../ui/now.ts'
import { Button } from '../ui/Parts.tsx'
import { useUnsaid } from '../ui/said.ts'
import { dayAfter, readDay, written } from '../ui/typed.ts'
import { useDesk } from '../window/workspace.ts'

const ways = told.shape.how.options
type Way = (typeof ways)[number]
type Props = { missing: string[]; form: Form | undefined; onClose: () => void; onDecide: (act: Act) => void }

export function AskCustomer(props: Props) {
  return props.form ? <Named {...props} form={props.form} /> : <Panel {...props} lacks="" />
}

function Named(props: Props & { form: Form }) {
  return <Panel {...props} lacks={useLacking(props.form)(props.missing).join('; ')} />
}

/** The first day from here on which somebody is at the branch, but for holidays. */
const workingDayFrom = (day: string, weekend: readonly number[]): string =>
  weekend.includes(weekday(day)) ? workingDayFrom(dayAfter(day, 1), weekend) : day

/** What is typed by who comes to it follows what stands in it already. */
const caretAtEnd = (field: HTMLTextAreaElement | null) =>
  field?.setSelectionRange(field.value.length, field.value.length)

function Panel({ lacks, onClose, onDecide }: Pick<Props, 'onClose' | 'onDecide'> & { lacks: string }) {
  const { t } = useTranslation('review')
  const { branch, rules } = useDesk().workspace
  const { day: today } = useNow(branch.timeZone)
  // What lacks and the day stand there only until somebody writes: in the language of the screen, and as the case is now.
  const [typedWhat, setWhat] = useKept<string | null>('what', null)
  const [typedUntil, setUntil] = useKept<string | null>('until', null)
  const what = typedWhat ?? lacks
  const until = typedUntil ?? written(workingDayFrom(dayAfter(today, rules.askCustomerDays), branch.weekend))
  const [how, setHow] = useKept<Way | ''>('how', '')
  const [proof, setProof] = useKept('proof', '')
  const day = readDay(until, today)
  const unsaid = useUnsaid()
  const obstacle =
    unsaid(what, t('ask.whatFirst')) ??
    (day === null || day < today
      ? t('ask.dayFirst')
      : how === ''
        ? t('ask.howFirst')
        : proof.trim() === '' && how !== 'here'
          ? t('ask.proofFirst')
          : undefined)
  const send = () => {
    if (obstacle !== undefined || day === null || how === '') return
    const how_ = { how, proof: proof.trim() || t('ask.here') }
    onDecide({ do: 'askCustomer', command: newCommand(), what: what.trim(), until: day, told: how_ })
  }
  useKeys([['ctrl+Enter', send]], { inDialog: true })
  return (
    <Modal opened onClose={onClose} title={t('ask.title')} size={560} withCloseButton={false}>
      <div className="ask-fields">
        <label className="f">
          <span className="label">{t('ask.what')}</span>
          <textarea
            className="in"
            ref={caretAtEnd}
            data-autofocus
            rows={6}
            maxLength={2000}
            value={what}
            onChange={(event) => setWhat(event.currentTarget.value)}
          />
        </label>
        <div className="f">
          <label className="label" htmlFor="ask-until">
            {t('ask.until')}
          </label>
          <DateInput
            kind="day"
            id="ask-until"
            text={until}
            onText={setUntil}
            onPick={setUntil}
            onLeave={() => day && setUntil(written(day))}
            earliest={today}
          />
        </div>
        <label className="f">
          <span className="label">{t('ask.how')}</span>
          <select className="in" value={how} onChange={(event) => setHow(event.currentTarget.value as Way)}>
            <option value="">{t('ask.howChoose')}</option>
            {ways.map((way) => (
              <option key={way} value={way}>
                {t(`ask.way.${way}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="f">
          <span className="label">{how === '' ? t('ask.proof') : t(`ui:proofOf.${how}`)}</span>
          <input
            className="in"
            maxLength={500}
            value={proof}
            onChange={(event) => setProof(event.currentTarget.value)}
          />
        </label>
        {obstacle && <p className="note">{obstacle}</p>}
      </div>
      <div className="choices">
        <Button look="go" keyName="Ctrl Enter" onClick={send} obstacle={obstacle}>
          {t('ask.send')}
        </Button>
        <Button look="quiet" keyName="Esc" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Modal>
  )
}
