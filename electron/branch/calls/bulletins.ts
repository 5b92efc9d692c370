import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { bulletinsShown, readBulletin } from '../bulletins.ts'

const os = implement(contract.bulletins).$context<Branch>()

export const bulletins = os.router({
  list: os.list.handler(({ context }) => bulletinsShown(context)),
  read: os.read.handler(({ context, input }) => readBulletin(context, input.id)),
})
