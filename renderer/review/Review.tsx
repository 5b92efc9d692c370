/** F4: what waits for a second pair of eyes. The most urgent and oldest first; several plain ones may be accepted at once. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ReviewRow } from '../../electron/contract.ts'
import { newCommand } from '../api.ts'
import { useFreshFocus, useKeys } from '../ui/keys.ts'
import { useLate } from '../ui/late.ts'
import { Button, Key } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { decideSoon } from './deciding.ts'
import { Line } from './Line.tsx'
import { reviewQueries } from './queries.ts'
import './review.css'
import { Undo } from './Undo.tsx'
import { useSayRefused } from './useSayRefused.ts'

const ROW = 44
const none: ReviewRow[] = []

export function Review() {
  const { t } = useTranslation('review')
  const [, go] = useLocation()
  const { person } = useDesk()
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(reviewQueries.pages)
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? none, [data])
  const total = data?.pages.at(-1)?.total ?? 0
  const [litId, setLitId] = useState<string | null>(null)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const late = useLate(300)
  const sayRefused = useSayRefused()
  const at = Math.max(
    0,
    rows.findIndex((row) => row.id === litId),
  )
  const lit = rows[at]
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const move = (by: number) => () => {
    const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)]
    if (next) setLitId(next.id)
  }
  const open = () => lit?.row && go(`/review/${lit.id}`)
  const toggle = (row: ReviewRow | undefined) => {
    if (!row?.plain) return
    const next = new Set(ticked)
    if (!next.delete(row.id)) next.add(row.id)
    setTicked(next)
  }
  const plain = rows.filter((row) => row.plain)
  const all = () => setTicked(ticked.size === plain.length ? new Set() : new Set(plain.map((row) => row.id)))
  const accept = () => {
    const chosen = rows.filter((row) => row.plain && ticked.has(row.id))
    setTicked(new Set())
    decideSoon(
      person.id,
      chosen.map((row) => ({
        case: row.id,
        number: row.row?.number ?? '',
        seen: row.seen,
        act: { do: 'acceptCase', command: newCommand(), incompleteBecause: null },
      })),
      sayRefused,
    )
  }
  useKeys([
    ['ArrowDown', move(1)],
    ['ArrowUp', move(-1)],
    ['PageDown', move(10)],
    ['PageUp', move(-10)],
    ['Enter', open],
    ['Space', () => toggle(lit)],
    ['ctrl+KeyA', all],
    ['Digit1', () => ticked.size > 0 && accept()],
  ])
  useFreshFocus()
  return (
    <>
      <div className="head">
        <h1>{t('title')}</h1>
        <span className="m">{data && t('waiting', { count: total })}</span>
      </div>
      {error && (
        <p className="banner bad" role="alert">
          {t('ui:broken', { why: error.message })}
        </p>
      )}
      {!data && late && <div className="waiting">{t('ui:opening')}</div>}
      {data && total === 0 && <div className="waiting">{t('nothing')}</div>}
      <Rows rows={rows} at={at} ticked={ticked} onLight={setLitId} onOpen={open} onTick={toggle} onEnd={more} />
      <Undo />
      <div className="act">
        <span className="hint">
          <Key>Enter</Key> {t('open')} <Key>{t('space')}</Key> {t('tick')} <Key>Ctrl A</Key>{' '}
          {t('allPlain', { count: plain.length })}
        </span>
        <span className="right">
          <Button look="go" keyName="1" onClick={accept} obstacle={ticked.size === 0 ? t('tickFirst') : undefined}>
            {t('acceptTicked', { count: ticked.size })}
          </Button>
        </span>
      </div>
    </>
  )
}

type RowsProps = {
  rows: ReviewRow[]
  at: number
  ticked: ReadonlySet<string>
  onLight: (id: string) => void
  onOpen: () => void
  onTick: (row: ReviewRow) => void
  onEnd: () => void
}

/** Only the rows in sight are drawn. */
function Rows({ rows, at, ticked, onLight, onOpen, onTick, onEnd }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (i) => rows[i]?.id ?? i,
    overscan: 8,
  })
  useEffect(() => {
    if (rows.length > 0) virtual.scrollToIndex(at)
  }, [at, rows.length, virtual])
  const items = virtual.getVirtualItems()
  const lastSeen = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (lastSeen >= rows.length - 10) onEnd()
  }, [lastSeen, rows.length, onEnd])
  return (
    <div className="review-rows" ref={scroller}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index]
          return (
            row && (
              <Line
                key={row.id}
                row={row}
                lit={item.index === at}
                ticked={ticked.has(row.id)}
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
                onLight={() => onLight(row.id)}
                onOpen={onOpen}
                onTick={() => onTick(row)}
              />
            )
          )
        })}
      </ul>
    </div>
  )
}
