import { implement } from '@orpc/server'
import type { Branch } from '../branch.ts'
import { awaitSecondCopy } from '../hub/copied.ts'
import { internal } from '../internal.ts'
import { caseIsAboutViewer } from '../sight.ts'
import { beginSlip, finishSlip, noteNotBegun, settleSlip } from '../slips.ts'
import { shownJob, uncertainJobs } from '../store/printJobs.ts'

const os = implement(internal.printJobs).$context<Branch>()

export const printJobs = os.router({
  begin: os.begin.handler(async ({ context, input }) => {
    await awaitSecondCopy(context, input.case)
    return beginSlip(context, input)
  }),
  notBegun: os.notBegun.handler(({ context, input }) => noteNotBegun(context, input.case)),
  finish: os.finish.handler(({ context, input }) => finishSlip(context, input)),
  uncertain: os.uncertain.handler(({ context }) =>
    uncertainJobs(context.db)
      .filter((job) => !caseIsAboutViewer(context, job.case_id))
      .map(shownJob),
  ),
  settle: os.settle.handler(({ context, input }) => settleSlip(context, input)),
})
