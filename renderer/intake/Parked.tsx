/**
 * Forms that were begun at this window and put aside; nothing in them is lost. One's own first, the latest at the top: F6
 * goes through them. Below stand those of others, with their names.
 */
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { formOf } from '../../domain/forms/catalogue.ts'
import { progressOf } from '../../domain/forms/progress.ts'
import { joinedAnswers } from '../../domain/outages/join.ts'
import { applicantOf } from '../../domain/people/applicant.ts'
import { may } from '../../domain/people/permissions.ts'
import type { Draft } from '../../electron/contract.ts'
import { queries } from '../api.ts'
import { useText } from '../i18n.ts'
import { momentAt } from '../ui/dates.ts'
import { Key } from '../ui/Parts.tsx'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'
import { Discard } from './Discard.tsx'

const SHOWN = 4

export function Parked({ drafts }: { drafts: Draft[] }) {
  const { t } = useTranslation('intake')
  const text = useText()
  const [, go] = useLocation()
  const { workspace, person } = useDesk()
  const { catalogue, branch } = workspace
  const { data: names = [] } = useQuery(queries.names)
  const own = drafts.filter(({ by }) => by === person.id)
  const listed = [...own, ...drafts.filter((draft) => !own.includes(draft))]
  const [discarding, setDiscarding] = useState<Draft | null>(null)
  return (
    <section className="parked">
      <h2>{t('parked', { count: drafts.length })}</h2>
      <ul>
        {listed.slice(0, SHOWN).map((draft, i) => {
          const form = formOf(catalogue, draft.type)
          const joined = form ? joinedAnswers(catalogue, form, draft.outage) : {}
          const { given: filled, asked: total } = form
            ? progressOf(catalogue, form, draft.answers, joined)
            : { given: 0, asked: 0 }
          return (
            <li key={draft.id}>
              <button type="button" className="row" onClick={() => go(`/draft/${draft.id}`)}>
                <b>{applicantOf(draft.answers) || t('noName')}</b>
                <span>{text(shortTitle(catalogue, draft))}</span>
                <span className="m">
                  {draft.by === person.id
                    ? `${t('filled', { filled, total })} · ${momentAt(draft.savedAt, branch.timeZone).time}`
                    : names.find(({ id }) => id === draft.by)?.signature}
                </span>
              </button>
              {(draft.by === person.id || may(person, 'takeOverDraft')) && (
                <button
                  type="button"
                  className="iconbtn"
                  aria-label={t('discard')}
                  title={t('discard')}
                  onClick={() => setDiscarding(draft)}
                >
                  <X aria-hidden />
                </button>
              )}
              <span className="cap">
                {i < own.length && (i === 0 ? <Key>F6</Key> : i < 3 && <Key>{i + 1}×F6</Key>)}
              </span>
            </li>
          )
        })}
      </ul>
      {discarding && <Discard draft={discarding} onClose={() => setDiscarding(null)} />}
    </section>
  )
}
