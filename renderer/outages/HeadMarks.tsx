/** In the head of a form: the outage the paper is joined to, and whether it was taken in by hand. Both can be taken off. */
import { Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ChevronDown, Siren, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form } from '../../domain/forms/schema.ts'
import { outageFields } from '../../domain/outages/join.ts'
import { queries } from '../api.ts'
import type { OpenDraft } from '../intake/draft.ts'
import { useDesk } from '../window/workspace.ts'
import { ByHand } from './ByHand.tsx'
import { useMoments } from './useMoments.ts'
import './outages.css'

export function HeadMarks({ form, open }: { form: Form; open: OpenDraft }) {
  return (
    <span className="head-marks">
      <OutageMark form={form} open={open} />
      <ByHand open={open} />
    </span>
  )
}

/** The number stands in the draft and in each field of the form that asks for one: both are changed together. */
function OutageMark({ form, open }: { form: Form; open: OpenDraft }) {
  const { t } = useTranslation('outages')
  const { show } = useMoments()
  const { catalogue } = useDesk().workspace
  const { data } = useQuery(queries.outages)
  const [choosing, setChoosing] = useState(false)
  const join = (number: string | null) => {
    for (const key of outageFields(catalogue, form)) {
      const before = open.answers[key]
      if (before === undefined || before === open.outage || number !== null) open.setValue(key, number ?? undefined)
    }
    open.setOutage(number)
    setChoosing(false)
  }
  if (open.outage !== null)
    return (
      <span className="head-mark warn" title={t('joinedTo', { number: open.outage })}>
        <Siren aria-hidden />
        <span>{open.outage}</span>
        <button type="button" className="iconbtn" tabIndex={-1} aria-label={t('unjoin')} onClick={() => join(null)}>
          <X aria-hidden />
        </button>
      </span>
    )
  const known = [...(data?.open ?? []), ...(data?.recent ?? [])]
  const going = data?.open[0]
  if (known.length === 0) return null
  const add = going && (
    <button
      type="button"
      className="link s"
      tabIndex={-1}
      title={`${t('join')}: ${going.what}`}
      onClick={() => join(going.number)}
    >
      {t('add', { number: going.number })}
    </button>
  )
  if (add && known.length === 1) return add
  const choose = () => setChoosing(!choosing)
  const list = (
    <Popover opened={choosing} onChange={setChoosing} position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        {add ? (
          <button type="button" className="iconbtn" tabIndex={-1} aria-label={t('join')} onClick={choose}>
            <ChevronDown aria-hidden />
          </button>
        ) : (
          <button type="button" className="link s" tabIndex={-1} onClick={choose}>
            {t('join')}
          </button>
        )}
      </Popover.Target>
      <Popover.Dropdown>
        <div className="menu outage-menu">
          {known.map((outage) => (
            <button key={outage.number} type="button" onClick={() => join(outage.number)}>
              <b>{outage.what}</b>
              <span className="s m">
                {outage.number} · {show(outage.since)}
              </span>
            </button>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
  return (
    <>
      {add}
      {list}
    </>
  )
}
