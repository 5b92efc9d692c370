import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { paperNumberKnown, reservePaperNumbers } from '../outages/paper.ts'
import { currentOf, listOf, recoveryOf, reportOf } from '../outages/reading.ts'
import { joinedCases } from '../outages/store.ts'
import { tellRecovery, writeOutage } from '../outages/writing.ts'
import { shownRow } from '../reading.ts'
import { viewerOf } from '../sight.ts'
import { titled } from '../titles.ts'

const os = implement(contract.outages).$context<Branch>()

export const outages = os.router({
  current: os.current.handler(({ context }) => currentOf(context)),
  list: os.list.handler(({ context, input }) => listOf(context, input.limit)),
  cases: os.cases.handler(({ context, input }) =>
    joinedCases(context.db, input.number, viewerOf(context)).map((row) => titled(context, shownRow(context, row))),
  ),
  open: os.open.handler(({ context, input: { command, since, ...said } }) =>
    writeOutage(context, { do: 'openOutage', command, since, said: { ...said, cause: null } }),
  ),
  update: os.update.handler(({ context, input: { command, number, ...said } }) =>
    writeOutage(context, { do: 'updateOutage', command, number, said }),
  ),
  close: os.close.handler(({ context, input }) => writeOutage(context, { do: 'closeOutage', ...input })),
  recovery: os.recovery.handler(({ context, input }) => recoveryOf(context, input.number)),
  told: os.told.handler(({ context, input }) => tellRecovery(context, input)),
  report: os.report.handler(({ context, input }) => reportOf(context, input.month)),
  paperBlock: os.paperBlock.handler(({ context, input }) => reservePaperNumbers(context, input)),
  paperNumber: os.paperNumber.handler(({ context, input }) => paperNumberKnown(context, input.number)),
})
