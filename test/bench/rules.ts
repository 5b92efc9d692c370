/** What happens at each key: the customer's words → procedure, and the check of a whole form. */
import { checkAnswers } from '../../domain/forms/check.ts'
import { ask, buildIndex } from '../../domain/procedures/ask.ts'
import { TYPICAL } from '../support/typical.ts'
import { knowledgeForBench } from './branch.ts'
import { sayTimes, timed } from './measure.ts'

/** Each query is typed key by key, as at the counter. */
export function benchAsk(queries: readonly string[]): void {
  const { catalogue, speech } = knowledgeForBench()
  const index = buildIndex(catalogue.forms, speech)
  for (const query of queries.slice(0, 20)) ask(index, query)
  const measured = queries.flatMap((query) =>
    Array.from(query, (_, i) => timed(() => void ask(index, query.slice(0, i + 1)))),
  )
  sayTimes('ask: a key → procedures', measured, 5)
}

/** The rules of all types over usual answers; the window runs them after each key. */
export function benchValidation(): void {
  const { catalogue, profile } = knowledgeForBench()
  const context = { country: profile.country, today: '2026-11-23', kept: [], papers: [] }
  const forms = catalogue.forms.map((form) => ({ form, answers: TYPICAL[form.code] ?? {} }))
  const round = () =>
    forms.map(({ form, answers }) => timed(() => void checkAnswers(catalogue, form, answers, context)))
  round()
  sayTimes('validation: a whole form', Array.from({ length: 40 }, round).flat(), 5)
}
