import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { acceptCase, registerDraft } from '../commands.ts'
import { detailOf, pageOf } from '../reading.ts'
import { receiptOf } from '../receipt.ts'

const os = implement(contract.cases).$context<Branch>()

export const cases = os.router({
  register: os.register.handler(({ context, input }) => registerDraft(context, input.draft)),
  page: os.page.handler(({ context, input }) => pageOf(context, input)),
  detail: os.detail.handler(({ context, input }) => detailOf(context, input.id)),
  receipt: os.receipt.handler(({ context, input }) => receiptOf(context, input.id)),
  accept: os.accept.handler(({ context, input }) => acceptCase(context, input)),
})
