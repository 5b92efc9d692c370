import { implement } from '@orpc/server'
import { may } from '../../../domain/people/permissions.ts'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { formAt, formSources } from '../forms.ts'

const os = implement(contract.forms).$context<Branch>()

export const forms = os.router({
  version: os.version.handler(({ context, input }) => formAt(context, input)),
  sources: os.sources.handler(({ context }) => {
    const person = context.session.current()
    return person && may(person, 'seeForms') ? formSources(context) : []
  }),
})
