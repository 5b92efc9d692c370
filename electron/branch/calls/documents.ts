import { implement } from '@orpc/server'
import type { Branch } from '../branch.ts'
import { draftToPrint } from '../customers/records.ts'
import { slipListOf } from '../customers/slipList.ts'
import { internal } from '../internal.ts'
import { blockOf } from '../outages/paper.ts'
import { reportOf, viewOf } from '../outages/reading.ts'
import { outageOf } from '../outages/store.ts'
import { receiptOf } from '../receipt.ts'

const os = implement(internal.documents).$context<Branch>()

export const documents = os.router({
  receipt: os.receipt.handler(({ context, input }) => receiptOf(context, input.case)),
  draft: os.draft.handler(({ context, input }) => draftToPrint(context, input.draft, input.blank)),
  paperNumbers: os.paperNumbers.handler(({ context, input }) => blockOf(context, input.command)),
  outageMonth: os.outageMonth.handler(({ context, input }) => reportOf(context, input.month)),
  slipList: os.slipList.handler(({ context, input }) => slipListOf(context, input.case)),
  outage: os.outage.handler(({ context, input }) => {
    const outage = outageOf(context.db, input.number)
    return outage && viewOf(context, outage)
  }),
})
