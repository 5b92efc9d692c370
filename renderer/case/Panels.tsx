/** The panel that is open over a case, whichever it is. It opens again after a lock for who had it open. */
import { type ComponentType, useRef } from 'react'
import type { PossibleStep } from '../../domain/cases/possible.ts'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { AskCustomer } from '../review/AskCustomer.tsx'
import { Merge } from '../review/Merge.tsx'
import { ReturnCase } from '../review/ReturnCase.tsx'
import '../review/review.css'
import { useDesk } from '../window/workspace.ts'
import { useActing, usePanelKey, type Wish } from './acting.ts'
import { KeptUnder } from './kept.ts'
import type { Opened } from './opened.ts'
import { Correct } from './panels/Correct.tsx'
import { Finish } from './panels/Finish.tsx'
import { MoveDate } from './panels/MoveDate.tsx'
import { type PanelProps, Say } from './panels/Panel.tsx'
import { AnswerReturn, Brought, Close, Deliver, Reopen } from './panels/small.tsx'
import { Withdraw } from './panels/Withdraw.tsx'
import { RefusedOver } from './RefusedOver.tsx'

const panels: Record<PossibleStep, ComponentType<PanelProps>> = {
  returnCase: Returning,
  answerReturn: AnswerReturn,
  correctCase: Correct,
  askCustomer: Asking,
  customerBrought: Brought,
  leaveIncomplete: Say,
  finishAtBranch: Finish,
  bagCase: Say,
  deliverAnswer: Deliver,
  closeCase: Close,
  withdrawCase: Withdraw,
  mergeCase: Merging,
  reopenCase: Reopen,
  moveAnswerDate: MoveDate,
  disputeEntry: Say,
  confirmBasis: Say,
}

/** What is typed is about one entry, and another one has words of its own. */
const severally: ReadonlySet<PossibleStep> = new Set(['disputeEntry', 'confirmBasis'])

type Props = { detail: CaseDetail; opened: Opened; onClose: () => void }

export function OpenPanel(props: Props) {
  const { opened, detail } = props
  const under = usePanelKey(detail.row.id)(opened.step, severally.has(opened.step) ? (opened.about ?? '') : '')
  return (
    <KeptUnder value={under}>
      <One key={under} {...props} under={under} />
    </KeptUnder>
  )
}

function One({ detail, opened: { step, about }, onClose, under }: Props & { under: string }) {
  const form = formOf(useDesk().workspace.catalogue, detail.row.type)
  const { send, refused } = useActing(detail, under, onClose)
  const Shown = panels[step]
  return <Shown step={step} detail={detail} form={form} refused={refused} send={send} onClose={onClose} about={about} />
}

/** What the review's own panels decide; the id of the command is this panel's. */
function useDecided({ send }: PanelProps) {
  const sent = useRef(send)
  sent.current = send
  return ({ command: _, ...wish }: { command: string } & Wish) => void sent.current(wish as Wish)
}

function Returning(props: PanelProps) {
  const onDecide = useDecided(props)
  return (
    <>
      <ReturnCase form={props.form} fields={[]} onClose={props.onClose} onDecide={onDecide} />
      <RefusedOver {...props} />
    </>
  )
}

function Asking(props: PanelProps) {
  const onDecide = useDecided(props)
  return (
    <>
      <AskCustomer missing={props.detail.missing} form={props.form} onClose={props.onClose} onDecide={onDecide} />
      <RefusedOver {...props} />
    </>
  )
}

function Merging(props: PanelProps) {
  const onDecide = useDecided(props)
  const older = props.detail.older.map(({ case: id, number }) => ({ code: 'sameMatter' as const, case: id, number }))
  return (
    <>
      <Merge older={older} onClose={props.onClose} onDecide={onDecide} />
      <RefusedOver {...props} />
    </>
  )
}
