import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { reviewOf } from '../reviewing/list.ts'
import { reviewOne } from '../reviewing/one.ts'

const os = implement(contract.review).$context<Branch>()

export const review = os.router({
  page: os.page.handler(({ context, input }) => reviewOf(context, input)),
  one: os.one.handler(({ context, input }) => reviewOne(context, input)),
})
