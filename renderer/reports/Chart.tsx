/**
 * One chart: a line a bar, each a button that opens the cases it stands for. The longest is as wide as the
 * chart; a line that is alone has nothing to be measured by, and no bar.
 */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { behind, type Shown } from '../../domain/reports/slice.ts'
import type { CountsView } from '../../electron/contract.ts'
import { useList } from './useList.ts'
import { useKeyWords } from './words.ts'

/** So many bars are shown before somebody asks for all. */
const FIRST = 14

export function Chart({ counts, by }: { counts: CountsView; by: Shown }) {
  const { t } = useTranslation('reports')
  const [all, setAll] = useState(false)
  const list = useList()
  const keyWords = useKeyWords()
  const bars = counts.bars.find((group) => group.by === by)?.bars ?? []
  if (bars.length === 0) return null
  const most = Math.max(...bars.map(({ count }) => count))
  const named = !counts.slice.parts.some((part) => part.by === 'type')
  return (
    <section className="chart" data-chart={by} aria-label={t(`by.${by}`)}>
      <h3>{t(`by.${by}`)}</h3>
      {(all ? bars : bars.slice(0, FIRST)).map(({ key, count, name }) => {
        const words = name ?? keyWords(by, key, named)
        return (
          <button
            key={key}
            type="button"
            aria-label={t('bar', { what: words, count })}
            title={words}
            onClick={() => list(behind(counts.slice, by, key))}
          >
            <span className="chart-words">{words}</span>
            <span className="chart-bar" aria-hidden>
              {bars.length > 1 && <i style={{ width: `${(count / most) * 100}%` }} />}
            </span>
            <b className="n">{count}</b>
          </button>
        )
      })}
      {bars.length > FIRST && (
        <button type="button" className="link chart-all" onClick={() => setAll(!all)}>
          {all ? t('fewer') : t('all', { count: bars.length })}
        </button>
      )}
    </section>
  )
}
