/** The panels that ask for little: an answer to each reason, what was brought, how an answer was handed over, the end. */
import { Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { answerDelivered, type PaperTaken } from '../../../domain/cases/events.ts'
import { useText } from '../../i18n.ts'
import { useKeys } from '../../ui/keys.ts'
import { MomentField } from '../../ui/MomentField.tsx'
import { useNow } from '../../ui/now.ts'
import { Button, Tick } from '../../ui/Parts.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { useUnsaid } from '../../ui/said.ts'
import { readMoment, written } from '../../ui/typed.ts'
import { useDesk } from '../../window/workspace.ts'
import { useKept } from '../kept.ts'
import { usePrintLetter } from '../letter.ts'
import { Panel, type PanelProps, Words } from './Panel.tsx'

/** One answer to each reason of the return, beside it. */
export function AnswerReturn(props: PanelProps) {
  const { t } = useTranslation('acts')
  const { detail, send } = props
  const reasons = detail.now.returned?.reasons ?? []
  const [answers, setAnswers] = useKept<string[]>('answers', [])
  const said = reasons.map((_, i) => (answers[i] ?? '').trim())
  const unsaid = useUnsaid()
  const silent = said
    .map((answer, i) => unsaid(answer, t('answerReturn.first', { n: i + 1 })))
    .find((one) => one !== undefined)
  return (
    <Panel {...props} size={640} obstacle={silent} onSend={() => void send({ do: 'answerReturn', answers: said })}>
      {reasons.map(({ words }, i) => (
        <Words
          // biome-ignore lint/suspicious/noArrayIndexKey: the reasons of one return never change
          key={i}
          name={`answer-${i}`}
          label={`${i + 1}. ${words}`}
          value={answers[i] ?? ''}
          onChange={(value) => setAnswers(reasons.map((_, j) => (i === j ? value : (answers[j] ?? ''))))}
          rows={2}
          first={i === 0}
        />
      ))}
    </Panel>
  )
}

/** What the customer brought; files of it are added on the case itself. */
export function Brought(props: PanelProps) {
  const { t } = useTranslation('acts')
  const text = useText()
  const { detail, form, send } = props
  const [what, setWhat] = useKept('what', '')
  const [papers, setPapers] = useKept<PaperTaken[]>('papers', [])
  const listed = form ? [...form.papers.required, ...form.papers.optional] : []
  const change = (key: string, taken: PaperTaken | null) =>
    setPapers([...papers.filter((one) => one.key !== key), ...(taken ? [taken] : [])])
  return (
    <Panel
      {...props}
      size={640}
      obstacle={useUnsaid()(what, t('customerBrought.first'))}
      onSend={() => void send({ do: 'customerBrought', what: what.trim(), papers })}
    >
      {detail.now.asked && <p className="m">{t('askedFor', { what: detail.now.asked.what })}</p>}
      <Words name="what" label={t('customerBrought.words')} value={what} onChange={setWhat} rows={2} first />
      {listed.length > 0 && <p className="label">{t('customerBrought.papers')}</p>}
      <ul className="brought">
        {listed.map(({ key, title }) => {
          const taken = papers.find((one) => one.key === key)
          return (
            <li key={key}>
              <Tick
                checked={taken !== undefined}
                onChange={(on) => change(key, on ? { key, sheets: 1, original: true } : null)}
              >
                {text(title)}
              </Tick>
              {taken && (
                <span className="sheets">
                  <span className="m">{t('customerBrought.sheets')}:</span>
                  <input
                    className="in n"
                    inputMode="numeric"
                    maxLength={3}
                    aria-label={t('customerBrought.sheets')}
                    value={taken.sheets}
                    onChange={(event) => {
                      const sheets = Number(event.currentTarget.value.replace(/\D/g, ''))
                      change(key, { ...taken, sheets: Math.max(1, sheets) })
                    }}
                  />
                  <Tick checked={taken.original} onChange={(original) => change(key, { ...taken, original })}>
                    {t('case:original')}
                  </Tick>
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <p className="note">{t('customerBrought.files')}</p>
    </Panel>
  )
}

const channels = answerDelivered.shape.channel.options
type Channel = (typeof channels)[number]

/** Handed over, sent or read out: how, to whom, when. The time may have been earlier today. */
export function Deliver(props: PanelProps) {
  const { t } = useTranslation('acts')
  const { detail, send } = props
  const { timeZone } = useDesk().workspace.branch
  const now = useNow(timeZone)
  const [channel, setChannel] = useKept<Channel>('channel', 'counter')
  const [to, setTo] = useKept('to', detail.row.applicant)
  const [at, setAt] = useKept('at', written(`${now.day}T${now.time}`))
  const moment = readMoment(at, now, timeZone)
  const obstacle =
    to.trim() === ''
      ? t('deliverAnswer.first')
      : moment === null || Date.parse(moment) > Date.now()
        ? t('deliverAnswer.whenFirst')
        : undefined
  return (
    <Panel
      {...props}
      obstacle={obstacle}
      onSend={() => moment && void send({ do: 'deliverAnswer', channel, at: moment, to: to.trim() })}
    >
      <div className="f">
        <span className="label">{t('deliverAnswer.channel')}</span>
        <Segments
          label={t('deliverAnswer.channel')}
          value={channel}
          options={channels.map((one) => ({ value: one, label: t(`channel.${one}`) }))}
          onChange={(next) => setChannel(answerDelivered.shape.channel.parse(next))}
        />
      </div>
      {channel === 'counter' && <Letter detail={detail} />}
      <Words name="to" label={t('deliverAnswer.words')} value={to} onChange={setTo} rows={1} first />
      <MomentField label={t('deliverAnswer.when')} value={at} onChange={setAt} past />
    </Panel>
  )
}

/** The paper that the customer gets, and whose part below the cut he signs. */
function Letter({ detail }: Pick<PanelProps, 'detail'>) {
  const { t } = useTranslation('acts')
  const print = usePrintLetter(detail)
  useKeys([['ctrl+KeyP', () => void print()]], { inDialog: true })
  return (
    <>
      <p className="m">{t('deliverAnswer.say')}</p>
      <p>
        <Button look="small" icon={Printer} keyName="Ctrl P" onClick={() => void print()}>
          {t('letter.print')}
        </Button>
      </p>
    </>
  )
}

/** The customer says that it is settled: nothing is asked but that. */
export function Close(props: PanelProps) {
  const { t } = useTranslation('acts')
  return (
    <Panel {...props} obstacle={undefined} onSend={() => void props.send({ do: 'closeCase' })}>
      <p>{t('closeCase.say')}</p>
    </Panel>
  )
}

export function Reopen(props: PanelProps) {
  const { t } = useTranslation('acts')
  const [what, setWhat] = useKept('what', '')
  const [onWord, setOnWord] = useKept('onWord', true)
  return (
    <Panel
      {...props}
      obstacle={useUnsaid()(what, t('reopenCase.first'))}
      onSend={() => void props.send({ do: 'reopenCase', what: what.trim(), onWord })}
    >
      <p className="m">{t('reopenCase.say')}</p>
      <Words name="what" label={t('reopenCase.words')} value={what} onChange={setWhat} first />
      <Tick checked={onWord} onChange={setOnWord}>
        {t('reopenCase.onWord')}
      </Tick>
    </Panel>
  )
}
