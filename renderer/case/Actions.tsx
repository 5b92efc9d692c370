/**
 * The bar under a case: its papers, and on the right the one thing that it waits for. That is never hidden: where it is not
 * allowed the button is dashed and says why and who can. A digit pressed within a burst does nothing.
 */
import { notifications } from '@mantine/notifications'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { api, newCommand, queries, queryClient } from '../api.ts'
import { usePrintSlipList } from '../customers/slipList.ts'
import { printDuplicate } from '../queue/duplicate.ts'
import { WhyIncomplete } from '../review/WhyIncomplete.tsx'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import type { Opened } from './opened.ts'
import { useRefusal } from './refusals.ts'
import { isMain, type KeyedStep, keyedSteps, stepKeys } from './steps.ts'

type Props = { detail: CaseDetail; onOpen: (opened: Opened) => void }

export function Actions({ detail, onOpen }: Props) {
  const { t } = useTranslation('case')
  const { t: tQueue } = useTranslation('queue')
  const [, go] = useLocation()
  const { handOutObstacle, row } = detail
  const print = () => void printDuplicate(row.id, tQueue)
  const toPerson = () => go(`/person/case/${row.id}`)
  const handsOut = handOutObstacle !== 'notHandedOut'
  const slipList = usePrintSlipList(detail)
  const main = keyedSteps.find((step) => isMain(step) && detail.possible[step] !== undefined)
  useKeys([
    ['ctrl+KeyP', print],
    ['KeyK', toPerson],
    ['KeyL', () => handsOut && void slipList()],
  ])
  return (
    <>
      <Button look="quiet" keyName="Ctrl P" onClick={print}>
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
        {row.state === 'in_review' ? (
          <Accept detail={detail} />
        ) : (
          main && <MainStep key={main} detail={detail} step={main} onOpen={onOpen} />
        )}
      </span>
    </>
  )
}

function MainStep({ detail, step, onOpen }: Props & { step: KeyedStep }) {
  const { t } = useTranslation('acts')
  const say = useRefusal(detail)
  const refusal = detail.possible[step]
  const obstacle = refusal ? say(refusal, step) : undefined
  const open = () => {
    if (obstacle === undefined) onOpen({ step, about: null })
  }
  useKeys([['Digit1', open]])
  return (
    <>
      {obstacle && <span className="hint">{obstacle}</span>}
      <Button look="go" keyName={stepKeys[step]} onClick={open} obstacle={obstacle}>
        {t(`${step}.name`)}
      </Button>
    </>
  )
}

/** Where something lacks it is asked why it is accepted all the same. */
function Accept({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation('case')
  const [asking, setAsking] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const command = useRef(newCommand())
  const busy = useRef(false)
  const { acceptObstacle: obstacle, row } = detail
  const form = formOf(useDesk().workspace.catalogue, row.type)
  const say = useRefusal(detail)
  const accept = async (incompleteBecause: string | null) => {
    if (busy.current) return
    busy.current = true
    try {
      const answer = await api.cases.accept({ id: row.id, command: command.current, incompleteBecause })
      setRefused(answer.ok ? null : answer.refusal.code)
      if (!answer.ok && answer.refusal.code === 'notInReview') await tellFirst()
      setAsking(!answer.ok && answer.refusal.code === 'incomplete')
      await queryClient.invalidateQueries({ queryKey: ['cases'] })
    } catch {
      setRefused('unreachable')
    } finally {
      busy.current = false
    }
  }
  // Somebody else has decided: this button goes with the review, so the words stand elsewhere.
  const tellFirst = async () => {
    const fresh = await queryClient.fetchQuery({ ...queries.detail(row.id), staleTime: 0 })
    if (fresh) notifications.show({ color: 'orange', message: say({ code: 'notInReview' }, 'returnCase', fresh) })
  }
  const press = () => {
    if (obstacle === null) void accept(null)
    else if (obstacle === 'incomplete') setAsking(true)
  }
  const blocked = obstacle !== null && obstacle !== 'incomplete'
  useKeys([['Digit1', press]])
  return (
    <>
      {refused && (
        <span className="hint bad" role="alert">
          {t(`refused.${refused}`)}
        </span>
      )}
      {blocked && (
        <span className="hint">{t(`obstacle.${obstacle}`, { context: form?.reviewer ?? 'shift_lead' })}</span>
      )}
      <Button look="go" keyName="1" onClick={press} obstacle={blocked ? t(`obstacle.${obstacle}`) : undefined}>
        {t('accept')}
      </Button>
      {asking && <WhyIncomplete lacks={detail.missing.length > 0} onClose={() => setAsking(false)} onAccept={accept} />}
    </>
  )
}
