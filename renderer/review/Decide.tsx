/** The four decisions and their keys. What is not allowed is dashed and says why and who can. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Form } from '../../domain/forms/schema.ts'
import type { Act, CaseDetail, ShownWarning } from '../../electron/contract.ts'
import { newCommand } from '../api.ts'
import { KeptUnder } from '../case/kept.ts'
import { PassUp } from '../passing/PassUp.tsx'
import { useKeys } from '../ui/keys.ts'
import { Key } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { AskCustomer } from './AskCustomer.tsx'
import { decideSoon } from './deciding.ts'
import { Merge } from './Merge.tsx'
import { ReturnCase } from './ReturnCase.tsx'
import { useSayRefused } from './useSayRefused.ts'
import { fieldsOfWarning } from './Warnings.tsx'
import { WhyIncomplete } from './WhyIncomplete.tsx'

type Props = {
  detail: CaseDetail
  warnings: ShownWarning[]
  /** The one that is being read. */
  lit: ShownWarning | undefined
  form: Form | undefined
  /** The first of the checks that nobody has ticked. */
  unchecked: string | null
  next: string | null
}
type Panel = 'accept' | 'return' | 'ask' | 'pass' | 'merge' | null

export function Decide({ detail, warnings, lit, form, unchecked, next }: Props) {
  const { t } = useTranslation('review')
  const [, go] = useLocation()
  const [panel, setPanel] = useState<Panel>(null)
  const sayRefused = useSayRefused()
  const { person } = useDesk()
  const under = `${person.id} ${detail.row.id} review`
  const { row, acceptObstacle: obstacle } = detail
  const older = warnings.filter((warning) => warning.code === 'sameMatter')
  const mayNot =
    obstacle !== null && obstacle !== 'incomplete' && obstacle !== 'consentMissing'
      ? t(`case:obstacle.${obstacle}`, { context: form?.reviewer ?? 'shift_lead' })
      : null
  const noAccept =
    mayNot ?? (obstacle === 'consentMissing' ? t('case:obstacle.consentMissing') : null) ?? unchecked ?? null
  const decide = (act: Act) => {
    setPanel(null)
    const { id, number } = row
    decideSoon(person.id, [{ case: id, number, seen: detail.seen, act, kept: under }], sayRefused)
    go(next ? `/review/${next}` : '/review')
  }
  const accept = (incompleteBecause: string | null) =>
    decide({ do: 'acceptCase', command: newCommand(), incompleteBecause })
  const press = (what: Exclude<Panel, null>) => () => {
    if (what === 'accept') {
      if (noAccept !== null) return
      if (obstacle === 'incomplete') setPanel('accept')
      else accept(null)
    } else if (what === 'pass' || mayNot === null) setPanel(what)
  }
  useKeys([
    ['Digit1', press('accept')],
    ['Digit2', press('return')],
    ['Digit3', press('ask')],
    ['Digit4', press('pass')],
    ['Digit5', () => older.length > 0 && press('merge')()],
  ])
  const close = () => setPanel(null)
  return (
    <>
      <Choice
        name="1"
        title={t('act.accept')}
        how={noAccept ?? t('act.acceptHow')}
        off={noAccept !== null}
        onPress={press('accept')}
      />
      <Choice
        name="2"
        title={t('act.return')}
        how={mayNot ?? t('act.returnHow')}
        off={mayNot !== null}
        onPress={press('return')}
      />
      <Choice
        name="3"
        title={t('act.ask')}
        how={mayNot ?? t('act.askHow')}
        off={mayNot !== null}
        onPress={press('ask')}
      />
      <Choice name="4" title={t('act.pass')} how={t('act.passHow')} off={false} onPress={press('pass')} />
      {older.length > 0 && (
        <Choice
          name="5"
          title={t('act.merge')}
          how={mayNot ?? t('act.mergeHow')}
          off={mayNot !== null}
          onPress={press('merge')}
        />
      )}
      <KeptUnder value={under}>
        {panel === 'accept' && <WhyIncomplete lacks={detail.missing.length > 0} onClose={close} onAccept={accept} />}
        {panel === 'return' && (
          <ReturnCase form={form} fields={lit ? fieldsOfWarning(lit) : []} onClose={close} onDecide={decide} />
        )}
        {panel === 'ask' && <AskCustomer missing={detail.missing} form={form} onClose={close} onDecide={decide} />}
        {panel === 'pass' && <PassUp row={row} onClose={close} />}
        {panel === 'merge' && <Merge older={older} onClose={close} onDecide={decide} />}
      </KeptUnder>
    </>
  )
}

type ChoiceProps = { name: string; title: string; how: string; off: boolean; onPress: () => void }

function Choice({ name, title, how, off, onPress }: ChoiceProps) {
  return (
    <button
      type="button"
      className={`btn choice${off ? ' off' : ''}`}
      aria-disabled={off || undefined}
      onClick={onPress}
    >
      <Key>{name}</Key>
      <span>
        <b>{title}</b>
        <small className={off ? 'warn' : 'm'}>{how}</small>
      </span>
    </button>
  )
}
