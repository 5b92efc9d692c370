/** One case that waits: who, what, since when, how many warnings; and where this person may not decide, why. */
import { Check, CircleAlert, Flame, TriangleAlert } from 'lucide-react'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { ReviewRow } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'

type Props = {
  row: ReviewRow
  lit: boolean
  ticked: boolean
  style: CSSProperties
  onLight: () => void
  onOpen: () => void
  onTick: () => void
}

export function Line({ row: { row, obstacle, warnings, plain }, lit, ticked, style, onLight, onOpen, onTick }: Props) {
  const { t } = useTranslation('review')
  const text = useText()
  const dates = useDates()
  const { catalogue, branch } = useDesk().workspace
  if (!row)
    return (
      <li className={`review-line${lit ? ' lit' : ''}`} style={style}>
        <button type="button" onClick={onLight}>
          <CircleAlert aria-hidden className="m" />
          <span className="m">{t('aboutYou')}</span>
        </button>
      </li>
    )
  const at = momentAt(row.registeredAt, branch.timeZone)
  const reviewer = formOf(catalogue, row.type)?.reviewer ?? 'shift_lead'
  return (
    <li className={`review-line${lit ? ' lit' : ''}`} style={style}>
      <label className="tick" title={plain ? undefined : t('notPlain')}>
        <input type="checkbox" checked={ticked} disabled={!plain} onChange={onTick} aria-label={row.number} />
        <i aria-hidden>
          <Check />
        </i>
      </label>
      <button type="button" onClick={onLight} onDoubleClick={onOpen}>
        {row.marks.includes('urgent') && <Flame aria-label={t('ui:mark.urgent')} className="bad" />}
        <b className="n">{row.number}</b>
        <span className="review-who">
          {row.applicant} <span className="m">· {text(shortTitle(catalogue, row))}</span>
        </span>
        <span className="m n">
          {dates.dotted(at.day)} {at.time}, {row.registeredBy}
        </span>
        <span className="review-state">
          {warnings > 0 && (
            <span className="warn">
              <TriangleAlert aria-hidden /> {warnings}
            </span>
          )}
          {obstacle && obstacle !== 'incomplete' && (
            <small className="m" title={t(`case:obstacle.${obstacle}`, { context: reviewer })}>
              {' '}
              {t(`case:obstacle.${obstacle}`, { context: reviewer })}
            </small>
          )}
        </span>
      </button>
    </li>
  )
}
