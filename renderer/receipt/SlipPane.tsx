/** The slip as it left the printer. */
import { Check, CircleAlert } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Receipt } from '../../electron/contract.ts'
import { receiptHtml, slipObstacle } from '../../paper/receipt.ts'
import { momentAt } from '../ui/dates.ts'
import { PaperFrame, SLIP_WIDTHS } from '../ui/PaperFrame.tsx'
import { useAppearance } from '../window/look.ts'
import { pageNonce } from '../window/nonce.ts'
import { useDesk } from '../window/workspace.ts'
import type { SlipPrint } from './printSlip.ts'

/** Whether what stands beside has been on the screen: drawing the codes of a slip takes longer than all the rest. */
function usePainted(): boolean {
  const [painted, setPainted] = useState(false)
  useEffect(() => {
    let timer = 0
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => setPainted(true))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [])
  return painted
}

export function SlipPane({ receipt, print }: { receipt: Receipt; print: SlipPrint }) {
  const { t } = useTranslation('receipt')
  const { catalogue, branch } = useDesk().workspace
  const { slip, size } = useAppearance()
  const copy = print.state === 'printed' ? print.job.copy : Math.max(1, receipt.printed)
  const painted = usePainted()
  const obstacle = slipObstacle(branch)
  const page = useMemo(
    () =>
      obstacle || !painted
        ? null
        : receiptHtml(
            { receipt, catalogue, branch, copy },
            { nonce: pageNonce(), size: slip, large: size === 'large' },
          ),
    [obstacle, painted, receipt, catalogue, branch, copy, slip, size],
  )
  return (
    <aside className="paper-pane slip-pane" aria-label={t('slip')}>
      <div className="tabs">
        <span className="hint title">
          {t('slip')}, {t(`window:slip.${slip}`)}
        </span>
        <span className="right s">
          {print.state === 'printed' && (
            <span className="chip ok">
              <Check aria-hidden />
              {t('printedAt', { time: momentAt(print.job.at, branch.timeZone).seconds })}
            </span>
          )}
          {print.state !== 'printed' && print.state !== 'none' && print.state !== 'printing' && (
            <span className="chip warn">
              <CircleAlert aria-hidden />
              {t('notPrinted')}
            </span>
          )}
        </span>
      </div>
      <div className="sheet-box">
        {page ? (
          <PaperFrame page={page} width={SLIP_WIDTHS[slip]} title={t('slip')} />
        ) : (
          obstacle && <p className="m">{t('noHours')}</p>
        )}
      </div>
    </aside>
  )
}
