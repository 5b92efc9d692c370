/**
 * The rows that wait, of which only those in sight are drawn; while the list scrolls, a row that stays in sight is not
 * drawn again.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { ReviewPage, ReviewRow } from '../../electron/contract.ts'
import { type Lit, type Pages, rowAt, type Sight, useSight } from '../ui/pages.ts'
import { Line } from './Line.tsx'

const ROW = 44

/** Places that are on the screen now. */
export type Shown = { first: number; last: number }

type Props = {
  pages: Pages<ReviewRow, ReviewPage>
  at: number
  /** The list scrolls to it when a person has lit it, and at no other time. */
  lit: Lit
  ticked: ReadonlyMap<string, ReviewRow>
  /** Cases whose decision does not count yet. */
  decided: readonly string[]
  shown: RefObject<Shown>
  onLight: (place: number, id: string | null) => void
  onOpen: (id: string) => void
  onTick: (row: ReviewRow) => void
  onSight: (sight: Sight) => void
}

export function Rows({ pages, at, lit, ticked, decided, shown, onLight, onOpen, onTick, onSight }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: pages.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    useFlushSync: false,
  })
  useEffect(() => {
    virtual.scrollToIndex(lit.place)
  }, [lit, virtual])
  const items = virtual.getVirtualItems()
  useSight(items, onSight)
  const { range } = virtual
  useLayoutEffect(() => {
    shown.current = { first: range?.startIndex ?? 0, last: range?.endIndex ?? 0 }
  })
  return (
    <div className="review-rows" ref={scroller}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start, size }) => {
          const row = rowAt(pages, index)
          return (
            <Line
              key={index}
              row={row}
              place={index}
              lit={index === at}
              ticked={row !== undefined && ticked.has(row.id)}
              decided={row !== undefined && decided.includes(row.id)}
              top={start}
              height={size}
              onLight={onLight}
              onOpen={onOpen}
              onTick={onTick}
            />
          )
        })}
      </ul>
    </div>
  )
}
