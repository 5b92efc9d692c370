/**
 * All else that can be done with a case, each by its key. What may not be done is dashed and stands after it, with its
 * reason; what makes no sense in this state is not there.
 */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOpen } from '../../domain/cases/case.ts'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { PassUp } from '../passing/PassUp.tsx'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import type { Opened } from './opened.ts'
import { useRefusal } from './refusals.ts'
import { isMain, type KeyedStep, keyedSteps, stepKeys } from './steps.ts'

type Props = { detail: CaseDetail; onOpen: (opened: Opened) => void }

export function Steps({ detail, onOpen }: Props) {
  const { t } = useTranslation('acts')
  const [passing, setPassing] = useState(false)
  const { row, possible } = detail
  const form = formOf(useDesk().workspace.catalogue, row.type)
  const say = useRefusal(detail, form?.reviewer)
  const open = isOpen(row.state)
  const shown = keyedSteps.filter((step) => !isMain(step) && possible[step] !== undefined)
  const press = (step: KeyedStep) => () => {
    if (possible[step] === null) onOpen({ step, about: null })
  }
  useKeys([
    ...shown.map((step) => [`Digit${stepKeys[step]}`, press(step)] as const),
    ['KeyP', () => open && setPassing(true)],
  ])
  // It stands with the reasons of the return.
  const listed = shown.filter(
    (step) => !(step === 'correctCase' && row.state === 'returned' && possible[step] === null),
  )
  if (listed.length === 0 && !open) return null
  const mayBe = (step: KeyedStep) => possible[step] === null
  const barred = listed.filter((step) => !mayBe(step))
  const obstacleOf = (step: KeyedStep) => {
    const refusal = possible[step]
    return refusal ? say(refusal, step) : undefined
  }
  const button = (step: KeyedStep) => (
    <Button key={step} look="small" keyName={stepKeys[step]} onClick={press(step)} obstacle={obstacleOf(step)}>
      {t(`${step}.name`)}
    </Button>
  )
  return (
    <>
      <h3>{t('steps')}</h3>
      <ul className="case-steps">
        {listed.filter(mayBe).map((step) => (
          <li key={step}>{button(step)}</li>
        ))}
        {open && (
          <li>
            <Button look="small" keyName="P" onClick={() => setPassing(true)}>
              {t('rising:pass.open')}
            </Button>
          </li>
        )}
        {/* What may not be done stands together, its reason said once. */}
        {[...new Set(barred.map(obstacleOf))].map((obstacle) => (
          <li key={obstacle}>
            {barred.filter((step) => obstacleOf(step) === obstacle).map(button)}
            <small className="m">{obstacle}</small>
          </li>
        ))}
      </ul>
      {passing && <PassUp row={row} onClose={() => setPassing(false)} />}
    </>
  )
}
