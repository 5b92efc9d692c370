import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

/** The list, page by page (`renderer/ui/pages.ts`). */
export const reviewPages = { queryKey: ['review', 'pages'], read: api.review.page }

export const reviewQueries = {
  waiting: queryOptions({ queryKey: ['review', 'total'], queryFn: () => api.review.page({ offset: 0, limit: 1 }) }),
  /** `without`: cases that are decided on already, and nobody's next. */
  one: (id: string, without: string[]) =>
    queryOptions({
      queryKey: ['review', 'one', id, without],
      queryFn: () => api.review.one({ id, without }),
      staleTime: 0,
    }),
}
