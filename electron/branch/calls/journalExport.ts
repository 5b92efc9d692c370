import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { internal } from '../internal.ts'
import { beginExport, exportMayBegin, exportObstacle } from '../journalExport/running.ts'

const os = implement(contract.journalExport).$context<Branch>()

export const journalExport = os.router({
  state: os.state.handler(
    ({ context }) =>
      exportObstacle(context) ?? {
        ok: true as const,
        state: context.exporting.state(),
        reasonLeast: context.knowledge.rules.lookReasonLeast,
      },
  ),
  cancel: os.cancel.handler(async ({ context }) => {
    const obstacle = exportObstacle(context)
    if (obstacle) return obstacle
    await context.exporting.cancel()
    return { ok: true as const }
  }),
})

const own = implement(internal.exports).$context<Branch>()

/** Main's side: it alone knows where a person wants the file. */
export const exports = own.router({
  check: own.check.handler(({ context, input }) => exportMayBegin(context, input.reason)),
  begin: own.begin.handler(({ context, input }) => beginExport(context, input)),
})
