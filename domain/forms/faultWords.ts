/**
 * What the meta-schema has against a definition, as codes with what to do about it (`faults.ts`). They are for the author
 * of the form, who is no programmer; `path` says where, these say what.
 */
import { z } from 'zod'
import { type Fault, type FaultCode, type FaultFacts, fault, isFaultCode, type Shape } from './faults.ts'
import { A_KEY } from './fieldSchema.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** One fault for each thing to mend, with the way to it by names instead of positions. */
export const faultsIn = (issues: readonly Issue[], raw: unknown): Fault[] =>
  issues.flatMap((issue) => tell(issue, raw, issue.path))

function tell(issue: Issue, raw: unknown, path: Path): Fault[] {
  const at = (code: FaultCode, facts: FaultFacts = {}, more: Path = []): Fault =>
    fault(namedPath(raw, [...path, ...more]), code, facts)
  const value = valueAt(raw, path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => at('unknownMember', {}, [key]))
    case 'invalid_type': {
      const shape = shapeOf(issue.expected)
      return [value === undefined ? at('missingShape', { shape }) : at('notShape', { shape, value: shown(value) })]
    }
    case 'invalid_value': {
      const values = issue.values.map((one) => JSON.stringify(one)).join(', ')
      const several = issue.values.length > 1
      return [
        value === undefined
          ? at(several ? 'missingOneOf' : 'missingValue', { values })
          : at(several ? 'notOneOf' : 'notValue', { values, value: shown(value) }),
      ]
    }
    case 'too_small': {
      const least = Number(issue.minimum)
      if (!isText(value) && !Array.isArray(value)) return [at('tooSmall', { least })]
      return [value.length > 0 ? at('tooFew', { least }) : at(isText(value) ? 'emptyText' : 'empty')]
    }
    case 'too_big':
      return [at('tooBig', { most: Number(issue.maximum) })]
    case 'invalid_format': {
      const code = issue.format === 'date' ? 'notDay' : issue.message === A_KEY ? 'notKey' : 'notForm'
      return [at(code, { value: shown(value) })]
    }
    case 'invalid_union':
      return inUnion(issue, raw, path) ?? [unionFault(path, value, at)]
    default:
      return [told(issue, at)]
  }
}

type At = (code: FaultCode, facts?: FaultFacts) => Fault

/** What the meta-schema found by itself carries its code and facts along (`schema.ts`). */
function told(issue: Issue, at: At): Fault {
  const { code, facts } = z
    .object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) })
    .catch({ code: '', facts: {} })
    .parse(issue.code === 'custom' ? issue.params : undefined)
  return isFaultCode(code) ? at(code, facts) : at('unusable')
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

function unionFault(path: Path, value: unknown, at: At): Fault {
  const names = path.filter((part) => typeof part === 'string')
  const last = names.at(-1)
  if (value === undefined) return at('missing')
  if (last === 'required') return at('notRequired')
  if (last === 'must') return at('notRule')
  if (last === 'default') return at('notDefault')
  if (last === 'type' || last === 'kind') return at('notKind', { value: shown(value) })
  if (last === 'needs') return at('notNeed')
  if (names.some((name) => conditions.has(name))) return at('notCondition')
  return at('cannotBe', { value: shown(value) })
}

const isText = (value: unknown): value is string => typeof value === 'string'

const shapes: Record<string, Shape> = {
  string: 'text',
  int: 'whole',
  number: 'number',
  boolean: 'bool',
  array: 'list',
  object: 'members',
}
const shapeOf = (expected: string): Shape => shapes[expected] ?? 'other'

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
