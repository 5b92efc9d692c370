/** The table itself: only the rows in sight are drawn; the lit row is where the next key goes. */
import { useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { CaseRow, QueueQuery } from '../../electron/contract.ts'
import { features, layout, useColumns } from './columns.tsx'

/** Height of the head, which stays in sight while the rows scroll. */
const HEAD = 28

type Sort = Pick<QueueQuery, 'sort' | 'descending'>

/** The row height is a token: it grows with the size of the screen's letters. */
const rowHeight = () => Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10) || 32

const grid = Object.values(layout)
  .map(({ width }) => (width === 0 ? 'minmax(120px, 1fr)' : `${width}px`))
  .join(' ')

export function QueueTable({
  rows: data,
  litId,
  sort,
  onSort,
  onLight,
  onOpen,
  onEnd,
}: {
  rows: CaseRow[]
  litId: string | null
  sort: Sort
  onSort: (sort: Sort) => void
  onLight: (id: string) => void
  onOpen: () => void
  onEnd: () => void
}) {
  const columns = useColumns()
  const model = useTable({ features, columns, data, getRowId: (row) => row.id })
  const { rows } = model.getRowModel()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    getItemKey: (i) => rows[i]?.id ?? i,
    overscan: 8,
    // The head stands above the rows inside the same scroll.
    scrollPaddingStart: HEAD,
  })
  const litAt = rows.findIndex((row) => row.id === litId)
  useEffect(() => {
    if (litAt >= 0) virtual.scrollToIndex(litAt)
  }, [litAt, virtual])
  const items = virtual.getVirtualItems()
  const lastSeen = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (lastSeen >= rows.length - 20) onEnd()
  }, [lastSeen, rows.length, onEnd])
  return (
    <div className="queue" ref={scroller}>
      <table aria-rowcount={rows.length + 1}>
        <thead>
          {model.getHeaderGroups().map((group) => (
            <tr key={group.id} style={{ gridTemplateColumns: grid }}>
              {group.headers.map((header) => (
                <HeaderCell key={header.id} column={header.column.id} sort={sort} onSort={onSort}>
                  <model.FlexRender header={header} />
                </HeaderCell>
              ))}
            </tr>
          ))}
        </thead>
        <tbody style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index]
            if (!row) return null
            return (
              <tr
                key={row.id}
                aria-rowindex={item.index + 2}
                aria-current={row.id === litId || undefined}
                className={row.id === litId ? 'lit' : ''}
                style={{ gridTemplateColumns: grid, height: item.size, transform: `translateY(${item.start}px)` }}
                onClick={() => onLight(row.id)}
                onDoubleClick={onOpen}
              >
                {row.getAllCells().map((cell) => (
                  <td key={cell.id} className={`cell-${cell.column.id}`}>
                    <model.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function HeaderCell({
  column,
  sort,
  onSort,
  children,
}: {
  column: string
  sort: Sort
  onSort: (sort: Sort) => void
  children: ReactNode
}) {
  const by = layout[column]?.sort
  const on = by === sort.sort && column !== 'daysLeft'
  const Arrow = sort.descending ? ArrowDown : ArrowUp
  if (!by) return <th scope="col">{children}</th>
  return (
    <th scope="col" aria-sort={on ? (sort.descending ? 'descending' : 'ascending') : undefined}>
      <button
        type="button"
        tabIndex={-1}
        onClick={() => onSort({ sort: by, descending: on ? !sort.descending : false })}
      >
        {children}
        {on && <Arrow aria-hidden />}
      </button>
    </th>
  )
}
