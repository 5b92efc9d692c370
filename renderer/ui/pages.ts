/**
 * A list too long to be read whole: of it only what is in sight has been read, with a page before and behind. How many
 * rows there are is known from any page; a place has its row, or none yet. Nothing here grows with the length of the list.
 */
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'

const PAGE = 50
/** A page that only flies past is not asked for. */
const SETTLED_MS = 50
/** Pages that have gone out of sight are kept so long: whoever scrolls back finds them. */
const KEPT_MS = 30_000

type Page<Row> = { total: number; rows: Row[] }

/** The first and the last place in sight, from 0. */
export type Sight = { first: number; last: number }
export const TOP: Sight = { first: 0, last: 0 }

/** `read` is asked for `limit` rows from `offset` on. */
type Source<Read> = {
  queryKey: readonly unknown[]
  read: (at: { offset: number; limit: number }) => Promise<Read>
}

export type Pages<Row, Read> = {
  total: number
  /** All rows that are held, in order; `slots` says which of them stands at a place. */
  rows: Row[]
  slots: ReadonlyMap<number, number>
  /** The page that was read last in sight, with what else it says. */
  latest: Read | undefined
  error: Error | null
  isLoading: boolean
}

const pageOf = (place: number) => Math.floor(place / PAGE)

export function usePages<Read extends Page<unknown>>(
  { queryKey, read }: Source<Read>,
  { first, last }: Sight,
): Pages<Read['rows'][number], Read> {
  const options = (page: number) => ({
    queryKey: [...queryKey, page],
    queryFn: async () => ({ offset: page * PAGE, read: await read({ offset: page * PAGE, limit: PAGE }) }),
    gcTime: KEPT_MS,
  })
  const top = pageOf(first)
  // What was asked for before stays until something else is there: a list does not blink.
  const main = useQuery({ ...options(top), placeholderData: keepPreviousData })
  const total = main.data?.read.total ?? 0
  const near: number[] = []
  for (let page = Math.max(0, top - 1); page <= pageOf(last) + 1; page++)
    if (page !== top && page * PAGE < total) near.push(page)
  const beside = useQueries({ queries: near.map(options), combine: held })
  return useMemo(() => {
    const rows: Read['rows'][number][] = []
    const slots = new Map<number, number>()
    for (const { offset, read } of [...(main.data ? [main.data] : []), ...beside].sort((a, b) => a.offset - b.offset))
      for (const [i, row] of read.rows.entries()) slots.set(offset + i, rows.push(row) - 1)
    return { total, rows, slots, latest: main.data?.read, error: main.error, isLoading: main.isPending }
  }, [main.data, main.error, main.isPending, beside, total])
}

const held = <Data>(results: { data?: Data | undefined }[]): Data[] =>
  results.flatMap(({ data }) => (data === undefined ? [] : [data]))

/** Tells, once it stays so, between which places the list now stands; `items` are those that are drawn. */
export function useSight(items: readonly { index: number }[], onSight: (sight: Sight) => void): void {
  const first = pageOf(items[0]?.index ?? 0) * PAGE
  const last = pageOf(items.at(-1)?.index ?? 0) * PAGE
  useEffect(() => {
    const timer = setTimeout(() => onSight({ first, last }), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [first, last, onSight])
}

/** A row by its place, and by its id once that is known: others may come before it. */
export type Lit = { place: number; id: string | null }
export const FIRST: Lit = { place: 0, id: null }

/** Where the lit row stands now; the place itself where its row is not held, within the list. */
export function placeOf<Row extends { id: string }>({ rows, slots, total }: Pages<Row, unknown>, lit: Lit): number {
  const place = Math.max(0, Math.min(lit.place, total - 1))
  if (lit.id === null || rowAt({ rows, slots }, place)?.id === lit.id) return place
  for (const [other, slot] of slots) if (rows[slot]?.id === lit.id) return other
  return place
}

export function rowAt<Row>({ rows, slots }: Pick<Pages<Row, unknown>, 'rows' | 'slots'>, place: number) {
  const slot = slots.get(place)
  return slot === undefined ? undefined : rows[slot]
}
