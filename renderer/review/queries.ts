import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

const PAGE = 50

export const reviewQueries = {
  waiting: queryOptions({ queryKey: ['review', 'total'], queryFn: () => api.review.page({ offset: 0, limit: 1 }) }),
  pages: infiniteQueryOptions({
    queryKey: ['review', 'pages'],
    queryFn: ({ pageParam }) => api.review.page({ offset: pageParam, limit: PAGE }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * PAGE < total ? pages.length * PAGE : undefined),
    staleTime: 0,
  }),
  /** `without`: cases that are decided on already, and nobody's next. */
  one: (id: string, without: string[]) =>
    queryOptions({
      queryKey: ['review', 'one', id, without],
      queryFn: () => api.review.one({ id, without }),
      staleTime: 0,
    }),
}
