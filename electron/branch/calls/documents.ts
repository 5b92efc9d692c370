import { implement } from '@orpc/server'
import { answerLetterOf } from '../answerLetter.ts'
import type { Branch } from '../branch.ts'
import { caseRecordOf } from '../customers/caseRecord.ts'
import { draftToPrint } from '../customers/records.ts'
import { slipListOf } from '../customers/slipList.ts'
import { internal } from '../internal.ts'
import { blockOf } from '../outages/paper.ts'
import { reportOf, viewOf } from '../outages/reading.ts'
import { outageOf } from '../outages/store.ts'
import { overdueOf } from '../overdue.ts'
import { receiptOf } from '../receipt.ts'
import { reportToKeep } from '../reports/reading.ts'
import { slipOfShift } from '../shifts/slip.ts'

const os = implement(internal.documents).$context<Branch>()

export const documents = os.router({
  receipt: os.receipt.handler(({ context, input }) => receiptOf(context, input.case)),
  draft: os.draft.handler(({ context, input }) => draftToPrint(context, input.draft, input.blank)),
  paperNumbers: os.paperNumbers.handler(({ context, input }) => blockOf(context, input.command)),
  outageMonth: os.outageMonth.handler(({ context, input }) => reportOf(context, input.month)),
  counts: os.counts.handler(({ context, input }) => reportToKeep(context, input.slice)),
  overdue: os.overdue.handler(({ context, input }) => overdueOf(context, input.case)),
  answer: os.answer.handler(({ context, input }) => answerLetterOf(context, input.case)),
  shift: os.shift.handler(({ context }) => slipOfShift(context)),
  caseRecord: os.caseRecord.handler(({ context, input }) => caseRecordOf(context, input.case)),
  slipList: os.slipList.handler(({ context, input }) => slipListOf(context, input.case)),
  outage: os.outage.handler(({ context, input }) => {
    const outage = outageOf(context.db, input.number)
    return outage && viewOf(context, outage)
  }),
})
