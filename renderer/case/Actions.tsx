/**
 * What can be done with a case here. Accepting is never hidden: where it is not allowed the button is dashed and says why
 * and who can. A digit pressed within a burst accepts nothing.
 */
import { Modal } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { api, newCommand, queryClient } from '../api.ts'
import { usePrintSlipList } from '../customers/slipList.ts'
import { printDuplicate } from '../queue/duplicate.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'

export function Actions({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation('case')
  const { t: tQueue } = useTranslation('queue')
  const [asking, setAsking] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const command = useRef(newCommand())
  const busy = useRef(false)
  const [, go] = useLocation()
  const { acceptObstacle: obstacle, handOutObstacle, row } = detail
  const form = formOf(useDesk().workspace.catalogue, row.type)
  const print = () => void printDuplicate(row.id, tQueue)

  const accept = async (incompleteBecause: string | null) => {
    if (busy.current) return
    busy.current = true
    try {
      const answer = await api.cases.accept({ id: row.id, command: command.current, incompleteBecause })
      setRefused(answer.ok ? null : answer.refusal.code)
      setAsking(!answer.ok && answer.refusal.code === 'incomplete')
      await queryClient.invalidateQueries({ queryKey: ['cases'] })
    } catch {
      setRefused('unreachable')
    } finally {
      busy.current = false
    }
  }
  const toPerson = () => go(`/person/case/${row.id}`)
  const handsOut = handOutObstacle !== 'notHandedOut'
  const slipList = usePrintSlipList(detail)
  const press = () => {
    if (obstacle === null) void accept(null)
    else if (obstacle === 'incomplete') setAsking(true)
  }
  const blocked = obstacle !== null && obstacle !== 'incomplete'
  useKeys([
    ['Digit1', press],
    ['KeyP', print],
    ['ctrl+KeyP', print],
    ['KeyK', toPerson],
    ['KeyL', () => handsOut && void slipList()],
  ])
  return (
    <>
      <Button look="quiet" keyName="P" onClick={print}>
        {t(row.slips > 0 ? 'printSlip' : 'printFirstSlip')}
      </Button>
      <Button look="quiet" keyName="K" onClick={toPerson}>
        {t('person')}
      </Button>
      {handsOut && (
        <Button
          look="quiet"
          keyName="L"
          onClick={() => void slipList()}
          obstacle={handOutObstacle ? t(`customers:slips.${handOutObstacle}`) : undefined}
        >
          {t('customers:slips.print')}
        </Button>
      )}
      <span className="right">
        {refused && (
          <span className="hint bad" role="alert">
            {t(`refused.${refused}`)}
          </span>
        )}
        {blocked && row.state === 'in_review' && (
          <span className="hint">{t(`obstacle.${obstacle}`, { context: form?.reviewer ?? 'shift_lead' })}</span>
        )}
        {row.state === 'in_review' && (
          <Button look="go" keyName="1" onClick={press} obstacle={blocked ? t(`obstacle.${obstacle}`) : undefined}>
            {t('accept')}
          </Button>
        )}
      </span>
      {asking && <WhyIncomplete lacks={detail.missing.length > 0} onClose={() => setAsking(false)} onAccept={accept} />}
    </>
  )
}

const LEAST = 5

/** An incomplete case is accepted only with a reason, which stays in its history. */
function WhyIncomplete({
  lacks,
  onClose,
  onAccept,
}: {
  /** Otherwise a value is kept that cannot be right. */
  lacks: boolean
  onClose: () => void
  onAccept: (why: string) => Promise<void>
}) {
  const { t } = useTranslation('case')
  const [why, setWhy] = useState('')
  const short = why.trim().length < LEAST
  const note = t('reasonShort', { count: LEAST })
  const send = () => {
    if (!short) void onAccept(why.trim())
  }
  useKeys([['ctrl+Enter', send]], { inDialog: true })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(lacks ? 'incompleteTitle' : 'keptTitle')}
      size={520}
      withCloseButton={false}
    >
      <p className="m">{t('incompleteWhy')}</p>
      <textarea
        className="in why-field"
        data-autofocus
        rows={3}
        maxLength={500}
        value={why}
        aria-label={t('incompleteWhy')}
        aria-describedby="why-least"
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <p id="why-least" className={`note${short ? '' : ' ok'}`}>
        {note}
      </p>
      <div className="choices">
        <Button look="go" keyName="Ctrl Enter" onClick={send} obstacle={short ? note : undefined}>
          {t('acceptIncomplete')}
        </Button>
        <Button look="quiet" keyName="Esc" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Modal>
  )
}
