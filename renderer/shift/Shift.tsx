/** F7: the end of a shift. What is still open is on the left, what was done on the right; closing waits for the drafts alone. */
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { applicantOf } from '../../domain/people/applicant.ts'
import type { Draft } from '../../electron/contract.ts'
import { api, newCommand, queries, queryClient } from '../api.ts'
import { useText } from '../i18n.ts'
import { Discard } from '../intake/Discard.tsx'
import { momentAt, useDates } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'
import './shift.css'

type Refusal = Extract<Awaited<ReturnType<typeof api.shifts.close>>, { ok: false }>['refusal']['code'] | 'unreachable'

export function Shift() {
  const { t } = useTranslation('shift')
  const { workspace } = useDesk()
  const { data: drafts = [] } = useQuery(queries.drafts)
  const { data: shift } = useQuery(queries.shift)
  const command = useRef(newCommand())
  const [refused, setRefused] = useState<Refusal | null>(null)
  const close = async () => {
    const answer = await api.shifts
      .close({ command: command.current })
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
    setRefused(answer.ok ? null : answer.refusal.code)
    if (answer.ok) notifications.show({ color: 'teal', message: t('closed', { ...shift }), autoClose: 15_000 })
    await queryClient.invalidateQueries({ queryKey: ['session'] })
  }
  useKeys([['ctrl+Enter', () => drafts.length === 0 && void close()]])
  return (
    <>
      <div className="head">
        <h1>{t('title', { letter: workspace.window })}</h1>
      </div>
      {refused && (
        <p className="banner bad" role="alert">
          {t(`refused.${refused}`)}
        </p>
      )}
      <div className="cols shift">
        <Orphans drafts={drafts} />
        <Figures />
      </div>
      <div className="act">
        <span className="right">
          {drafts.length > 0 && <span className="s m">{t('draftsFirst', { count: drafts.length })}</span>}
          <Button
            look="go"
            keyName="Ctrl Enter"
            onClick={() => void close()}
            obstacle={drafts.length > 0 ? t('draftsFirst', { count: drafts.length }) : undefined}
          >
            {t('close')}
          </Button>
        </span>
      </div>
    </>
  )
}

/** Drafts of this window: each is opened and registered, or thrown away with a reason. */
function Orphans({ drafts }: { drafts: Draft[] }) {
  const { t } = useTranslation('shift')
  const text = useText()
  const dates = useDates()
  const [, go] = useLocation()
  const { catalogue, branch } = useDesk().workspace
  const { data: people = [] } = useQuery(queries.people)
  const [discarding, setDiscarding] = useState<Draft | null>(null)
  const by = (id: string) => people.find((one) => one.id === id)?.signature ?? ''
  return (
    <section>
      <h2>{drafts.length > 0 ? t('drafts', { count: drafts.length }) : t('noDrafts')}</h2>
      {drafts.length > 0 && <p className="m">{t('draftsWhy')}</p>}
      <ul className="orphans">
        {drafts.map((draft) => {
          const at = momentAt(draft.openedAt, branch.timeZone)
          return (
            <li key={draft.id}>
              <span>
                <b>{applicantOf(draft.answers) || t('intake:noName')}</b> · {text(shortTitle(catalogue, draft.type))}
                <small className="m">
                  {draft.label} · {by(draft.by)} · {dates.dotted(at.day)} {at.time}
                </small>
              </span>
              <Button look="small" onClick={() => go(`/draft/${draft.id}`)}>
                {t('open')}
              </Button>
              <Button look="small" onClick={() => setDiscarding(draft)}>
                {t('discard')}
              </Button>
            </li>
          )
        })}
      </ul>
      {discarding && <Discard draft={discarding} onClose={() => setDiscarding(null)} />}
    </section>
  )
}

function Figures() {
  const { t } = useTranslation('shift')
  const dates = useDates()
  const { branch } = useDesk().workspace
  const { data: shift } = useQuery(queries.shift)
  if (!shift) return <section />
  const before = shift.before && momentAt(shift.before.at, branch.timeZone)
  return (
    <section>
      <h2>{t('sinceLast')}</h2>
      <dl className="figures">
        <dt>{t('before')}</dt>
        <dd>{before ? `${dates.dotted(before.day)} ${before.time}, ${shift.before?.by}` : t('never')}</dd>
        <dt>{t('registered')}</dt>
        <dd className="n">{shift.registered}</dd>
        <dt>{t('discarded')}</dt>
        <dd className="n">{shift.discarded}</dd>
        <dt>{t('waiting')}</dt>
        <dd className="n">{shift.waiting}</dd>
      </dl>
      {shift.waiting > 0 && <p className="m">{t('waitingHint')}</p>}
    </section>
  )
}
