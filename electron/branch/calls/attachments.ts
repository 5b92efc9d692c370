import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import { fetchAttachment } from '../attachments/carried.ts'
import { lookAt, sayPaper, takeOut } from '../attachments/keeping.ts'
import { listAttachments } from '../attachments/listing.ts'
import type { Branch } from '../branch.ts'

const os = implement(contract.attachments).$context<Branch>()

export const attachments = os.router({
  limits: os.limits.handler(({ context }) => context.knowledge.rules.attachments.bytes),
  list: os.list.handler(({ context, input }) => listAttachments(context, input)),
  begin: os.begin.handler(({ context, input }) => context.reception.begin(input)),
  append: os.append.handler(({ context, input }) => context.reception.append(input)),
  finish: os.finish.handler(({ context, input }) => context.reception.finish(input.upload)),
  cancel: os.cancel.handler(({ context, input }) => context.reception.cancel(input.upload)),
  fetch: os.fetch.handler(({ context, input }) => fetchAttachment(context, input)),
  look: os.look.handler(({ context, input }) => lookAt(context, input)),
  paper: os.paper.handler(({ context, input }) => sayPaper(context, input)),
  remove: os.remove.handler(({ context, input }) => takeOut(context, input)),
})
