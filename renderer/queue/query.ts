/**
 * What the queue shows is asked from the database, page by page: sorted, filtered and found at the source, so that the
 * count on a tab is the count of the branch and not of what happens to be loaded.
 */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { type QueueQuery, queueSort, queueTab } from '../../electron/contract.ts'
import { api } from '../api.ts'

export const PAGE = 100
export const tabs = queueTab.options
export const sorts = queueSort.options

export type Asked = Pick<QueueQuery, 'tab' | 'find' | 'types' | 'slice' | 'sort' | 'descending'>

export function useQueue(asked: Asked) {
  const query = useInfiniteQuery({
    queryKey: ['cases', 'queue', asked],
    queryFn: ({ pageParam }) => api.cases.page({ ...asked, offset: pageParam, limit: PAGE }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, page) => sum + page.rows.length, 0)
      return read < last.total && last.rows.length > 0 ? read : undefined
    },
    placeholderData: keepPreviousData,
  })
  const pages = query.data?.pages ?? []
  const latest = pages.at(-1)
  return {
    rows: pages.flatMap((page) => page.rows),
    total: latest?.total ?? 0,
    counts: latest?.counts,
    urgentHidden: latest?.urgentHidden ?? 0,
    sliced: latest?.sliced ?? null,
    readAt: latest?.readAt,
    person: latest?.person ?? null,
    failed: query.error,
    isLoading: query.isPending,
    more: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage()
    },
  }
}
