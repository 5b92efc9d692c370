import { queryOptions } from '@tanstack/react-query'
import type { InvestigationView } from '../../electron/contract.ts'
import { api } from '../api.ts'

export const shiftQueries = {
  investigations: queryOptions({
    queryKey: ['shift', 'investigations'],
    queryFn: () => api.shifts.investigations({}),
  }),
}

export const openInvestigations = (all: readonly InvestigationView[]): InvestigationView[] =>
  all.filter(({ ended }) => !ended)
