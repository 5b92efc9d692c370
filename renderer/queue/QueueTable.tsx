/** The table itself: only the rows in sight are drawn; the lit row is where the next key goes. */
import { FlexRender, type Row, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo, type ReactNode, useEffect, useMemo, useRef } from 'react'
import type { CaseRow, QueueQuery } from '../../electron/contract.ts'
import { type Lit, type Pages, type Sight, useSight } from '../ui/pages.ts'
import { type Size, useAppearance } from '../window/look.ts'
import { features, layout, type QueueColumn, useColumns } from './columns.tsx'

/** Height of the head, which stays in sight while the rows scroll. */
const HEAD = 28

type Sort = Pick<QueueQuery, 'sort' | 'descending'>

/** The row height is a token: it grows with the size of the screen's letters. */
const rowHeight = () => Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10) || 32

const gridOf = (size: Size) =>
  Object.values(layout)
    .flatMap(({ width, large }) => (size === 'normal' ? width : (large ?? [])))
    .map((width) => (width === 0 ? 'minmax(120px, 1fr)' : `${width}px`))
    .join(' ')
const grids = { normal: gridOf('normal'), large: gridOf('large') }

type Props = {
  pages: Pages<CaseRow, unknown>
  at: number
  /** The list scrolls to it when a person has lit it, and at no other time. */
  lit: Lit
  sort: Sort
  onSort: (sort: Sort) => void
  onLight: (place: number, id: string | null) => void
  onOpen: (id: string) => void
  onSight: (sight: Sight) => void
}

export function QueueTable({ pages, at, lit, sort, onSort, onLight, onOpen, onSight }: Props) {
  const { size } = useAppearance()
  const grid = grids[size]
  const all = useColumns()
  const columns = useMemo(
    () => all.filter(({ id = '' }) => size === 'normal' || layout[id]?.large !== null),
    [all, size],
  )
  // Only of the rows that are held; where they stand in the list `slots` says.
  const model = useTable({ features, columns, data: pages.rows, getRowId })
  const { rows } = model.getRowModel()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: pages.total,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    overscan: 8,
    useFlushSync: false,
    // The head stands above the rows inside the same scroll.
    scrollPaddingStart: HEAD,
  })
  useEffect(() => {
    virtual.scrollToIndex(lit.place)
  }, [lit, virtual])
  const items = virtual.getVirtualItems()
  useSight(items, onSight)
  return (
    <div className="queue" ref={scroller}>
      <table aria-rowcount={pages.total + 1}>
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
          {items.map(({ index, start, size }) => {
            const slot = pages.slots.get(index)
            return (
              <Line
                key={index}
                row={slot === undefined ? undefined : rows[slot]}
                place={index}
                lit={index === at}
                columns={columns}
                grid={grid}
                top={start}
                height={size}
                onLight={onLight}
                onOpen={onOpen}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

const getRowId = (row: CaseRow) => row.id

type LineProps = Pick<Props, 'onLight' | 'onOpen'> & {
  /** None while it has not been read. */
  row: Row<typeof features, CaseRow> | undefined
  place: number
  lit: boolean
  /** The words of its cells: with another language, or another day, they are others, and the row is still the same. */
  columns: QueueColumn[]
  grid: string
  /** Pixels. */
  top: number
  height: number
}

/** While the list scrolls, a row that stays in sight is not drawn again. */
const Line = memo(function Line({ row, place, lit, grid, top, height, onLight, onOpen }: LineProps) {
  const style = { gridTemplateColumns: grid, height, transform: `translateY(${top}px)` }
  if (!row) return <tr aria-rowindex={place + 2} aria-busy className={lit ? 'lit' : ''} style={style} />
  return (
    <tr
      aria-rowindex={place + 2}
      aria-current={lit || undefined}
      className={lit ? 'lit' : ''}
      style={style}
      onClick={() => onLight(place, row.id)}
      onDoubleClick={() => onOpen(row.id)}
    >
      {row.getAllCells().map((cell) => (
        <td key={cell.id} className={`cell-${cell.column.id}`}>
          <FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  )
})

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
