/**
 * A case whose slip is all that this person may have of it: it is about himself and he took it in, or it has ended and was
 * a colleague's. The slip names nobody; a lost one is printed again here.
 */
import { useTranslation } from 'react-i18next'
import type { Receipt } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { shortTitle } from '../ui/words.ts'
import { InVersion } from '../window/InVersion.tsx'
import { useDesk } from '../window/workspace.ts'
import { HandWork } from './HandWork.tsx'
import { useSlipPrint } from './printSlip.ts'
import { lackOf, useProof } from './proof.ts'
import { ReceiptSheet } from './ReceiptSheet.tsx'
import { PrintLine } from './Summary.tsx'

export const SlipOnly = ({ receipt }: { receipt: Receipt }) => (
  <InVersion key={receipt.case} type={receipt.type} version={receipt.formVersion}>
    <Printable receipt={receipt} />
  </InVersion>
)

const Printable = ({ receipt }: { receipt: Receipt }) => (
  <SlipOnlySheet receipt={receipt} slip={useSlipPrint(receipt.case)} />
)

type Props = {
  receipt: Receipt
  slip: ReturnType<typeof useSlipPrint>
  /** It has just been registered: its customer waits for the slip, whether or not anybody asked for one here. */
  due?: boolean
}

/** The same where its form is shown already, and its slip may be on the way to the printer. */
export function SlipOnlySheet({ receipt, slip, due = slip.print.state !== 'none' }: Props) {
  const { t } = useTranslation('receipt')
  const text = useText()
  const dates = useDates()
  const { catalogue, branch } = useDesk().workspace
  const proof = useProof(receipt, slip.print)
  const lack = due ? proof.lack : null
  const byHand = due && lackOf(slip.print.state, receipt.printed, false) === 'byHand'
  const at = momentAt(receipt.acceptedAt, branch.timeZone)
  return (
    <ReceiptSheet receipt={receipt} slip={slip} proof={{ ...proof, lack }}>
      <PrintLine print={slip.print} printed={receipt.printed} onAgain={slip.again} />
      <h1 className="number">{receipt.number}</h1>
      <p className="whose">
        {text(shortTitle(catalogue, receipt))} · {dates.short(at.day)}, {at.time}
      </p>
      <p className="m">{t('slipOnly')}</p>
      {byHand && <HandWork receipt={receipt} works={['byHand']} proof={proof} />}
    </ReceiptSheet>
  )
}
