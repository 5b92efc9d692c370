import { implement, ORPCError } from '@orpc/server'
import { may } from '../../../domain/people/permissions.ts'
import { contract } from '../../contract.ts'
import { acceptCase } from '../acting/accepting.ts'
import { actOnCase } from '../acting/act.ts'
import type { Branch } from '../branch.ts'
import { registerDraft } from '../commands.ts'
import { noteCaseLook } from '../customers/looks.ts'
import { noteVisit } from '../customers/visits.ts'
import { passUp, receiversFor } from '../passing.ts'
import { detailOf, pageOf } from '../reading.ts'
import { receiptOf } from '../receipt.ts'
import { titled } from '../titles.ts'
import { todayList } from '../today.ts'

const os = implement(contract.cases).$context<Branch>()

export const cases = os.router({
  register: os.register.handler(({ context, input }) => registerDraft(context, input.draft)),
  page: os.page.handler(({ context, input }) => {
    const person = context.session.current()
    if (input.slice && !(person && may(person, 'seeAllCases')))
      throw new ORPCError('FORBIDDEN', { message: 'a slice is for who sees all cases' })
    const page = pageOf(context, input)
    return { ...page, rows: page.rows.map((row) => titled(context, row)) }
  }),
  detail: os.detail.handler(({ context, input }) => {
    noteCaseLook(context, input.id)
    const detail = detailOf(context, input.id)
    return detail && { ...detail, row: titled(context, detail.row) }
  }),
  today: os.today.handler(({ context }) => todayList(context)),
  receivers: os.receivers.handler(({ context, input }) => receiversFor(context, input.case)),
  passUp: os.passUp.handler(({ context, input }) => passUp(context, input)),
  noteVisit: os.noteVisit.handler(({ context, input }) => noteVisit(context, input)),
  receipt: os.receipt.handler(({ context, input }) => receiptOf(context, input.id)),
  accept: os.accept.handler(({ context, input }) => acceptCase(context, input)),
  act: os.act.handler(({ context, input }) => actOnCase(context, input.case, input.act, input.on)),
})
