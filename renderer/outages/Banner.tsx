/** While an outage lasts every screen says what does not work, who said so, and when the next news comes. No cause. */
import { useQuery } from '@tanstack/react-query'
import { Siren } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { queries } from '../api.ts'
import { Button } from '../ui/Parts.tsx'
import { useMoments } from './useMoments.ts'
import './outages.css'

export function OutageBanner() {
  const { t } = useTranslation('outages')
  const [path, go] = useLocation()
  const { show } = useMoments()
  const { data } = useQuery(queries.outages)
  const [outage, ...others] = data?.open ?? []
  if (!outage) return null
  const late = Date.parse(outage.nextNewsAt) < Date.now()
  return (
    <div className="banner outage-banner" role="status">
      <Siren aria-hidden />
      <div>
        <b>{t('banner', { what: outage.what })}</b>
        <span>
          {t('bannerSaid', { time: show(outage.saidAt), source: outage.source })} ·{' '}
          <b className="n">{t(late ? 'bannerLate' : 'bannerNext', { time: show(outage.nextNewsAt) })}</b>
          {others.length > 0 && ` · ${t('bannerMore', { count: others.length })}`}
        </span>
      </div>
      {!path.startsWith('/overview/outages') && (
        <Button onClick={() => go('/overview/outages')}>{t('openCard')}</Button>
      )}
    </div>
  )
}
