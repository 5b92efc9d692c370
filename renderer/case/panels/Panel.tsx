/** The frame of every panel: its title, what was refused, one key that sends and Esc. Nothing typed goes with Esc. */
import { Modal } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { PossibleStep } from '../../../domain/cases/possible.ts'
import type { Form } from '../../../domain/forms/schema.ts'
import type { CaseDetail } from '../../../electron/contract.ts'
import { selectShown } from '../../intake/fields/selecting.ts'
import { useKeys } from '../../ui/keys.ts'
import { Button } from '../../ui/Parts.tsx'
import { useUnsaid } from '../../ui/said.ts'
import type { Refusal, Wish } from '../acting.ts'
import { useKept } from '../kept.ts'
import { useRefusal } from '../refusals.ts'
import { useWho } from '../who.ts'
import './panel.css'

export type PanelProps = {
  step: PossibleStep
  detail: CaseDetail
  form: Form | undefined
  refused: Refusal | null
  send: (wish: Wish) => Promise<void>
  onClose: () => void
  /** The entry that is disputed, the conflict that is looked at, the field that is corrected first. */
  about: string | null
}

type Props = Pick<PanelProps, 'step' | 'detail' | 'form' | 'refused' | 'onClose'> & {
  /** What is missing before it can be sent. */
  obstacle: string | undefined
  onSend: () => void
  size?: number
  children: ReactNode
}

export function Panel({ detail, form, step, refused, obstacle, onSend, onClose, size = 560, children }: Props) {
  const { t } = useTranslation('acts')
  const say = useRefusal(detail, form?.reviewer)
  const send = () => {
    if (obstacle === undefined) onSend()
  }
  useKeys([['ctrl+Enter', send]], { inDialog: true })
  return (
    <Modal opened onClose={onClose} title={t(`${step}.title`)} size={size} withCloseButton={false}>
      <div className="panel">
        {children}
        {refused && (
          <p className="note bad" role="alert">
            {say(refused, step)}
          </p>
        )}
        {obstacle && <p className="note">{obstacle}</p>}
        <div className="choices">
          <Button look="go" keyName="Ctrl Enter" onClick={send} obstacle={obstacle}>
            {t(`${step}.send`)}
          </Button>
          <Button look="quiet" keyName="Esc" onClick={onClose}>
            {t(step === 'closeCase' ? 'case:cancel' : 'close')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

type WordsProps = {
  name: string
  label: string
  value: string
  onChange: (value: string) => void
  rows?: number
  first?: boolean
}

export function Words({ name, label, value, onChange, rows = 3, first = false }: WordsProps) {
  const id = useId()
  const shared = {
    id,
    className: 'in',
    name,
    value,
    'data-autofocus': first || undefined,
    // What stands in one line before anybody has typed is replaced by typing, as in the form.
    onFocus: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      const { currentTarget: field } = event
      if (field instanceof HTMLInputElement) selectShown(field, field.value)
    },
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  }
  return (
    <div className="f">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {rows === 1 ? <input {...shared} maxLength={500} /> : <textarea {...shared} rows={rows} maxLength={2000} />}
    </div>
  )
}

/** What a panel says that asks for one thing in words; null where what it is about has gone. */
function saidIn({ step, detail, about }: PanelProps, words: string): Wish | null {
  switch (step) {
    case 'leaveIncomplete':
      return { do: step, proof: words }
    case 'bagCase':
      return { do: step, bag: words }
    case 'confirmBasis':
      return about === null ? null : { do: step, conflict: about, words }
    case 'disputeEntry': {
      const entry = detail.history.find(({ hash }) => hash === about)
      return entry ? { do: step, entry: { line: entry.line, seq: entry.seq, hash: entry.hash }, words } : null
    }
    default:
      throw new Error(`${step} asks for more than words`)
  }
}

/** A number or a proof: it may be shorter than a word. */
const named: ReadonlySet<PossibleStep> = new Set(['leaveIncomplete', 'bagCase', 'withdrawCase'])

export function Say(props: PanelProps) {
  const { t } = useTranslation('acts')
  const { step, detail, about, send } = props
  const [words, setWords] = useKept('words', '')
  const unsaid = useUnsaid()
  const said = words.trim()
  const first = t(`${step}.first`)
  const onSend = () => {
    const wish = saidIn(props, said)
    if (wish) void send(wish)
  }
  return (
    <Panel
      {...props}
      obstacle={named.has(step) ? (said === '' ? first : undefined) : unsaid(words, first)}
      onSend={onSend}
    >
      {step === 'disputeEntry' && <About detail={detail} about={about} />}
      <p className="m">{t(`${step}.say`)}</p>
      <Words
        name="words"
        label={t(`${step}.words`)}
        value={words}
        onChange={setWords}
        rows={step === 'bagCase' ? 1 : 3}
        first
      />
    </Panel>
  )
}

/** Which entry it is about. */
function About({ detail, about }: Pick<PanelProps, 'detail' | 'about'>) {
  const { t } = useTranslation('case')
  const who = useWho()
  const at = detail.history.findIndex(({ hash }) => hash === about)
  const entry = detail.history[at]
  if (!entry) return null
  return (
    <p>
      <b>
        {at + 1}. {t(`event.${entry.type}`, { defaultValue: entry.type })}
      </b>{' '}
      <span className="m">· {who(entry.by)}</span>
    </p>
  )
}
