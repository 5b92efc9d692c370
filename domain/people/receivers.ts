/**
 * Who may be named when a case is passed up. Level 1 is a manager of this branch, by person; 2 and 3 are headquarters, 4 a
 * body outside, as the branch profile has them. A level nobody answers for has no receiver, and nothing is passed to it.
 */
import type { Language, Text3 } from '../forms/schema.ts'
import type { BranchProfile } from './branch.ts'
import { type Person, signature } from './person.ts'

/** `key`: a person's id, or the key that the profile gives. */
export type NamedReceiver = { level: number; key: string; name: Text3 }

export const LEVELS = [1, 2, 3, 4] as const
export const OUTSIDE = 4

const same = (name: string): Text3 => ({ kk: name, ru: name, en: name })

/** Everybody who may be named, the lowest level first. The person who passes it up is never the receiver. */
export function receiversOf(
  { receivers = [], outsideBodies }: Pick<BranchProfile, 'receivers' | 'outsideBodies'>,
  people: readonly Person[],
  by: string,
): NamedReceiver[] {
  const managers = people.filter(({ id, role }) => role === 'manager' && id !== by)
  return [
    ...managers.map((person) => ({ level: 1, key: person.id, name: same(signature(person)) })),
    ...[...receivers]
      .sort((a, b) => a.level - b.level)
      .map(({ level, key, name, phone }) => ({ level, key, name: phone ? withPhone(name, phone) : name })),
    ...outsideBodies.map(({ name, url }) => ({
      level: OUTSIDE,
      key: url,
      name: inAll(name, (one) => `${one} (${url})`),
    })),
  ]
}

const inAll = (name: Text3, change: (one: string, language: Language) => string): Text3 => ({
  kk: change(name.kk, 'kk'),
  ru: change(name.ru, 'ru'),
  en: change(name.en, 'en'),
})
const withPhone = (name: Text3, phone: string): Text3 => inAll(name, (one) => `${one}, ${phone}`)

/**
 * The level that is offered first: the next one above where people passed it, and not below where time has lifted it. A
 * body outside is never offered by itself: one chooses it. Null where nobody inside answers for anything.
 */
export function nextLevel(
  receivers: readonly NamedReceiver[],
  { passedUp, byTime }: { passedUp: number; byTime: number },
): number | null {
  const inside = receivers.filter(({ level }) => level < OUTSIDE).map(({ level }) => level)
  return inside.find((level) => level > passedUp && level >= byTime) ?? inside.at(-1) ?? null
}
