/**
 * What the meta-schema has against a definition, in words that say what to do. They are for the author of the form, who is
 * no programmer; `path` says where, these say what. English only: the format itself is English.
 */
import type { z } from 'zod'
import type { Fault } from './crosscheck.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** One fault for each thing to mend, with the way to it by names instead of positions. */
export const faultsIn = (issues: readonly Issue[], raw: unknown): Fault[] =>
  issues.flatMap((issue) => tell(issue, raw, issue.path))

function tell(issue: Issue, raw: unknown, path: Path): Fault[] {
  const at = (message: string, more: Path = []): Fault => ({ path: namedPath(raw, [...path, ...more]), message })
  const value = valueAt(raw, path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => at('nothing is called so here: take it out, or correct the spelling', [key]))
    case 'invalid_type':
      return [
        at(
          value === undefined
            ? `is missing: write ${named(issue.expected)}`
            : `must be ${named(issue.expected)}, not ${shown(value)}`,
        ),
      ]
    case 'invalid_value':
      return [
        at(
          value === undefined
            ? `is missing: write ${oneOf(issue.values)}`
            : `must be ${oneOf(issue.values)}, not ${shown(value)}`,
        ),
      ]
    case 'too_small':
      return [
        at(isText(value) || Array.isArray(value) ? least(value, issue.minimum) : `must be at least ${issue.minimum}`),
      ]
    case 'too_big':
      return [at(`must be at most ${issue.maximum}`)]
    case 'invalid_format':
      return [
        at(issue.format === 'date' ? `must be a date such as "2026-11-23", not ${shown(value)}` : form(issue, value)),
      ]
    case 'invalid_union':
      return inUnion(issue, raw, path) ?? [at(unionWords(path, value))]
    default:
      return [at(issue.message)]
  }
}

/** The complaint of the one shape that was meant: the one whose members are all there and none too many. */
function inUnion(issue: Extract<Issue, { code: 'invalid_union' }>, raw: unknown, path: Path): Fault[] | null {
  const here = valueAt(raw, path)
  if (typeof here !== 'object' || here === null) return null
  const meant = issue.errors.filter(
    (issues) =>
      issues.length > 0 &&
      issues.every(
        (one) =>
          one.path.length > 0 && one.code !== 'unrecognized_keys' && valueAt(here, one.path.slice(0, 1)) !== undefined,
      ),
  )
  const [only] = meant
  return only && meant.length === 1 ? only.flatMap((one) => tell(one, raw, [...path, ...one.path])) : null
}

const conditions = new Set(['when', 'unless', 'forwardingIf', 'security', 'urgent', 'not', 'all', 'any'])

function unionWords(path: Path, value: unknown): string {
  const names = path.filter((part) => typeof part === 'string')
  const last = names.at(-1)
  if (value === undefined) return 'is missing'
  if (last === 'required') return 'must be "forwarding", "no" or {"forwardingIf": a condition}'
  if (last === 'must') return 'is no rule: see “Rules” in docs/forms.md for those there are'
  if (last === 'default') return 'must be a text, true or false, a whole number, or a list of texts'
  if (last === 'type' || last === 'kind')
    return `is no kind of field: ${shown(value)}; see “Kinds of field” in docs/forms.md`
  if (last === 'needs') return 'must be the key of a field, or {"field": its key, "when": a condition}'
  if (names.some((name) => conditions.has(name)))
    return 'is no condition: write {"field": "…", "is": "…"} or another of those under “Conditions” in docs/forms.md'
  return `cannot be ${shown(value)}`
}

function least(value: string | unknown[], minimum: number | bigint): string {
  if (value.length === 0) return isText(value) ? 'must not be empty: write the words' : 'must not be empty'
  return `must have at least ${minimum}`
}

function form(issue: Extract<Issue, { code: 'invalid_format' }>, value: unknown): string {
  const own = issue.message.startsWith('Invalid ') ? 'does not have the right shape' : issue.message
  return `${own}; it says ${shown(value)}`
}

const isText = (value: unknown): value is string => typeof value === 'string'

function named(expected: string): string {
  const names: Record<string, string> = {
    string: 'a text in quotation marks',
    int: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list in square brackets',
    object: 'members in curly brackets',
  }
  return names[expected] ?? expected
}

function oneOf(values: readonly unknown[]): string {
  const quoted = values.map((value) => JSON.stringify(value))
  return quoted.length > 1 ? `one of ${quoted.join(', ')}` : (quoted[0] ?? '')
}

const LONGEST = 40
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function valueAt(raw: unknown, path: Path): unknown {
  let here = raw
  for (const part of path) here = typeof here === 'object' && here !== null ? Reflect.get(here, part) : undefined
  return here
}

function namedPath(raw: unknown, path: Path): string {
  let here = raw
  const names = path.map((part) => {
    const inList = Array.isArray(here)
    here = typeof here === 'object' && here !== null ? Reflect.get(here, part) : undefined
    return (inList && nameOf(here)) || String(part)
  })
  return names.join('.')
}

function nameOf(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined
  const name = 'code' in entry ? entry.code : 'key' in entry ? entry.key : undefined
  return typeof name === 'string' && name !== '' ? name : undefined
}
