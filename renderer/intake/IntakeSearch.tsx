/** Intake begins with what the customer says. Ranked procedures on the left, the lit one in full on the right. */
import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queries } from '../api.ts'
import { useText } from '../i18n.ts'
import { useKeys } from '../ui/keys.ts'
import { Button, Key } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { prepareToAsk, useAsk } from './asking.ts'
import { CaseOffer } from './CaseOffer.tsx'
import { Found, type Row } from './Found.tsx'
import { useOpenDraft } from './opening.ts'
import { Parked } from './Parked.tsx'
import { ProcedurePane } from './ProcedurePane.tsx'
import { usePrintBlank } from './printing.ts'
import { SameCustomer, useCarried } from './SameCustomer.tsx'
import { useUnmet } from './unmet.ts'
import './search.css'

/** The paper that takes any matter in the customer's own words, as no complaint: nobody is turned away. */
const FREE_TEXT = ['COMPL-SERVICE', { kind: 'appeal' }] as const

function useRows(query: string): Row[] {
  const text = useText()
  const { forms } = useDesk().workspace.catalogue
  const found = useAsk(query)
  if (query.trim() === '')
    return [...forms].sort((a, b) => text(a.short).localeCompare(text(b.short))).map((form) => ({ form, matched: [] }))
  return found.flatMap(({ code, matched }) => {
    const form = forms.find((one) => one.code === code)
    return form ? [{ form, matched }] : []
  })
}

/** `from`: the case whose customer has one more matter. */
export function IntakeSearch({ from }: { from?: string }) {
  const { t } = useTranslation('intake')
  const { workspace } = useDesk()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const [chosen, setChosen] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const deferred = useDeferredValue(query)
  const rows = useRows(deferred)
  const open = useOpenDraft()
  const blank = usePrintBlank()
  const { data: drafts = [] } = useQuery(queries.drafts)
  const lit = rows[Math.min(at, rows.length - 1)]
  const unmet = useUnmet(workspace.catalogue)
  const carried = useCarried(from)
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    const prepared = prepareToAsk(workspace.catalogue)
    return () => cancelIdleCallback(prepared)
  }, [workspace.catalogue])
  const start = (row: Row | undefined) => {
    if (!row || carried?.answers === null) return
    unmet.chosen()
    open(row.form.code, carried?.answers)
  }
  const takeAsFreeText = () => {
    if (carried?.answers === null) return
    unmet.ended('freeText')
    open(FREE_TEXT[0], { ...carried?.answers, ...FREE_TEXT[1] })
  }
  const choose = (next: number) => {
    setAt(next)
    setChosen(true)
  }
  useKeys([
    ['ArrowDown', () => choose(Math.min(at + 1, rows.length - 1))],
    ['ArrowUp', () => choose(Math.max(at - 1, 0))],
    // Enter pressed once too often after a receipt must not begin a paper that nobody asked for.
    ['Enter', () => (chosen || query.trim() !== '') && start(lit)],
    [
      'Escape',
      () => {
        unmet.ended('nothing')
        setQuery('')
        field.current?.focus()
      },
    ],
    ['ctrl+KeyP', () => lit && void blank.run(lit.form.code)],
    ['ctrl+Digit0', takeAsFreeText],
    ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => [`alt+Digit${n}`, () => start(rows[n - 1])] as const),
  ])
  const total = workspace.catalogue.forms.length
  return (
    <>
      <h1 className="sr">{t('window:rail.intake')}</h1>
      <div className="ask">
        <label htmlFor="ask" className="s m">
          {t('ask')}
        </label>
        <div className="in">
          <Search aria-hidden />
          <input
            id="ask"
            ref={field}
            value={query}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            role="combobox"
            aria-expanded
            aria-controls="found"
            aria-activedescendant={lit ? `found-${lit.form.code}` : undefined}
            onChange={(event) => {
              setQuery(event.currentTarget.value)
              unmet.typed(event.currentTarget.value)
              setAt(0)
            }}
          />
          <span className="end" aria-live="polite">
            {query.trim() === '' ? t('types', { count: total }) : t('fits', { count: rows.length, total })}
          </span>
        </div>
      </div>
      {carried?.answers && <SameCustomer {...carried} />}
      <CaseOffer asked={deferred} />
      <div className="cols searching">
        <section className="results">
          <Found rows={rows} lit={lit} asked={deferred} onLight={choose} onOpen={start} onFreeText={takeAsFreeText} />
          {drafts.length > 0 && <Parked drafts={drafts} />}
        </section>
        {lit ? <ProcedurePane key={lit.form.code} form={lit.form} /> : <section />}
      </div>
      <div className="act">
        <span className="hint">
          <Key>↑</Key>
          <Key>↓</Key> {t('otherType')}
        </span>
        <span className="hint">
          <Key>Esc</Key> {t('clear')}
        </span>
        <span className="s m" aria-live="polite">
          {blank.state !== 'idle' && t(blank.state === 'printed' ? 'blankPrinted' : `printState.${blank.state}`)}
        </span>
        <span className="right">
          {lit && (
            <Button look="quiet" keyName="Ctrl P" onClick={() => void blank.run(lit.form.code)}>
              {t('blankForm')}
            </Button>
          )}
          {lit && (
            <Button look="go" keyName="Enter" onClick={() => start(lit)}>
              {t('start')}
            </Button>
          )}
        </span>
      </div>
    </>
  )
}
