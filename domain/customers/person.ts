/**
 * Who is the same person, from what stands in the papers. A person has no number of his own here: cases share keys. Two
 * papers with different IINs are never one person, whatever else they share; an organisation is never a person.
 */
import type { Answers } from '../forms/schema.ts'
import { fold } from '../procedures/fold.ts'

/** From the strongest: IIN, BIN, telephone (E.164) with the surname, names with the date of birth. */
export const personKeyKinds = ['iin', 'bin', 'phoneName', 'nameBirth'] as const
export type PersonKeyKind = (typeof personKeyKinds)[number]
export type PersonKey = { kind: PersonKeyKind; value: string }

const twelveDigits = /^\d{12}$/
const e164 = /^\+\d{8,15}$/

/**
 * All keys that these answers (as stored, see `normaliseAnswers`) give, the strongest first. An IIN that the clerk kept as
 * "so in the document" is a key as well: the same paper says the same next time.
 */
export function personKeys(answers: Answers): PersonKey[] {
  const text = (key: string) => {
    const value = Object.hasOwn(answers, key) ? answers[key] : undefined
    return typeof value === 'string' ? value.trim() : ''
  }
  const isOrganisation = text('applicant_kind') === 'organisation'
  const keys: PersonKey[] = []
  const add = (kind: PersonKeyKind, ...parts: string[]) => {
    if (parts.every((part) => part !== '')) keys.push({ kind, value: parts.join('|') })
  }
  const number = text(isOrganisation ? 'bin' : 'iin')
  if (twelveDigits.test(number)) add(isOrganisation ? 'bin' : 'iin', number)
  const called = fold(isOrganisation ? text('org_name') : text('last_name') || text('first_name'))
  for (const phone of new Set([text('phone'), text('phone_alt')]))
    if (e164.test(phone)) add('phoneName', phone, isOrganisation ? `org ${called}`.trim() : called)
  if (!isOrganisation) add('nameBirth', fold(`${text('last_name')} ${text('first_name')}`), text('birth_date'))
  return keys.filter(({ kind, value }) => kind !== 'phoneName' || !/\|(org)?$/.test(value))
}

const valueIn = (keys: readonly PersonKey[], kind: PersonKeyKind): string | null =>
  keys.find((key) => key.kind === kind)?.value ?? null

/** Two numbers of one kind that differ, or a person beside an organisation. */
function contradict(one: readonly PersonKey[], other: readonly PersonKey[]): boolean {
  const differ = (kind: 'iin' | 'bin') => {
    const [a, b] = [valueIn(one, kind), valueIn(other, kind)]
    return a !== null && b !== null && a !== b
  }
  const across = (a: readonly PersonKey[], b: readonly PersonKey[]) =>
    valueIn(a, 'iin') !== null && valueIn(b, 'bin') !== null
  return differ('iin') || differ('bin') || across(one, other) || across(other, one)
}

/** Whether two papers are of one person: a key in common and nothing that contradicts. Symmetric. */
export function samePerson(one: readonly PersonKey[], other: readonly PersonKey[]): boolean {
  if (contradict(one, other)) return false
  return one.some((a) => other.some((b) => a.kind === b.kind && a.value === b.value))
}

/**
 * Those of `others` that are of the same person as `keys`. Where `keys` name no IIN and the papers found name several
 * (a telephone that a family shares), nobody can say whose it is: only papers without an IIN are taken then.
 */
export function ofSamePerson<Paper extends { keys: readonly PersonKey[] }>(
  keys: readonly PersonKey[],
  others: readonly Paper[],
): Paper[] {
  const alike = others.filter((other) => samePerson(keys, other.keys))
  const numbers = new Set(alike.flatMap((one) => numberOf(one.keys) ?? []))
  return numbers.size > 1 ? alike.filter((one) => numberOf(one.keys) === null) : alike
}

/** The number that the state gave: IIN or BIN, with its kind before it. */
export function numberOf(keys: readonly PersonKey[]): string | null {
  const key = keys.find(({ kind }) => kind === 'iin' || kind === 'bin')
  return key ? `${key.kind}:${key.value}` : null
}
