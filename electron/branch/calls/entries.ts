import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { disputeEntry } from '../entries/dispute.ts'
import { entriesPage } from '../entries/listing.ts'

const os = implement(contract.entries).$context<Branch>()

export const entries = os.router({
  list: os.list.handler(({ context, input }) => entriesPage(context, input)),
  dispute: os.dispute.handler(({ context, input }) => disputeEntry(context, input)),
})
