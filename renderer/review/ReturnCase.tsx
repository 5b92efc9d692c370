/** Sends a case back to the clerk: each reason in words, with the fields it is about. The clerk answers each. */
import { Modal } from '@mantine/core'
import { Plus } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formFields } from '../../domain/forms/catalogue.ts'
import type { Form } from '../../domain/forms/schema.ts'
import type { Act } from '../../electron/contract.ts'
import { newCommand } from '../api.ts'
import { useKept } from '../case/kept.ts'
import { useText } from '../i18n.ts'
import { AddField } from '../ui/AddField.tsx'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useUnsaid } from '../ui/said.ts'
import { useDesk } from '../window/workspace.ts'

type Props = {
  form: Form | undefined
  /** Fields of the warning that is read: the first reason is likely to be about them. */
  fields: string[]
  onClose: () => void
  onDecide: (act: Act) => void
}

/** A paper that lacks is no field: the words say it. */
const isField = (form: Form | undefined, key: string) => !form || !papersOf(form).some((paper) => paper.key === key)
const papersOf = ({ papers }: Form) => [...papers.required, ...papers.optional]

type Reason = { words: string; fields: string[] }

export function ReturnCase({ form, fields, onClose, onDecide }: Props) {
  const { t } = useTranslation('review')
  const [reasons, setReasons] = useKept<Reason[]>('reasons', [
    { words: '', fields: fields.filter((key) => isField(form, key)) },
  ])
  const said = reasons.filter(({ words }) => words.trim() !== '')
  const unsaid = useUnsaid()
  const obstacle =
    said.length === 0
      ? t('return.first')
      : said.map(({ words }) => unsaid(words, t('return.first'))).find((one) => one !== undefined)
  const send = () => {
    if (obstacle === undefined) onDecide({ do: 'returnCase', command: newCommand(), reasons: said })
  }
  const set = (i: number, reason: Reason) => setReasons(reasons.map((one, j) => (i === j ? reason : one)))
  useKeys([['ctrl+Enter', send]], { inDialog: true })
  return (
    <Modal opened onClose={onClose} title={t('return.title')} size={640} withCloseButton={false}>
      {reasons.map((reason, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: reasons are only added at the end
        <OneReason key={i} reason={reason} form={form} first={i === 0} onChange={(next) => set(i, next)} />
      ))}
      <Button look="small" icon={Plus} onClick={() => setReasons([...reasons, { words: '', fields: [] }])}>
        {t('return.more')}
      </Button>
      {obstacle && <p className="note">{obstacle}</p>}
      <div className="choices">
        <Button look="go" keyName="Ctrl Enter" onClick={send} obstacle={obstacle}>
          {t('return.send')}
        </Button>
        <Button look="quiet" keyName="Esc" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Modal>
  )
}

type OneProps = { reason: Reason; form: Form | undefined; first: boolean; onChange: (reason: Reason) => void }

function OneReason({ reason, form, first, onChange }: OneProps) {
  const { t } = useTranslation('review')
  const text = useText()
  const { catalogue } = useDesk().workspace
  const all = form ? formFields(catalogue, form).flatMap(({ fields }) => fields) : []
  const free = all.filter(({ key }) => !reason.fields.includes(key))
  const list = useRef<HTMLInputElement>(null)
  const nameOf = (key: string) => {
    const field = all.find((one) => one.key === key)
    return field ? text(field.short ?? field.label) : key
  }
  return (
    <div className="return-reason">
      <label className="f">
        <span className="label">{t('return.words')}</span>
        <textarea
          className="in"
          data-autofocus={first || undefined}
          rows={2}
          maxLength={2000}
          value={reason.words}
          onChange={(event) => onChange({ ...reason, words: event.currentTarget.value })}
        />
      </label>
      <div className="return-fields">
        {reason.fields.map((key) => (
          <Button
            key={key}
            look="small"
            onClick={() => {
              onChange({ ...reason, fields: reason.fields.filter((one) => one !== key) })
              list.current?.focus()
            }}
          >
            {nameOf(key)} ×
          </Button>
        ))}
        <AddField
          ref={list}
          label={t('return.field')}
          fields={free.map(({ key }) => ({ key, name: nameOf(key) }))}
          onAdd={(key) => onChange({ ...reason, fields: [...reason.fields, key] })}
        />
      </div>
    </div>
  )
}
