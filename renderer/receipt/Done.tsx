/** After registering: the number to read out, the sentence to say, the work of the hands, and then the next customer. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { CaseDetail, Receipt } from '../../electron/contract.ts'
import { queries } from '../api.ts'
import { Lacks } from '../case/Attention.tsx'
import { CaseDates } from '../case/CaseDates.tsx'
import { useKeys } from '../ui/keys.ts'
import { Opening } from '../ui/Opening.tsx'
import { Button } from '../ui/Parts.tsx'
import { InVersion } from '../window/InVersion.tsx'
import { useDesk } from '../window/workspace.ts'
import { HandWork, handWorks } from './HandWork.tsx'
import { useSlipPrint } from './printSlip.ts'
import { useProof } from './proof.ts'
import { ReceiptSheet } from './ReceiptSheet.tsx'
import { SlipOnlySheet } from './SlipOnly.tsx'
import { Summary } from './Summary.tsx'
import { Tell } from './Tell.tsx'

export function Done({ id }: { id: string }) {
  const { t } = useTranslation('ui')
  const { data: receipt } = useQuery(queries.receipt(id))
  if (receipt === null) return <div className="waiting">{t('caseGone')}</div>
  if (!receipt) return <Opening />
  return (
    <InVersion key={id} type={receipt.type} version={receipt.formVersion}>
      <Sheet receipt={receipt} />
    </InVersion>
  )
}

/** The number waits for nothing but the registration's own answer; what else the case says follows when it has been read. */
function Sheet({ receipt }: { receipt: Receipt }) {
  const { data: detail } = useQuery(queries.detail(receipt.case))
  const slip = useSlipPrint(receipt.case)
  if (detail === null) return <SlipOnlySheet receipt={receipt} slip={slip} due />
  return <DoneSheet receipt={receipt} detail={detail} slip={slip} />
}

type DoneProps = { receipt: Receipt; detail: CaseDetail | undefined; slip: ReturnType<typeof useSlipPrint> }

function DoneSheet({ receipt, detail, slip }: DoneProps) {
  const { t } = useTranslation('receipt')
  const { catalogue } = useDesk().workspace
  const [, go] = useLocation()
  const { print, again } = slip
  const proof = useProof(receipt, print)
  const form = formOf(catalogue, receipt.type)
  const another = () => go(`/another/${receipt.case}`)
  const open = () => go(`/case/${receipt.case}`)
  useKeys([
    ['alt+KeyN', another],
    ['alt+KeyO', open],
  ])
  const buttons = (
    <>
      <Button look="quiet" keyName="Alt N" onClick={another}>
        {t('another')}
      </Button>
      <Button look="quiet" keyName="Alt O" onClick={open}>
        {t('open')}
      </Button>
    </>
  )
  return (
    <ReceiptSheet receipt={receipt} slip={slip} proof={proof} buttons={buttons}>
      <Summary receipt={receipt} detail={detail} print={print} onAgain={again} />
      <Lacks missing={receipt.missing} form={form} />
      {form && <Tell receipt={receipt} form={form} />}
      <CaseDates form={form} dues={receipt.dues} acceptedAt={receipt.acceptedAt} />
      {detail && (
        <HandWork
          receipt={receipt}
          works={handWorks(detail, print.state === 'printed' || receipt.printed > 0)}
          proof={proof}
        />
      )}
    </ReceiptSheet>
  )
}
