/** The ranked types. Every one says that it is accepted; where nothing fits, the customer's words are taken as they are. */
import { Check } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form } from '../../domain/forms/schema.ts'
import { useText } from '../i18n.ts'
import { Key } from '../ui/Parts.tsx'

export type Row = { form: Form; matched: string[] }

/** Short words fit nearly everything and tell nobody anything. */
const TELLING = 3
const telling = (words: string[]): string[] => words.filter((word) => word.length >= TELLING)

export function Found({
  rows,
  lit,
  asked,
  onLight,
  onOpen,
  onFreeText,
}: {
  rows: Row[]
  lit: Row | undefined
  asked: string
  onLight: (at: number) => void
  onOpen: (row: Row) => void
  onFreeText: () => void
}) {
  const { t } = useTranslation('intake')
  const text = useText()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (lit) list.current?.querySelector('.lit')?.scrollIntoView({ block: 'nearest' })
  }, [lit])
  return (
    <div className="found-box">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the list that the search field controls, as in the ARIA combobox */}
      <ul className="found" id="found" ref={list} role="listbox" aria-label={t('found')}>
        {rows.map((row, i) => (
          <li
            key={row.form.code}
            id={`found-${row.form.code}`}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an option of that list; its keys are the field's
            role="option"
            aria-selected={row === lit}
            tabIndex={-1}
            className={row === lit ? 'lit' : ''}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onLight(i)}
            onDoubleClick={() => onOpen(row)}
            onKeyDown={() => {}}
          >
            <span className="title">
              <b>{text(row.form.short)}</b>
              <small>
                {telling(row.matched).length > 0
                  ? telling(row.matched)
                      .map((word) => `«${word}»`)
                      .join(' + ')
                  : text(row.form.title)}
              </small>
            </span>
            <span className="ok accepted">
              <Check aria-hidden />
              {t('accepted')}
            </span>
            <span className="cap">{row === lit ? <Key>Enter</Key> : i > 0 && i < 9 && <Key>Alt {i + 1}</Key>}</span>
          </li>
        ))}
      </ul>
      <button type="button" className="free" onClick={onFreeText}>
        <span>
          {rows.length === 0 && asked.trim() !== '' ? (
            <b>{t('nothingFound', { asked: asked.trim() })} </b>
          ) : (
            <span className="m">{t('nothingFits')} </span>
          )}
          {t('freeText')} <Key>Ctrl 0</Key>
        </span>
      </button>
    </div>
  )
}
