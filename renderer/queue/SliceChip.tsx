/** What the queue is narrowed to, with how many cases that is: the figure that was pressed. A press takes it off. */
import { ChartNoAxesColumn } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Slice } from '../../domain/reports/slice.ts'
import { useSliceWords } from '../reports/words.ts'
import { Button } from '../ui/Parts.tsx'
import { dropSlice } from './sliced.ts'

export function SliceChip({ slice, count }: { slice: Slice; count: number | null }) {
  const { t } = useTranslation('reports')
  const words = useSliceWords()(slice)
  return (
    <div className="slice-chip" role="status">
      <ChartNoAxesColumn aria-hidden />
      <span className="slice-words" title={words}>
        {words}
      </span>
      <b className="n">{count}</b>
      <Button look="small" keyName="Esc" onClick={dropSlice}>
        {t('chip.drop')}
      </Button>
    </div>
  )
}
