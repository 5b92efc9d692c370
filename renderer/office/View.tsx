/** F9: what headquarters says to the branch, and what it did not take, with what to do about each. */
import { useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Bulletin } from '../../electron/contract.ts'
import { queries } from '../api.ts'
import { useText } from '../i18n.ts'
import { useMoments } from '../outages/useMoments.ts'
import { Refused } from './Refused.tsx'
import './office.css'

export function View() {
  const { t } = useTranslation('office')
  const { data: bulletins = [] } = useQuery(queries.bulletins)
  const { data: exchange } = useQuery(queries.exchange)
  return (
    <div className="office">
      <section aria-label={t('bulletins')}>
        <h2>{t('bulletins')}</h2>
        {bulletins.length === 0 && <p className="m">{t('noBulletins')}</p>}
        <ul className="office-said">
          {bulletins.map((one) => (
            <Said key={one.id} bulletin={one} />
          ))}
        </ul>
      </section>
      <section aria-label={t('refused')}>
        <h2>{t('refused')}</h2>
        <p className="m">{t(exchange?.stuck.length === 0 ? 'noneRefused' : 'refusedSay')}</p>
        <ul className="office-refused">
          {exchange?.stuck.map((one) => (
            <Refused key={`${one.refused?.entry.hash ?? ''} ${one.number ?? ''} ${one.reason}`} one={one} />
          ))}
        </ul>
      </section>
    </div>
  )
}

function Said({ bulletin }: { bulletin: Bulletin }) {
  const { t } = useTranslation('office')
  const text = useText()
  const { show } = useMoments()
  const [, go] = useLocation()
  const { since, until, by, read, outage } = bulletin
  return (
    <li>
      <p>{text(bulletin.text)}</p>
      <p className="m">
        {t('from', { since: show(since), until: show(until) })}
        {by !== null && ` · ${by}`}
        {outage !== null && (
          <button type="button" className="link" onClick={() => go('/overview/outages')}>
            {t('ofOutage', { number: outage })}
          </button>
        )}
        {read && (
          <>
            {' · '}
            <Check aria-hidden /> {t('wasRead')}
          </>
        )}
      </p>
    </li>
  )
}
