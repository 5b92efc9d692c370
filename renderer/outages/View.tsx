/** F9, outages: the cards, the one that is looked at, the month, and paper slips for the day when the computer is down. */
import { useQuery } from '@tanstack/react-query'
import { Printer, Siren } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayLead } from '../../domain/outages/decide.ts'
import type { OutageView } from '../../electron/contract.ts'
import { api } from '../api.ts'
import { useKeys } from '../ui/keys.ts'
import { Button, Chip } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { Card } from './Card.tsx'
import { Month } from './Month.tsx'
import './outages.css'
import { OutageForm } from './OutageForm.tsx'
import { PaperBlock } from './PaperBlock.tsx'
import { useMoments } from './useMoments.ts'

const LISTED = 50

export function View() {
  const { t } = useTranslation('outages')
  const { person } = useDesk()
  const { data: all } = useQuery({
    queryKey: ['outages', 'list'],
    queryFn: () => api.outages.list({ limit: LISTED }),
    refetchInterval: 10_000,
  })
  const [chosen, setChosen] = useState<string | null>(null)
  const [asking, setAsking] = useState<'open' | 'paper' | null>(null)
  const leading = mayLead(person)
  const shown = all?.find(({ number }) => number === chosen) ?? all?.[0]
  const open = () => setAsking('open')
  useKeys([
    ['alt+KeyA', () => leading && open()],
    ['alt+KeyH', () => setAsking('paper')],
  ])
  return (
    <div className="outages">
      <aside className="outage-list">
        <div className="outage-buttons">
          <Button
            look={leading && !all?.some(({ endedAt }) => endedAt === null) ? 'go' : 'plain'}
            keyName="Alt A"
            onClick={open}
            obstacle={leading ? undefined : t('onlyLead')}
          >
            {t('newCard')}
          </Button>
          <Button look="quiet" icon={Printer} keyName="Alt H" onClick={() => setAsking('paper')}>
            {t('paper')}
          </Button>
        </div>
        <h2 className="outage-head">{t('list')}</h2>
        {all?.length === 0 && <p className="m s">{t('empty')}</p>}
        <ul>
          {all?.map((outage) => (
            <Listed
              key={outage.number}
              outage={outage}
              lit={outage.number === shown?.number}
              onChoose={() => setChosen(outage.number)}
            />
          ))}
        </ul>
        <Month />
      </aside>
      {shown && <Card key={shown.number} outage={shown} leading={leading} />}
      {asking === 'open' && (
        <OutageForm
          onClose={() => setAsking(null)}
          onDone={(outage) => {
            setChosen(outage.number)
            setAsking(null)
          }}
        />
      )}
      {asking === 'paper' && <PaperBlock onClose={() => setAsking(null)} />}
    </div>
  )
}

function Listed({ outage, lit, onChoose }: { outage: OutageView; lit: boolean; onChoose: () => void }) {
  const { t } = useTranslation('outages')
  const { show } = useMoments()
  const going = outage.endedAt === null
  return (
    <li>
      <button type="button" className={lit ? 'lit' : ''} aria-pressed={lit} onClick={onChoose}>
        <span className="outage-what">{outage.what}</span>
        <span className="s m">
          {outage.number} · {show(outage.since)} · {t('cases', { count: outage.cases })}
        </span>
        {going ? (
          <Chip tone="warn" icon={Siren} fill>
            {t('going')}
          </Chip>
        ) : (
          outage.toTell > 0 && <span className="s warn">{t('toTell', { count: outage.toTell })}</span>
        )}
      </button>
    </li>
  )
}
