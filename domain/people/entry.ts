/**
 * What lets a person in: which PIN may be chosen, how long wrong ones make him wait, and from when on somebody else has
 * to let him in. Waits are lengths, not moments of a clock: a clock that is set does not shorten one.
 */
import { z } from 'zod'
import { error, type Reading, reading, tidy } from '../identifiers/reading.ts'
import type { Member } from './events.ts'

/** Defaults of the operator, none of them law. */
export const entryRule = z.strictObject({
  /** Digits that a PIN has at least. */
  leastDigits: z.int().min(4).max(12),
  /** After so many wrong PINs in a row a shift lead or manager has to let the person in. */
  barAfter: z.int().min(3),
  /** Where nobody else could: so long each further try has to wait. */
  longWaitMinutes: z.int().positive(),
  /** The window locks itself when nobody has touched it for so long. */
  lockAfterMinutes: z.int().positive(),
})
export type EntryRule = z.infer<typeof entryRule>

export const PIN_MOST_DIGITS = 12

/** Why a PIN may not be chosen, or null when it may. One digit over and over, or a run such as 1234, is tried first by everybody. */
export function pinObstacle(pin: string, { leastDigits }: Pick<EntryRule, 'leastDigits'>) {
  if (!/^\d*$/.test(pin)) return 'notDigits'
  if (pin.length < leastDigits || pin.length > PIN_MOST_DIGITS) return 'wrongLength'
  const steps = new Set([...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10))
  const [step] = steps
  if (steps.size === 1 && (step === 0 || step === 1 || step === 9)) return 'tooEasy'
  return null
}

/** So many wrong PINs are a slip of the finger; then each one doubles the wait. */
export const FREE_TRIES = 3
const LONGEST_WAIT_S = 60

/** Seconds to wait after so many wrong PINs in a row. `helped`: somebody else could let the person in. */
export function waitAfter(tries: number, helped: boolean, rule: EntryRule): number {
  if (tries >= rule.barAfter && !helped) return rule.longWaitMinutes * 60
  return tries < FREE_TRIES ? 0 : Math.min(2 ** (tries - FREE_TRIES), LONGEST_WAIT_S)
}

/** Someone of the branch with what this computer knows of him. */
export type Known = Member & { hasPin: boolean; wrongTries: number }

const isLead = ({ role }: Known) => role !== 'clerk'
const canEnter = ({ retired, hasPin }: Known) => !retired && hasPin

/** Who may let a barred person in: each lead who can enter here himself. Nobody lets himself in. */
export const helpersOf = (id: string, people: readonly Known[], { barAfter }: Pick<EntryRule, 'barAfter'>): Known[] =>
  people.filter((one) => one.id !== id && isLead(one) && canEnter(one) && one.wrongTries < barAfter)

/**
 * Who may vouch for a person without a PIN on this computer: its leads; where no other lead has one, whoever has one.
 * Where nobody has one at all the computer is new, and its first lead needs nobody.
 */
export function vouchersFor(person: Known, people: readonly Known[]): { needed: boolean; by: Known[] } {
  const others = people.filter((one) => one.id !== person.id && canEnter(one))
  const leads = others.filter(isLead)
  if (leads.length > 0) return { needed: true, by: leads }
  if (others.length > 0 && isLead(person)) return { needed: true, by: others }
  return { needed: !isLead(person), by: [] }
}

/** Letters, digits and what is noise on a card; fewer than six characters would be found by trying. */
export function readBadge(text: string): Reading {
  const value = tidy(text)
  return /^[A-Z0-9]{6,32}$/.test(value) ? reading(value) : reading(value, [error('badge.characters')])
}
