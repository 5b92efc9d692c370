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
import { useSlipPrint } from './printSlip.ts'
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

/** The same where its form is shown already, and its slip may be on the way to the printer. */
export function SlipOnlySheet({ receipt, slip }: { receipt: Receipt; slip: ReturnType<typeof useSlipPrint> }) {
  const { t } = useTranslation('receipt')
  const text = useText()
  const dates = useDates()
  const { catalogue, branch } = useDesk().workspace
  const at = momentAt(receipt.acceptedAt, branch.timeZone)
  return (
    <ReceiptSheet receipt={receipt} slip={slip}>
      <PrintLine print={slip.print} printed={receipt.printed} onAgain={slip.again} />
      <h1 className="number">{receipt.number}</h1>
      <p className="whose">
        {text(shortTitle(catalogue, receipt))} · {dates.short(at.day)}, {at.time}
      </p>
      <p className="m">{t('slipOnly')}</p>
    </ReceiptSheet>
  )
}
