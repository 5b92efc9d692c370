/** A paper taken in by hand while the computer was down: its number and the real time, from which the term is counted. */
import { Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { PenLine, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import type { OpenDraft } from '../intake/draft.ts'
import { dotted } from '../ui/dates.ts'
import { MomentField } from '../ui/MomentField.tsx'
import { Button } from '../ui/Parts.tsx'
import { useSettled } from '../ui/settled.ts'
import { useMoments } from './useMoments.ts'

const LONGEST_NUMBER = 60

export function ByHand({ open }: { open: OpenDraft }) {
  const { t } = useTranslation('outages')
  const { show } = useMoments()
  const [asking, setAsking] = useState(false)
  const { handTaken } = open
  if (handTaken)
    return (
      <span className="head-mark info">
        <PenLine aria-hidden />
        <span>{t('byHandSay', { number: handTaken.number, time: show(handTaken.at) })}</span>
        <button
          type="button"
          className="iconbtn"
          tabIndex={-1}
          aria-label={t('byHandOff')}
          onClick={() => open.setHandTaken(null)}
        >
          <X aria-hidden />
        </button>
      </span>
    )
  return (
    <Popover opened={asking} onChange={setAsking} position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <button type="button" className="link s" tabIndex={-1} onClick={() => setAsking(!asking)}>
          {t('byHand')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Ask
          onSet={(taken) => {
            open.setHandTaken(taken)
            setAsking(false)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

function Ask({ onSet }: { onSet: (taken: NonNullable<OpenDraft['handTaken']>) => void }) {
  const { t } = useTranslation('outages')
  const { read } = useMoments()
  const [typed, setTyped] = useState('')
  const [time, setTime] = useState('')
  const asked = useSettled(typed.trim(), 200)
  const { data: known } = useQuery({
    queryKey: ['outages', 'paperNumber', asked],
    queryFn: () => api.outages.paperNumber({ number: asked }),
    enabled: asked !== '',
    staleTime: 0,
  })
  const at = read(time)
  const fresh = asked === typed.trim() && known !== undefined
  const bad = fresh && known.number === null
  const taken = fresh ? known.usedBy : null
  const lacks = [typed.trim() === '' && t('paperNumber'), !at && t('takenAt')].filter((one) => one !== false)
  const future = at !== null && Date.parse(at) > Date.now()
  const obstacle =
    lacks.length > 0
      ? t('fill', { fields: lacks.join(', ') })
      : bad
        ? t('paperBad')
        : taken
          ? t('paperTaken', { by: taken })
          : future
            ? t('ui:typed.future')
            : undefined
  const set = () => {
    if (obstacle === undefined && fresh && known.number && at) onSet({ number: known.number, at })
  }
  return (
    <form
      className="by-hand"
      onSubmit={(event) => {
        event.preventDefault()
        set()
      }}
    >
      <h2>{t('byHandTitle')}</h2>
      <p className="s m">{t('byHandWhy')}</p>
      <div className="f">
        <label htmlFor="paper-number">
          <span>{t('paperNumber')}</span>
        </label>
        <input
          id="paper-number"
          className={`in n${bad || taken ? ' error' : ''}`}
          value={typed}
          maxLength={LONGEST_NUMBER}
          autoComplete="off"
          spellCheck={false}
          placeholder="0712-A26-B0001-…"
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {fresh && typed.trim() !== '' && (
          <p className={`note ${bad || taken ? 'bad' : known.reservedOn ? '' : 'warn'}`} aria-live="polite">
            {bad
              ? t('paperBad')
              : taken
                ? t('paperTaken', { by: taken })
                : known.reservedOn
                  ? t('paperReserved', { date: dotted(known.reservedOn) })
                  : t('paperUnknown')}
          </p>
        )}
      </div>
      <MomentField label={t('takenAt')} value={time} onChange={setTime} past boxed />
      <div className="choices">
        <Button look="go" keyName="Enter" onClick={set} obstacle={obstacle}>
          {t('byHandSet')}
        </Button>
        {obstacle && <span className="s m">{obstacle}</span>}
      </div>
    </form>
  )
}
