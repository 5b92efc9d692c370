import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { overviewOf } from '../reports/overview.ts'
import { reportOf } from '../reports/reading.ts'

const os = implement(contract.reports).$context<Branch>()

export const reports = os.router({
  overview: os.overview.handler(({ context }) => overviewOf(context)),
  counts: os.counts.handler(({ context, input }) => reportOf(context, input.slice)),
})
