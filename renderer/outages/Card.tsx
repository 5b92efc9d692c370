/** One outage: what to tell the customer, what is known and from whom, the cases joined to it; and for shift leads the pen. */
import { notifications } from '@mantine/notifications'
import { Megaphone } from 'lucide-react'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { minutesOf } from '../../domain/outages/outage.ts'
import type { OutageView } from '../../electron/contract.ts'
import { api } from '../api.ts'
import { useLanguage } from '../i18n.ts'
import { useOpenDraft } from '../intake/opening.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { slipWish } from '../window/look.ts'
import { EndForm } from './EndForm.tsx'
import { Joined } from './Joined.tsx'
import { OutageForm } from './OutageForm.tsx'
import { Recovery } from './Recovery.tsx'
import { useMoments } from './useMoments.ts'

/** Minutes in words: `5 h 53 min`. */
export function useLasted(): (minutes: number) => string {
  const { t } = useTranslation('outages')
  return (minutes) =>
    minutes < 60
      ? t('minutes', { count: minutes })
      : t('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

export function Card({ outage, leading }: { outage: OutageView; leading: boolean }) {
  const { t } = useTranslation('outages')
  const { show } = useMoments()
  const lasted = useLasted()
  const openDraft = useOpenDraft()
  const print = usePrintNotice(outage)
  const [asking, setAsking] = useState<'update' | 'end' | null>(null)
  const going = outage.endedAt === null
  const report = () => openDraft('OUTAGE-REPORT')
  const obstacle = leading ? undefined : t('onlyLead')
  useKeys([
    ['alt+KeyP', print],
    ['alt+KeyU', () => leading && going && setAsking('update')],
    ['alt+KeyE', () => leading && going && setAsking('end')],
    ['Enter', () => going && report()],
  ])
  return (
    <section className="outage-card" aria-label={outage.number}>
      <p className="hint">
        <Megaphone aria-hidden />
        <b>{outage.number}</b> · {t('bulletin', { n: outage.bulletin, time: show(outage.saidAt), by: outage.saidBy })} ·{' '}
        {t('locked')}
      </p>
      <h2>{t('tell')}</h2>
      <div className="outage-tell lit">
        <p>
          {outage.text
            ? t('ui:quoted', { said: outage.text.replace(/\.$/, '') })
            : t('noText', { time: show(outage.nextNewsAt) })}
        </p>
      </div>
      <dl className="outage-facts">
        <dt>{t('known')}</dt>
        <dd>{t('knownSince', { what: outage.what, time: show(outage.since) })}</dd>
        <dt>{t('source')}</dt>
        <dd>
          {outage.source}, <span className="n">{show(outage.saidAt)}</span>
        </dd>
        <dt>{t('cause')}</dt>
        <dd>
          {outage.cause ? t('causeNamed', outage.cause) : <Trans t={t} i18nKey="noCause" components={{ b: <b /> }} />}
        </dd>
        {going ? (
          <>
            <dt>{t('next')}</dt>
            <dd>
              <b className="n">{show(outage.nextNewsAt)}</b>
            </dd>
          </>
        ) : (
          <>
            <dt>{t('ended')}</dt>
            <dd>{t('endedBy', { time: show(outage.endedAt ?? ''), by: outage.closedBy ?? '' })}</dd>
          </>
        )}
        <dt>{t(going ? 'lasted' : 'lastedOver')}</dt>
        <dd className="n">{lasted(minutesOf(outage, new Date().toISOString()))}</dd>
        <dt>{t('keep')}</dt>
        <dd>{t('keepWhat')}</dd>
      </dl>
      <div className="outage-buttons">
        {going && (
          <Button look="go" keyName="Enter" onClick={report}>
            {t('takeReport')}
          </Button>
        )}
        <Button keyName="Alt P" onClick={print}>
          {t('printNotice')}
        </Button>
        {going && (
          <>
            <Button keyName="Alt U" onClick={() => setAsking('update')} obstacle={obstacle}>
              {t('newBulletin')}
            </Button>
            <Button keyName="Alt E" onClick={() => setAsking('end')} obstacle={obstacle}>
              {t('works')}
            </Button>
          </>
        )}
      </div>
      {!going && leading && <Recovery outage={outage} />}
      <Joined outage={outage} />
      {asking === 'update' && (
        <OutageForm outage={outage} onClose={() => setAsking(null)} onDone={() => setAsking(null)} />
      )}
      {asking === 'end' && <EndForm outage={outage} onClose={() => setAsking(null)} />}
    </section>
  )
}

function usePrintNotice({ number }: OutageView): () => void {
  const { t } = useTranslation('outages')
  const language = useLanguage()
  return () =>
    void api.printing
      .outage({ number, language, ...slipWish() })
      .catch(() => ({ ok: false as const, refusal: { code: 'failed' as const } }))
      .then((outcome) =>
        notifications.show({
          color: outcome.ok ? 'petrol' : 'orange',
          message: outcome.ok ? t('printed') : t(`printRefused.${outcome.refusal.code}`),
        }),
      )
}
