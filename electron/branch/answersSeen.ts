/**
 * The answers of one case as the person at the window may read them: a list that the branch filled in from its records can
 * hold the number of a complaint about him. That number is left out, and nothing says that it was; the case keeps it,
 * and whoever is not named in the complaint reads and prints it whole.
 */
import { z } from 'zod'
import { type Answers, answers as answersSchema, answerValue } from '../../domain/forms/schema.ts'
import type { Branch } from './branch.ts'
import { viewerOf } from './sight.ts'
import { numbersNaming } from './store/cases.ts'

type Viewed = Pick<Branch, 'db' | 'session'>

const hiddenFrom = (branch: Viewed): ReadonlySet<string> => new Set(numbersNaming(branch.db, viewerOf(branch)))

/** Of a list the rest stays; undefined where nothing does. */
function valueSeen<Value>(hidden: ReadonlySet<string>, value: Value): Value | undefined {
  if (typeof value === 'string') return hidden.has(value) ? undefined : value
  if (!Array.isArray(value)) return value
  const rest = value.filter((one) => typeof one !== 'string' || !hidden.has(one))
  return rest.length === 0 && value.length > 0 ? undefined : (rest as Value)
}

function without(hidden: ReadonlySet<string>, answers: Answers): Answers {
  const seen = Object.entries(answers).flatMap(([key, value]) => {
    const rest = valueSeen(hidden, value)
    return rest === undefined ? [] : [[key, rest] as const]
  })
  return Object.fromEntries(seen)
}

export function answersSeen(branch: Viewed, answers: Answers): Answers {
  const hidden = hiddenFrom(branch)
  return hidden.size === 0 ? answers : without(hidden, answers)
}

type Change = { before: Answers[string] | null; after: Answers[string] | null }
type Changes = Record<string, Change>

/** What a correction changed, by field. */
export function changesSeen(branch: Viewed, changed: Changes): Changes {
  const hidden = hiddenFrom(branch)
  if (hidden.size === 0) return changed
  const seen = ({ before, after }: Change): Change => ({
    before: valueSeen(hidden, before) ?? null,
    after: valueSeen(hidden, after) ?? null,
  })
  return Object.fromEntries(Object.entries(changed).map(([key, change]) => [key, seen(change)]))
}

const change = z.strictObject({ before: answerValue.nullable(), after: answerValue.nullable() })
const changes = z.record(z.string(), change)

/** What an event says, with the answers in it. */
export function payloadSeen(branch: Viewed, payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || hiddenFrom(branch).size === 0) return payload
  const seen = { ...payload } as Record<string, unknown>
  for (const name of ['answers', 'newAnswers']) {
    const { data } = answersSchema.safeParse(seen[name])
    if (data) seen[name] = answersSeen(branch, data)
  }
  const { data } = changes.safeParse(seen.changed)
  if (data) seen.changed = changesSeen(branch, data)
  return seen
}
