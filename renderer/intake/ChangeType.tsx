/** Alt T: another type for the same customer. What the new form also asks goes along, the rest is named before it goes. */
import { Modal } from '@mantine/core'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { normaliseAnswers, startingAnswers } from '../../domain/forms/answers.ts'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import { useText } from '../i18n.ts'
import { useKeys } from '../ui/keys.ts'
import { useDesk } from '../window/workspace.ts'
import { useAsk } from './asking.ts'

export function ChangeType({
  now,
  suggested,
  answers,
  onClose,
  onChange,
}: {
  now: Form
  suggested: string | null
  answers: Answers
  onClose: () => void
  onChange: (answers: Answers, type: string) => void
}) {
  const { t } = useTranslation('intake')
  const text = useText()
  const { catalogue, branch } = useDesk().workspace
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const found = useAsk(query)
  const others = catalogue.forms.filter((form) => form.code !== now.code)
  const offered =
    query.trim() === ''
      ? [...others].sort((a, b) => Number(b.code === suggested) - Number(a.code === suggested))
      : found.flatMap(({ code }) => others.filter((form) => form.code === code))
  const change = (form: Form | undefined) => {
    if (!form) return
    const along = normaliseAnswers(catalogue, form, answers, { country: branch.country })
    onChange({ ...startingAnswers(catalogue, form), ...along }, form.code)
  }
  useKeys(
    [
      ['ArrowDown', () => setAt(Math.min(at + 1, offered.length - 1))],
      ['ArrowUp', () => setAt(Math.max(at - 1, 0))],
      ['Enter', () => change(offered[at])],
    ],
    { inDialog: true },
  )
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('changeTitle')}
      size={560}
      closeButtonProps={{ 'aria-label': t('ui:dismiss') }}
    >
      <p className="m">{t('changeSafe')}</p>
      <div className="in change-find">
        <Search aria-hidden />
        <input
          data-autofocus
          value={query}
          aria-label={t('ask')}
          placeholder={t('ask')}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            setAt(0)
          }}
        />
      </div>
      <ul className="change-list">
        {offered.map((form, i) => (
          <li key={form.code}>
            <button type="button" className={i === at ? 'lit' : ''} onClick={() => change(form)}>
              <b>{text(form.short)}</b>
              <small>{text(form.title)}</small>
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
