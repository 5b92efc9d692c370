/**
 * How every receipt lies on the screen: what there is to say, the keys below it, the slip beside it. Ctrl P prints the slip
 * once more, Enter is the next customer, when this one has his proof.
 */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { Receipt } from '../../electron/contract.ts'
import { useFreshFocus, useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import type { useSlipPrint } from './printSlip.ts'
import type { Proof } from './proof.ts'
import './receipt.css'
import { SlipPane } from './SlipPane.tsx'

/** `buttons`: what else can be done with this one. */
type Props = {
  receipt: Receipt
  slip: ReturnType<typeof useSlipPrint>
  proof: Pick<Proof, 'lack' | 'say'>
  buttons?: ReactNode
  children: ReactNode
}

export function ReceiptSheet({ receipt, slip, proof, buttons, children }: Props) {
  const { t } = useTranslation('receipt')
  const { catalogue } = useDesk().workspace
  const [, go] = useLocation()
  const { print, again } = slip
  const next = () => (proof.lack ? proof.say(proof.lack) : go('/'))
  useKeys([
    ['ctrl+KeyP', () => void again()],
    ['Enter', next],
  ])
  useFreshFocus()
  return (
    <div className="cols">
      <section className="done">
        <div className="done-body">{children}</div>
        <div className="act">
          <Button look="quiet" keyName="Ctrl P" onClick={() => void again()}>
            {t(receipt.printed > 0 || print.state === 'printed' ? 'again' : 'firstSlip')}
          </Button>
          {buttons}
          <span className="right">
            <Button look="go" keyName="Enter" onClick={next}>
              {t('next')}
            </Button>
          </span>
        </div>
      </section>
      {formOf(catalogue, receipt.type) && <SlipPane receipt={receipt} print={print} />}
    </div>
  )
}
