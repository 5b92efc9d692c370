/** What whoever leads the branch sees first: what waits for him, the windows, the day against the usual, headquarters. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { may } from '../../domain/people/permissions.ts'
import { queries } from '../api.ts'
import { momentAt } from '../ui/dates.ts'
import { useFreshFocus, useKeys } from '../ui/keys.ts'
import { Key } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { Hours } from './Hours.tsx'
import { Line } from './Line.tsx'
import { Needs, useOpenNeed } from './Needs.tsx'
import { Windows } from './Windows.tsx'

export function Start() {
  const { t } = useTranslation('reports')
  const [, go] = useLocation()
  const { person, workspace } = useDesk()
  const { data, error } = useQuery(queries.overview)
  const openNeed = useOpenNeed()
  const counts = may(person, 'seeReports')
  const needs = data?.ok ? data.needs : []
  const opens = (i: number) => () => {
    const one = needs[i]
    if (one) openNeed(one.need)
  }
  useKeys([
    ['Enter', opens(0)],
    ...Array.from({ length: 9 }, (_, i) => [`Digit${i + 1}`, opens(i)] as const),
    ['KeyR', () => counts && go('/overview/counts')],
  ])
  useFreshFocus()
  if (error) return <p className="overview bad">{t('ui:broken', { why: error.message })}</p>
  if (!data) return null
  if (!data.ok) return <p className="overview bad">{t(`refused.${data.refusal.code}`)}</p>
  return (
    <>
      <div className="cols start">
        <Needs needs={needs} />
        <div className="start-day">
          <Windows windows={data.windows} today={data.today} />
          <Hours hours={data.hours} today={data.today} total={data.todayTotal} usualDays={data.usualDays} />
          <Line />
        </div>
      </div>
      <div className="act hints">
        {needs.length > 0 && (
          <span className="hint">
            <Key>Enter</Key>
            {needs.length > 1 && (
              <>
                –<Key>{Math.min(needs.length, 9)}</Key>
              </>
            )}{' '}
            {t('hint.list')}
          </span>
        )}
        {counts && (
          <span className="hint">
            <Key>R</Key> {t('overview:section.counts')}
          </span>
        )}
        <span className="right hint">
          {t('read', { time: momentAt(data.readAt, workspace.branch.timeZone).seconds })}
        </span>
      </div>
    </>
  )
}
