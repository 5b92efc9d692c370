import { implement } from '@orpc/server'
import type { Branch } from '../branch.ts'
import { internal } from '../internal.ts'
import { blockOf } from '../outages/paper.ts'
import { viewOf } from '../outages/reading.ts'
import { outageOf } from '../outages/store.ts'
import { receiptOf } from '../receipt.ts'
import { draftOf } from '../store/drafts.ts'

const os = implement(internal.documents).$context<Branch>()

export const documents = os.router({
  receipt: os.receipt.handler(({ context, input }) => receiptOf(context, input.case)),
  draft: os.draft.handler(({ context, input }) => draftOf(context.db, input.draft)),
  paperNumbers: os.paperNumbers.handler(({ context, input }) => blockOf(context, input.command)),
  outage: os.outage.handler(({ context, input }) => {
    const outage = outageOf(context.db, input.number)
    return outage && viewOf(context, outage)
  }),
})
