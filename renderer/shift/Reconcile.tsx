/** What the journal says beside what lies in the drawer. Every figure opens the list that it is the length of. */
import { Check, CircleAlert, CloudOff, type LucideIcon, Pencil } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Counted, countedKeys, type Figure, type Figures, figureKeys } from '../../domain/shifts/figures.ts'
import { Chip, type Tone } from '../ui/Parts.tsx'
import type { Closing } from './closing.ts'

type Outcome = { tone: Tone; icon: LucideIcon; fill?: boolean; words: string; count?: number }

const isCounted = (key: Figure): key is Counted => countedKeys.some((one) => one === key)

/** What a figure that nobody counts by hand means for the person who closes. */
function standing(key: Figure, n: number): Outcome {
  if (key === 'drafts') return n > 0 ? { tone: 'warn', icon: Pencil, fill: true, words: 'decide' } : none
  if (key === 'waiting' || key === 'sent') return n > 0 ? { tone: 'm', icon: CloudOff, words: 'byThemselves' } : none
  if (key === 'quarantined') return n > 0 ? { tone: 'bad', icon: CircleAlert, fill: true, words: 'look' } : none
  if (key === 'unprinted') return n > 0 ? { tone: 'warn', icon: CircleAlert, words: 'print' } : none
  if (key === 'returned') return n > 0 ? { tone: 'warn', icon: CircleAlert, words: 'repair' } : none
  return { tone: 'm', icon: Check, words: 'counted' }
}
const none: Outcome = { tone: 'ok', icon: Check, words: 'none' }

function compared(closing: Closing, key: Counted, expected: number): Outcome | null {
  const found = closing.counted[key]
  if (expected === 0 && found === undefined) return none
  const typed = closing.typed[key]?.trim() ?? ''
  if (found === undefined) return typed === '' ? null : { tone: 'bad', icon: CircleAlert, words: 'noNumber' }
  if (found === expected) return { tone: 'ok', icon: Check, words: 'fits' }
  const count = Math.abs(found - expected)
  return { tone: 'bad', icon: CircleAlert, fill: true, words: found < expected ? 'missing' : 'tooMany', count }
}

type Props = { figures: Figures; closing: Closing; open: Figure | null; onOpen: (key: Figure | null) => void }

export function Reconcile({ figures, closing, open, onOpen }: Props) {
  const { t } = useTranslation('shift')
  const table = useRef<HTMLDivElement>(null)
  // What opens below takes room from the table: the row it is about stays in sight.
  useEffect(() => {
    if (open) table.current?.querySelector('.lit')?.scrollIntoView({ block: 'nearest' })
  }, [open])
  return (
    <div className="reconcile-scroll" ref={table}>
      <table className="reconcile">
        <thead>
          <tr>
            <th scope="col">{t('column.what')}</th>
            <th scope="col" className="n">
              {t('column.journal')}
            </th>
            <th scope="col" className="n">
              {t('column.hand')}
            </th>
            <th scope="col">{t('column.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {figureKeys.map((key) => {
            const outcome = isCounted(key) ? compared(closing, key, figures[key]) : standing(key, figures[key])
            return (
              <tr key={key} className={open === key ? 'lit' : ''}>
                <th scope="row">
                  <button type="button" className="link" onClick={() => onOpen(open === key ? null : key)}>
                    {t(`figure.${key}`)}
                  </button>
                </th>
                <td className="n">{figures[key]}</td>
                <td className="n">
                  {isCounted(key) && figures[key] > 0 ? (
                    <input
                      className="in n"
                      inputMode="numeric"
                      aria-label={t('counting', { what: t(`figure.${key}`) })}
                      value={closing.typed[key] ?? ''}
                      onFocus={() => onOpen(key)}
                      onChange={(event) => closing.count(key, event.currentTarget.value)}
                    />
                  ) : (
                    '—'
                  )}
                </td>
                <td>
                  {outcome && (
                    <Chip tone={outcome.tone} icon={outcome.icon} fill={outcome.fill ?? false}>
                      {t(`outcome.${outcome.words}`, { count: outcome.count ?? 0 })}
                    </Chip>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
