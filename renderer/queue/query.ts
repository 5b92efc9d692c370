/**
 * What the queue shows is asked from the database, page by page: sorted, filtered and found at the source, so that the
 * count on a tab is the count of the branch and not of what happens to be loaded.
 */
import { useMemo } from 'react'
import { type QueueQuery, queueSort, queueTab } from '../../electron/contract.ts'
import { api } from '../api.ts'
import { type Sight, usePages } from '../ui/pages.ts'

export const tabs = queueTab.options
export const sorts = queueSort.options

export type Asked = Pick<QueueQuery, 'tab' | 'find' | 'types' | 'slice' | 'sort' | 'descending'>

export function useQueue(asked: Asked, sight: Sight) {
  const pages = usePages(
    {
      queryKey: ['cases', 'queue', asked],
      read: (at) => api.cases.page({ ...asked, ...at }),
    },
    sight,
  )
  const { latest } = pages
  return useMemo(
    () => ({
      pages,
      counts: latest?.counts,
      urgentHidden: latest?.urgentHidden ?? 0,
      sliced: latest?.sliced ?? null,
      readAt: latest?.readAt,
      person: latest?.person ?? null,
    }),
    [pages, latest],
  )
}
