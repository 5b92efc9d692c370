import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { acceptCase, registerDraft } from '../commands.ts'
import { noteCaseLook } from '../customers/looks.ts'
import { noteVisit } from '../customers/visits.ts'
import { detailOf, pageOf } from '../reading.ts'
import { receiptOf } from '../receipt.ts'

const os = implement(contract.cases).$context<Branch>()

export const cases = os.router({
  register: os.register.handler(({ context, input }) => registerDraft(context, input.draft)),
  page: os.page.handler(({ context, input }) => pageOf(context, input)),
  detail: os.detail.handler(({ context, input }) => {
    noteCaseLook(context, input.id)
    return detailOf(context, input.id)
  }),
  noteVisit: os.noteVisit.handler(({ context, input }) => noteVisit(context, input)),
  receipt: os.receipt.handler(({ context, input }) => receiptOf(context, input.id)),
  accept: os.accept.handler(({ context, input }) => acceptCase(context, input)),
})
