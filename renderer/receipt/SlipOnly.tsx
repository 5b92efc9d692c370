/**
 * A case whose slip is all that this person may have of it: it is about himself and he took it in, or it has ended and was
 * a colleague's. The slip names nobody; a lost one is printed again here.
 */
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { Receipt } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { useFreshFocus, useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { shortTitle } from '../ui/words.ts'
import { InVersion } from '../window/InVersion.tsx'
import { useDesk } from '../window/workspace.ts'
import { useSlipPrint } from './printSlip.ts'
import './receipt.css'
import { SlipPane } from './SlipPane.tsx'
import { PrintLine } from './Summary.tsx'

export const SlipOnly = ({ receipt }: { receipt: Receipt }) => (
  <InVersion key={receipt.case} type={receipt.type} version={receipt.formVersion}>
    <Sheet receipt={receipt} />
  </InVersion>
)

function Sheet({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation('receipt')
  const text = useText()
  const dates = useDates()
  const { catalogue, branch } = useDesk().workspace
  const [, go] = useLocation()
  const { print, again } = useSlipPrint(receipt.case)
  const at = momentAt(receipt.acceptedAt, branch.timeZone)
  const next = () => go('/')
  useKeys([
    ['ctrl+KeyP', () => void again()],
    ['Enter', next],
  ])
  useFreshFocus()
  return (
    <div className="cols">
      <section className="done">
        <div className="done-body">
          <PrintLine print={print} printed={receipt.printed} onAgain={again} />
          <h1 className="number">{receipt.number}</h1>
          <p className="whose">
            {text(shortTitle(catalogue, receipt))} · {dates.short(at.day)}, {at.time}
          </p>
          <p className="m">{t('slipOnly')}</p>
        </div>
        <div className="act">
          <Button look="quiet" keyName="Ctrl P" onClick={() => void again()}>
            {t('again')}
          </Button>
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
