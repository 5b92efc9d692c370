/**
 * What was registered is not overwritten: a correction stands beside it with its reason. The fields that the reasons name
 * are open, any other may be added and taken away again; each shows what it was and what it becomes.
 */
import { X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { canonicalAnswers } from '../../../domain/forms/answers.ts'
import { fieldsOf } from '../../../domain/forms/catalogue.ts'
import { checkAnswers } from '../../../domain/forms/check.ts'
import { isFromRecords } from '../../../domain/forms/fromRecords.ts'
import type { Answers, Field, Form } from '../../../domain/forms/schema.ts'
import { useLanguage, useText } from '../../i18n.ts'
import { answersIn, type Values } from '../../intake/draft.ts'
import { FieldsContext, type FieldsShare } from '../../intake/fields/context.ts'
import { FieldView } from '../../intake/fields/FieldView.tsx'
import { AddField } from '../../ui/AddField.tsx'
import { momentAt } from '../../ui/dates.ts'
import { useUnsaid } from '../../ui/said.ts'
import { useDesk } from '../../window/workspace.ts'
import { useKept } from '../kept.ts'
import { BeforeAfter } from './BeforeAfter.tsx'
import { Panel, type PanelProps, Words } from './Panel.tsx'

/** Files are added on the case itself, and what the branch knows from its records nobody types. */
const isTyped = ({ type }: Field): boolean => type.kind !== 'files' && !isFromRecords(type)

export function Correct(props: PanelProps) {
  return props.form ? <Editor {...props} form={props.form} /> : null
}

function Editor(props: PanelProps & { form: Form }) {
  const { t } = useTranslation('acts')
  const text = useText()
  const language = useLanguage()
  const { detail, form, about, send } = props
  const { catalogue, branch } = useDesk().workspace
  const { now } = detail
  const all = useMemo(() => fieldsOf(catalogue, form).filter(isTyped), [catalogue, form])
  const named = detail.row.state === 'returned' ? (now.returned?.reasons.flatMap(({ fields }) => fields) ?? []) : []
  const [added, setAdded] = useKept<string[]>('fields', [])
  // The one that was pressed stands first and has the focus.
  const open = [...(about ? [about] : []), ...named]
  const chosen = [...new Set([...open, ...added])]
  const [typed, setTyped] = useKept<Answers>('answers', now.answers)
  const [kept, setKept] = useKept<string[]>('kept', now.kept)
  const [reason, setReason] = useKept('reason', '')
  const { control, setValue } = useForm<Values>({ defaultValues: typed })
  const values = useWatch({ control })
  const keep = useRef(setTyped)
  keep.current = setTyped
  useEffect(() => keep.current(answersIn(values)), [values])
  // A paper is judged by the day on which it was taken in, as at its registration.
  const { day: today } = momentAt(detail.registered.handTaken?.at ?? detail.row.registeredAt, branch.timeZone)
  const share: FieldsShare = useMemo(
    () => ({
      catalogue,
      control,
      context: { country: branch.country, today },
      language,
      currency: branch.currency,
      today,
      onLeft: () => {},
      kept,
      onKeep: (key, on) => setKept(on ? [...new Set([...kept, key])] : kept.filter((one) => one !== key)),
    }),
    [catalogue, control, branch, language, today, kept, setKept],
  )
  const papers = detail.registered.papers.map(({ key }) => key)
  const checked = checkAnswers(catalogue, form, typed, {
    country: branch.country,
    today,
    kept,
    papers,
    masks: branch.masks,
  })
  const shown = all
    .filter(({ key }) => chosen.includes(key))
    .sort((a, b) => Number(b.key === about) - Number(a.key === about))
  const changed = changedIn(canonicalAnswers(catalogue, form, typed, { country: branch.country }), now.answers, shown)
  const wrong = checked.findings.some(({ field, level }) => level === 'error' && chosen.includes(field))
  // The field that has just been added is the one to be typed into; one that is taken away leads back to the list.
  const fields = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLInputElement>(null)
  const [next, setNext] = useState<{ field: string | null } | null>(null)
  useEffect(() => {
    if (next?.field === null) list.current?.focus()
    else if (next)
      fields.current?.querySelector<HTMLElement>(`[data-field="${next.field}"] :is(input, select, textarea)`)?.focus()
  }, [next])
  const [noneAtFirst] = useState(chosen.length === 0)
  const nameOf = (field: Field) => text(field.short ?? field.label)
  const onAdd = (key: string) => {
    setAdded([...added, key])
    setNext({ field: key })
  }
  // With the field goes what was typed into it: added again, it is as it was registered.
  const onTakeAway = (key: string) => {
    setValue(key, now.answers[key])
    setKept(kept.filter((one) => one !== key || now.kept.includes(one)))
    setAdded(added.filter((one) => one !== key))
    setNext({ field: null })
  }
  const unsaid = useUnsaid()
  const obstacle =
    Object.keys(changed).length === 0
      ? t('correctCase.nothing')
      : wrong
        ? t('correctCase.wrong')
        : unsaid(reason, t('correctCase.first'))
  const onSend = () => {
    const newlyKept = kept.filter((key) => !now.kept.includes(key))
    void send({ do: 'correctCase', reason: reason.trim(), changes: changed, kept: newlyKept })
  }
  return (
    <Panel {...props} size={760} obstacle={obstacle} onSend={onSend}>
      <FieldsContext value={share}>
        <div ref={fields} className="panel">
          {shown.map((field) => (
            <div key={field.key} className="corrected">
              <FieldView
                field={{ ...field, span: 12 }}
                wanted={false}
                findings={checked.findings.filter((one) => one.field === field.key)}
                kept={kept.includes(field.key)}
              />
              {!open.includes(field.key) && (
                <button
                  type="button"
                  className="iconbtn"
                  aria-label={t('correctCase.takeAway', { field: nameOf(field) })}
                  title={t('correctCase.takeAway', { field: nameOf(field) })}
                  onClick={() => onTakeAway(field.key)}
                >
                  <X aria-hidden />
                </button>
              )}
              {Object.hasOwn(changed, field.key) && <BeforeAfter field={field} before={now.answers} after={changed} />}
            </div>
          ))}
        </div>
      </FieldsContext>
      <AddField
        ref={list}
        label={t('correctCase.another')}
        fields={all
          .filter(({ key }) => !chosen.includes(key))
          .map((field) => ({ key: field.key, name: nameOf(field) }))}
        onAdd={onAdd}
        first={noneAtFirst}
      />
      <Words name="reason" label={t('correctCase.words')} value={reason} onChange={setReason} rows={2} />
    </Panel>
  )
}

/** Of the fields on the panel those that say something else; null takes an answer away. */
function changedIn(after: Answers, before: Answers, fields: readonly Field[]): Record<string, Answers[string] | null> {
  const other = fields.filter(({ key }) => JSON.stringify(after[key]) !== JSON.stringify(before[key]))
  return Object.fromEntries(other.map(({ key }) => [key, after[key] ?? null]))
}
