import { implement } from '@orpc/server'
import { formOf } from '../../../domain/forms/catalogue.ts'
import { countDues } from '../../../domain/forms/dues.ts'
import { type Filing, filingOf } from '../../../domain/forms/filing.ts'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { asOpened } from '../calendars/asOpened.ts'
import { discardDraft, keepDraft, openDraft } from '../drafting.ts'
import { answerDue, dueContext } from '../facts.ts'
import { formMadeWith } from '../forms.ts'
import { takeOverDraft } from '../people/takeOver.ts'
import { draftsSeen } from '../sight.ts'

const os = implement(contract.drafts).$context<Branch>()

export const drafts = os.router({
  open: os.open.handler(({ context, input }) => openDraft(context, input)),
  save: os.save.handler(({ context, input }) => keepDraft(context, input)),
  list: os.list.handler(({ context }) => draftsSeen(context)),
  discard: os.discard.handler(({ context, input }) => discardDraft(context, input)),
  takeOver: os.takeOver.handler(({ context, input }) => takeOverDraft(context, input)),
  answerBy: os.answerBy.handler(({ context, input }) => {
    const { type, formVersion } = input
    const form =
      formVersion === undefined
        ? formOf(context.knowledge.catalogue, type)
        : formMadeWith(context, { type, formVersion })
    if (!form) return { ok: false as const, refusal: { code: 'unknownForm' as const } }
    const { at, draft } = input
    const opened = draft === undefined ? context : asOpened(context, draft)
    const then = at === undefined ? opened : { ...opened, clock: () => Date.parse(at) }
    const dates = dueContext(then)
    const filing = filingOf(form, input.answers, dates)
    return {
      ok: true as const,
      answer: answerDue(then, form, input.answers),
      acceptedOn: dates.today,
      filing: filing && shown(filing),
      dues: countDues(form, input.answers, dates),
    }
  }),
})

const shown = ({ until, opens, late, unconfirmed, term: { amount, unit, basis } }: Filing) => ({
  ...{ until, opens, late, amount, unit, basis, unconfirmed },
})
