/**
 * Where a paper has gone that left the tray, until the next one goes. A registered case gives no file back, so there is
 * nothing to undo: the way leads to where the paper lies now.
 */
import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Holder } from '../../electron/contract.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'

/** One paper, or how many of a pile. `number`: of the case, or the label of the draft. */
type Paper = { name: string; to: Holder; number: string }
export type LaidWhere = Paper | { count: number }

export function Laid({ where }: { where: LaidWhere }) {
  const { t } = useTranslation('attachments')
  const [, go] = useLocation()
  const paper = 'to' in where ? where : null
  const toIt = () => paper && go('case' in paper.to ? `/case/${paper.to.case}` : `/draft/${paper.to.draft}`)
  useKeys([['alt+KeyO', toIt]], { enabled: paper !== null })
  return (
    <div className="tray-laid">
      <p className="s" role="status">
        <CircleCheck aria-hidden className="ok" />
        <span>{'to' in where ? <One paper={where} /> : t('laidMany', { count: where.count })}</span>
      </p>
      {paper && (
        <Button look="small" keyName="Alt O" onClick={toIt}>
          {t('openLaid')}
        </Button>
      )}
    </div>
  )
}

/** Stands where the number will: a number is never broken at its dashes. */
const GAP = '\u0000'

function One({ paper: { name, to, number } }: { paper: Paper }) {
  const { t } = useTranslation('attachments')
  const inCase = 'case' in to
  const [before, after] = t(inCase ? 'laid.case' : 'laid.draft', { name, number: GAP }).split(GAP)
  return (
    <>
      {before}
      <b className="n">{number}</b>
      {after}
    </>
  )
}
