/**
 * One case under review: the paper on the left, what was typed on the right, warnings on top. Four keys decide; a decision
 * waits five seconds for Z, and the next case opens by itself.
 */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { queries } from '../api.ts'
import { useText } from '../i18n.ts'
import { CaseNumber } from '../queue/columns.tsx'
import { momentAt, useDates } from '../ui/dates.ts'
import { useFreshFocus, useKeys } from '../ui/keys.ts'
import { Opening } from '../ui/Opening.tsx'
import { Button } from '../ui/Parts.tsx'
import { shortTitle } from '../ui/words.ts'
import { InVersion } from '../window/InVersion.tsx'
import { useDesk } from '../window/workspace.ts'
import { useChecks } from './checks.ts'
import { Decide } from './Decide.tsx'
import { decidedAlready, usePending } from './deciding.ts'
import { Paper } from './Paper.tsx'
import { reviewQueries } from './queries.ts'
import { Ticks } from './Ticks.tsx'
import './review.css'
import { Typed } from './Typed.tsx'
import { Undo } from './Undo.tsx'
import { fieldsOfWarning, Warnings } from './Warnings.tsx'

export function ReviewSheet({ id }: { id: string }) {
  const { t } = useTranslation('review')
  const [, go] = useLocation()
  const { data: detail, error } = useQuery(queries.detail(id))
  useKeys([['Escape', () => go('/review')]])
  useFreshFocus()
  if (error) return <div className="waiting bad">{t('ui:broken', { why: error.message })}</div>
  if (!detail) return detail === null ? <div className="waiting">{t('ui:caseGone')}</div> : <Opening />
  return (
    <InVersion type={detail.row.type} version={detail.registered.formVersion}>
      <Sheet detail={detail} />
    </InVersion>
  )
}

function Sheet({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation('review')
  const text = useText()
  const dates = useDates()
  const [, go] = useLocation()
  const { catalogue, branch } = useDesk().workspace
  const { row } = detail
  usePending()
  const { data: one } = useQuery(reviewQueries.one(row.id, decidedAlready()))
  const [at, setAt] = useState(0)
  const checks = useChecks()
  const { first, tick } = checks
  const form = formOf(catalogue, row.type)
  const warnings = one?.warnings ?? []
  const accepted = momentAt(row.registeredAt, branch.timeZone)
  const skip = () => go(one?.next ? `/review/${one.next}` : '/review')
  useKeys([
    ['Tab', () => setAt((now) => (warnings.length === 0 ? 0 : (now + 1) % warnings.length))],
    ['Space', () => first && tick(first)],
    ['ctrl+ArrowDown', skip],
  ])
  const registered = { ...detail.registered, answers: one?.answers ?? detail.registered.answers }
  const lit = warnings[at]
  return (
    <>
      <div className="head">
        <h1>{t('title')}</h1>
        <b>
          <CaseNumber number={row.number} branch={branch.code} />
        </b>
        <span className="m review-who">
          {text(shortTitle(catalogue, row))} · {t('acceptedBy', { by: row.registeredBy, at: accepted.time })}
        </span>
        <span className="right hint">
          {one && t('place', { place: one.place, total: one.total })} · {t('answerBy')}{' '}
          <b className="n ink">{dates.short(row.answerBy)}</b>
          <Button look="small" keyName="Ctrl ↓" onClick={skip}>
            {t('skip')}
          </Button>
        </span>
      </div>
      <div className="cols review">
        <Paper detail={{ ...detail, registered }} form={form} />
        <section className="review-side">
          <Warnings warnings={warnings} at={at} onAt={setAt} form={form} returned={one?.returned ?? null} />
          <Typed registered={registered} form={form} lit={lit ? fieldsOfWarning(lit) : []} />
          <Ticks {...checks} />
        </section>
      </div>
      <Undo />
      <div className="act">
        <Decide
          detail={detail}
          warnings={warnings}
          lit={lit}
          form={form}
          unchecked={first ? t('checkFirst', { what: t(`check.${first}`) }) : null}
          next={one?.next ?? null}
        />
      </div>
    </>
  )
}
