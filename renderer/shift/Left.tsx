/** What is left to do before the shift can be closed, in order; the last is the signature. */
import { useQuery } from '@tanstack/react-query'
import { CircleAlert, Lock, Pencil, Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { applicantOf } from '../../domain/people/applicant.ts'
import type { Figure } from '../../domain/shifts/figures.ts'
import type { Draft } from '../../electron/contract.ts'
import { queries } from '../api.ts'
import { useText } from '../i18n.ts'
import { Discard } from '../intake/Discard.tsx'
import { momentAt, useDates } from '../ui/dates.ts'
import { Button } from '../ui/Parts.tsx'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'
import type { Closing } from './closing.ts'
import { openInvestigations, shiftQueries } from './queries.ts'

export function Left({ closing, onFigure }: { closing: Closing; onFigure: (figure: Figure) => void }) {
  const { t } = useTranslation('shift')
  const { data: drafts = [] } = useQuery(queries.drafts)
  const { data: investigations = [] } = useQuery(shiftQueries.investigations)
  const [, go] = useLocation()
  const waiting = openInvestigations(investigations).length
  return (
    <section className="left">
      <h2>{t('left')}</h2>
      {drafts.map((draft) => (
        <DraftLeft key={draft.id} draft={draft} />
      ))}
      {closing.notCounted.map((key) => (
        <button key={key} type="button" className="todo" onClick={() => onFigure(key)}>
          <CircleAlert aria-hidden />
          <span>
            <b>{t('count', { what: t(`figure.${key}`) })}</b>
          </span>
        </button>
      ))}
      {closing.notExplained.map((key) => (
        <button key={key} type="button" className="todo bad" onClick={() => onFigure(key)}>
          <CircleAlert aria-hidden />
          <span>
            <b>{t('explain', { what: t(`figure.${key}`) })}</b>
            <small>{t(closing.isSurplus(key) ? 'explainSurplus' : 'explainHow')}</small>
          </span>
        </button>
      ))}
      <Sign closing={closing} next={closing.ready && drafts.length === 0} />
      {waiting > 0 && (
        <button type="button" className="todo" onClick={() => go('/overview/investigations')}>
          <Search aria-hidden />
          <span>
            <b>{t('investigations', { count: waiting })}</b>
            <small>{t('investigationsHow')}</small>
          </span>
        </button>
      )}
    </section>
  )
}

/** Opened and registered, or thrown away with a reason. */
function DraftLeft({ draft }: { draft: Draft }) {
  const { t } = useTranslation('shift')
  const text = useText()
  const dates = useDates()
  const [, go] = useLocation()
  const { catalogue, branch } = useDesk().workspace
  const { data: people = [] } = useQuery(queries.names)
  const [discarding, setDiscarding] = useState(false)
  const by = people.find((one) => one.id === draft.by)?.signature ?? ''
  const at = momentAt(draft.openedAt, branch.timeZone)
  return (
    <div className="todo">
      <Pencil aria-hidden />
      <span>
        <b>{t('decideDraft', { what: text(shortTitle(catalogue, draft)) })}</b>
        <small>
          {applicantOf(draft.answers) || t('intake:noName')} · {draft.label} · {by} · {dates.dotted(at.day)} {at.time}
        </small>
        <span className="todo-ways">
          <Button look="small" onClick={() => go(`/draft/${draft.id}`)}>
            {t('open')}
          </Button>
          <Button look="small" onClick={() => setDiscarding(true)}>
            {t('discard')}
          </Button>
        </span>
      </span>
      {discarding && <Discard draft={draft} onClose={() => setDiscarding(false)} />}
    </div>
  )
}

/** `next`: nothing else is left to do, so what is typed belongs here. */
function Sign({ closing, next }: { closing: Closing; next: boolean }) {
  const { t } = useTranslation('shift')
  const { person } = useDesk()
  const { data: people = [] } = useQuery(queries.people)
  const pin = useRef<HTMLInputElement>(null)
  const hindered = useRef(false)
  useEffect(() => {
    if (!next) hindered.current = true
    // The field in which somebody counts or explains keeps the focus.
    else if (hindered.current && document.activeElement === document.body) pin.current?.focus()
  }, [next])
  return (
    <div className={`todo${closing.ready ? ' lit' : ''}`}>
      <Lock aria-hidden />
      <span>
        <b>{t('sign')}</b>
        <small>{t('signHow')}</small>
        <label className="f">
          <span className="label">{t('handTo')}</span>
          <select
            className="in"
            value={closing.handedTo ?? ''}
            onChange={(event) => closing.setHandedTo(event.currentTarget.value || null)}
          >
            <option value="">{t('endOfDay')}</option>
            {people
              .filter(({ id }) => id !== person.id)
              .map(({ id, signature }) => (
                <option key={id} value={id}>
                  {signature}
                </option>
              ))}
          </select>
        </label>
        <label className="f">
          <span className="label">{t('pin', { name: person.signature })}</span>
          <input
            ref={pin}
            className="in"
            type="password"
            autoComplete="off"
            maxLength={32}
            value={closing.pin}
            onChange={(event) => closing.setPin(event.currentTarget.value)}
          />
        </label>
      </span>
    </div>
  )
}
