/** While an outage lasts every screen says what does not work, who said so, and when the next news comes. No cause. */
import { useQuery } from '@tanstack/react-query'
import { Siren } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { queries } from '../api.ts'
import { Button } from '../ui/Parts.tsx'
import { saidAs } from './said.ts'
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
    <div className="banner line outage-banner" role="status">
      <Siren aria-hidden />
      {/* Where the line is too short it is the words about what does not work that are cut: the card has them whole. */}
      <b className="line-words what" title={outage.what}>
        {t('banner', { what: outage.what })}
      </b>
      <span className="line-words" title={outage.source}>
        {t(saidAs(outage), { time: show(outage.saidAt), source: outage.source })}
      </span>
      <b className="n">
        {t(late ? 'bannerLate' : 'bannerNext', { time: show(outage.nextNewsAt) })}
        {others.length > 0 && ` · ${t('bannerMore', { count: others.length })}`}
      </b>
      {!path.startsWith('/overview/outages') && (
        <Button look="small" onClick={() => go('/overview/outages')}>
          {t('openCard')}
        </Button>
      )}
    </div>
  )
}
