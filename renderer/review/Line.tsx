/** One case that waits: who, what, since when, how many warnings; and where this person may not decide, why. */
import { Check, CircleAlert, Flame, TriangleAlert } from 'lucide-react'
import { type CSSProperties, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { ReviewRow } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'

type Props = {
  /** None while it has not been read. */
  row: ReviewRow | undefined
  place: number
  lit: boolean
  ticked: boolean
  /** Its decision does not count yet. */
  decided: boolean
  /** Pixels. */
  top: number
  height: number
  onLight: (place: number, id: string | null) => void
  onOpen: (id: string) => void
  onTick: (row: ReviewRow) => void
}

export const Line = memo(function Line(props: Props) {
  const { row, place, lit, decided, top, height, onLight } = props
  const style = { height, transform: `translateY(${top}px)` }
  const className = `review-line${lit ? ' lit' : ''}${decided ? ' decided' : ''}`
  if (!row) return <li className={className} style={style} aria-busy />
  if (row.row) return <Known {...props} row={row} known={row.row} className={className} style={style} />
  return (
    <li className={className} style={style}>
      <button type="button" onClick={() => onLight(place, row.id)}>
        <CircleAlert aria-hidden className="m" />
        <AboutYou />
      </button>
    </li>
  )
})

function AboutYou() {
  const { t } = useTranslation('review')
  return <span className="m">{t('aboutYou')}</span>
}

type KnownProps = Omit<Props, 'row'> & {
  row: ReviewRow
  known: NonNullable<ReviewRow['row']>
  className: string
  style: CSSProperties
}

function Known({ row, known, place, ticked, decided, className, style, onLight, onOpen, onTick }: KnownProps) {
  const { obstacle, warnings, plain } = row
  const { t } = useTranslation('review')
  const text = useText()
  const dates = useDates()
  const { catalogue, branch } = useDesk().workspace
  const at = momentAt(known.registeredAt, branch.timeZone)
  const reviewer = formOf(catalogue, known.type)?.reviewer ?? 'shift_lead'
  return (
    <li className={className} style={style}>
      <label className="tick" title={plain ? undefined : t('notPlain')}>
        <input
          type="checkbox"
          checked={ticked}
          disabled={!plain || decided}
          onChange={() => onTick(row)}
          aria-label={known.number}
        />
        <i aria-hidden>
          <Check />
        </i>
      </label>
      <button type="button" onClick={() => onLight(place, row.id)} onDoubleClick={() => onOpen(row.id)}>
        {known.marks.includes('urgent') && <Flame aria-label={t('ui:mark.urgent')} className="bad" />}
        <b className="n">{known.number}</b>
        <span className="review-who">
          {known.applicant} <span className="m">· {text(shortTitle(catalogue, known))}</span>
        </span>
        <span className="m n">
          {dates.dotted(at.day)} {at.time}, {known.registeredBy}
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
