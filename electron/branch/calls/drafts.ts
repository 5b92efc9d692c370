import { implement } from '@orpc/server'
import { formOf } from '../../../domain/forms/catalogue.ts'
import { contract } from '../../contract.ts'
import { type Branch, todayOf } from '../branch.ts'
import { discardDraft, keepDraft, openDraft } from '../drafting.ts'
import { answerDue } from '../facts.ts'
import { formMadeWith } from '../forms.ts'
import { allDrafts } from '../store/drafts.ts'

const os = implement(contract.drafts).$context<Branch>()

export const drafts = os.router({
  open: os.open.handler(({ context, input }) => openDraft(context, input)),
  save: os.save.handler(({ context, input }) => keepDraft(context, input)),
  list: os.list.handler(({ context }) => allDrafts(context.db)),
  discard: os.discard.handler(({ context, input }) => discardDraft(context, input)),
  answerBy: os.answerBy.handler(({ context, input }) => {
    const { type, formVersion } = input
    const form =
      formVersion === undefined
        ? formOf(context.knowledge.catalogue, type)
        : formMadeWith(context, { type, formVersion })
    if (!form) return { ok: false as const, refusal: { code: 'unknownForm' as const } }
    return { ok: true as const, answer: answerDue(context, form, input.answers), acceptedOn: todayOf(context) }
  }),
})
