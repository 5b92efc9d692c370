/**
 * A draft that somebody else opened: who, what for and how far, and no field to type in. It becomes a shift lead's or
 * manager's by taking it over with a reason; the reason stands in the record.
 */
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formOf } from '../../domain/forms/catalogue.ts'
import { progressOf } from '../../domain/forms/progress.ts'
import { joinedAnswers } from '../../domain/outages/join.ts'
import { applicantOf } from '../../domain/people/applicant.ts'
import { may } from '../../domain/people/permissions.ts'
import type { Draft } from '../../electron/contract.ts'
import { api, newCommand, queries, queryClient } from '../api.ts'
import { useText } from '../i18n.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { Button } from '../ui/Parts.tsx'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'

const reasons = ['gone', 'retired', 'shift'] as const

export function OthersDraft({ draft }: { draft: Draft }) {
  const { t } = useTranslation('intake')
  const text = useText()
  const dates = useDates()
  const { workspace, person } = useDesk()
  const { catalogue, branch } = workspace
  const { data: names = [] } = useQuery(queries.names)
  const owner = names.find(({ id }) => id === draft.by)
  const form = formOf(catalogue, draft.type)
  const joined = form ? joinedAnswers(catalogue, form, draft.outage) : {}
  const { given: filled, asked: total } = form
    ? progressOf(catalogue, form, draft.answers, joined)
    : { given: 0, asked: 0 }
  const at = momentAt(draft.savedAt, branch.timeZone)
  return (
    <>
      <div className="head">
        <h1>{t('others.title')}</h1>
        <span className="m n">{draft.label}</span>
      </div>
      <div className="body others">
        <h2>
          {applicantOf(draft.answers) || t('noName')} · {text(shortTitle(catalogue, draft))}
        </h2>
        <p>
          {t('others.whose', { who: owner?.signature ?? '' })}
          {owner?.retired && <span className="warn"> · {t('others.gone')}</span>}
        </p>
        <p className="m n">{t('others.typed', { filled, total, date: dates.dotted(at.day), time: at.time })}</p>
        {may(person, 'takeOverDraft') ? <TakeOver draft={draft} /> : <p className="m">{t('others.clerk')}</p>}
      </div>
    </>
  )
}

type Refusal =
  | Extract<Awaited<ReturnType<typeof api.drafts.takeOver>>, { ok: false }>['refusal']['code']
  | 'unreachable'

function TakeOver({ draft }: { draft: Draft }) {
  const { t } = useTranslation('intake')
  const [command] = useState(newCommand)
  const [why, setWhy] = useState('')
  const [refused, setRefused] = useState<Refusal | null>(null)
  const take = async (event?: FormEvent) => {
    event?.preventDefault()
    const answer = await api.drafts
      .takeOver({ command, draft: draft.id, why })
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
    setRefused(answer.ok ? null : answer.refusal.code)
    await queryClient.invalidateQueries({ queryKey: ['drafts'] })
  }
  return (
    <form onSubmit={(event) => void take(event)}>
      <div className="f">
        <label htmlFor="take-why">
          <span>{t('others.why')}</span>
        </label>
        <input
          id="take-why"
          className="in"
          autoComplete="off"
          maxLength={200}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
      </div>
      <div className="others-reasons">
        {reasons.map((reason) => (
          <Button key={reason} look="small" onClick={() => setWhy(t(`others.because.${reason}`))}>
            {t(`others.because.${reason}`)}
          </Button>
        ))}
      </div>
      {refused && (
        <p className="bad" role="alert">
          {t(`others.refused.${refused}`)}
        </p>
      )}
      <div className="choices">
        <Button look="go" keyName="Enter" onClick={() => void take()}>
          {t('others.take')}
        </Button>
      </div>
    </form>
  )
}
