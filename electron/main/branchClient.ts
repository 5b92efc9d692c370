/** What main itself asks of the branch process, typed and parsed: it is another process and may be of another build. */
import { createORPCClient } from '@orpc/client'
import { type ContractRouterClient, isContractProcedure } from '@orpc/contract'
import { z } from 'zod'
import { internal } from '../branch/internal.ts'
import { contract } from '../contract.ts'
import type { Branch } from './branch.ts'

const asked = { ...internal, workspace: contract.workspace, forms: contract.forms, session: contract.session }
export type BranchClient = ContractRouterClient<typeof asked>

export function branchClient({ call }: Pick<Branch, 'call'>): BranchClient {
  return createORPCClient({
    async call(path, input) {
      let here: unknown = asked
      for (const part of path) here = typeof here === 'object' && here !== null ? Reflect.get(here, part) : undefined
      const schema = isContractProcedure(here) ? here['~orpc'].outputSchema : undefined
      if (!(schema instanceof z.ZodType)) throw new Error(`no call ${path.join('.')} in the internal contract`)
      return schema.parse(await call(path.join('.'), input ?? {}))
    },
  })
}
