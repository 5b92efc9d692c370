/** F9: what did not add up. Anybody notes what he knows, a lead who did not begin it ends it; no figure is put right here. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { may } from '../../domain/people/permissions.ts'
import type { InvestigationView } from '../../electron/contract.ts'
import { api, newCommand } from '../api.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { Button } from '../ui/Parts.tsx'
import { useUnsaid } from '../ui/said.ts'
import { useDesk } from '../window/workspace.ts'
import { shiftQueries } from './queries.ts'
import './shift.css'

export function View() {
  const { t } = useTranslation('shift')
  const { data: all } = useQuery(shiftQueries.investigations)
  if (!all) return null
  return (
    <div className="investigations">
      <p className="m">{t('investigationsSay')}</p>
      {all.length === 0 && <p>{t('noInvestigations')}</p>}
      {all.map((one) => (
        <One key={one.id} one={one} />
      ))}
    </div>
  )
}

function useSaid() {
  const dates = useDates()
  const { t } = useTranslation('shift')
  const { timeZone } = useDesk().workspace.branch
  return (at: string, by: string | null) => {
    const moment = momentAt(at, timeZone)
    return `${dates.dotted(moment.day)} ${moment.time}, ${by ?? t('otherComputer')}`
  }
}

function One({ one }: { one: InvestigationView }) {
  const { t } = useTranslation('shift')
  const said = useSaid()
  const [, go] = useLocation()
  return (
    <section className={one.ended ? 'ended' : ''}>
      <h2>
        {t(`differs.${one.about === 'journal' ? 'journal' : 'count'}`, {
          what: t(`figure.${one.about}`),
          expected: one.expected,
          found: one.found,
        })}
      </h2>
      <p className="s m">
        {t(`found.${one.at}`, { letter: one.window })} · {said(one.openedAt, one.openedBy)}
      </p>
      {one.words && <p>{one.words}</p>}
      {one.cases.map(({ id, number, applicant }) => (
        <button key={id} type="button" className="link" onClick={() => go(`/case/${id}`)}>
          {number} {applicant}
        </button>
      ))}
      {one.notes.map((note) => (
        <p key={`${note.at}${note.words}`}>
          {note.words} <small className="m">{said(note.at, note.by)}</small>
        </p>
      ))}
      {one.ended ? (
        <p>
          <b>{t('ended')}</b> {one.ended.words} <small className="m">{said(one.ended.at, one.ended.by)}</small>
        </p>
      ) : (
        <Say one={one} />
      )}
    </section>
  )
}

function Say({ one }: { one: InvestigationView }) {
  const { t } = useTranslation('shift')
  const { person } = useDesk()
  const [words, setWords] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const [command, setCommand] = useState(newCommand)
  const act = async (what: 'note' | 'end') => {
    const answer = await api.shifts
      .act({ do: what, command, investigation: one.id, words })
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
    setRefused(answer.ok ? null : answer.refusal.code)
    if (!answer.ok) return
    setWords('')
    setCommand(newCommand())
  }
  const silent = useUnsaid()(words, t('refused.noWords'))
  const mayNot = may(person, 'endInvestigation')
    ? one.opener === person.id
      ? t('refused.ownInvestigation')
      : undefined
    : t('refused.roleMayNot')
  return (
    <div className="say">
      <textarea
        className="in"
        rows={2}
        maxLength={2000}
        aria-label={t('knows')}
        placeholder={t('knows')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div className="todo-ways">
        <Button look="small" obstacle={silent} onClick={() => void act('note')}>
          {t('note')}
        </Button>
        <Button look="small" obstacle={mayNot ?? silent} onClick={() => void act('end')}>
          {t('end')}
        </Button>
        {mayNot && <small className="m">{mayNot}</small>}
        {refused && <small className="bad">{t(`refused.${refused}`)}</small>}
      </div>
    </div>
  )
}
