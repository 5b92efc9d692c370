/**
 * The second pair of eyes. Nobody reviews what he registered or worked on, nobody sees a complaint that names him, and
 * what the form gives to the manager no shift lead decides. Where one person works alone his review says so.
 */
import { holds } from '../forms/conditions.ts'
import type { Answers, Form } from '../forms/schema.ts'
import { type Actor, may } from '../people/permissions.ts'
import type { Person } from '../people/person.ts'
import { fold } from '../procedures/fold.ts'
import { type Case, type CaseState, openStates } from './case.ts'
import type { Facts } from './commands.ts'
import type { CaseRefusal } from './decision.ts'

type Reviewed = Pick<Case, 'registeredBy' | 'touchedBy'>
export type Reviewing = { ok: true; selfReviewed: boolean } | { ok: false; refusal: CaseRefusal }

/** Whether this person may be the second one, whatever state the case is in. */
export function mayReview(
  state: Reviewed,
  person: Actor,
  { reviewer, named, alone }: Pick<Facts, 'reviewer' | 'named' | 'alone'>,
  action: 'acceptCase' | 'returnCase' | 'finishAtBranch' = 'acceptCase',
): Reviewing {
  const refused = (refusal: CaseRefusal): Reviewing => ({ ok: false, refusal })
  if (!may(person, action) || (reviewer === 'manager' && person.role === 'shift_lead'))
    return refused({ code: 'roleMayNot', role: person.role })
  if (named) return refused({ code: 'namedInCase' })
  return secondPerson(state, person, alone)
}

/** Whether this person is the second one: had no hand in the case, or works alone and says so. */
export function secondPerson(
  { registeredBy, touchedBy }: Reviewed,
  { id }: Pick<Actor, 'id'>,
  alone: boolean | undefined,
): Reviewing {
  const own = touchedBy.includes(id)
  if (own && !alone) return { ok: false, refusal: { code: registeredBy.id === id ? 'ownCase' : 'ownCorrection' } }
  return { ok: true, selfReviewed: own }
}

/** Who stands at the window also hands over an answer and hears that it is settled. */
export const statesAtCounter: readonly CaseState[] = [...openStates, 'delivered']

/** Why this person does not see the case, or null. `named`: he does not learn its applicant either. */
export function mayOpen(
  { state, registeredBy }: { state: CaseState; registeredBy: { id: string } },
  person: Actor,
  { named }: Pick<Facts, 'named'>,
): 'named' | 'roleMayNot' | null {
  if (named) return 'named'
  if (may(person, 'seeAllCases')) return null
  const mine = registeredBy.id === person.id || statesAtCounter.includes(state)
  return mine && may(person, 'seeOpenCases') ? null : 'roleMayNot'
}

/**
 * Whether the complaint names this person. Surnames are compared as they are searched (Kazakh letters, case and endings
 * of Russian do not matter); an initial beside one that is not his speaks for somebody else. In doubt it is he: a case
 * too many is hidden from one person, never one too few.
 */
export function namesPerson(
  { answers }: { answers: Answers },
  form: Pick<Form, 'staff'> | null | undefined,
  person: Omit<Person, 'id' | 'role'>,
): boolean {
  const { staff } = form ?? {}
  if (!staff || (staff.when && !holds(staff.when, answers))) return false
  return staff.fields.some((key) => {
    const text = Object.hasOwn(answers, key) ? answers[key] : undefined
    return typeof text === 'string' && isIn(text, person)
  })
}

/** Letters that a surname takes on in Russian and Kazakh sentences: -ой, -ому, -ға, -нің. With more it is another name. */
const ENDING = 3

function isIn(text: string, { lastName, firstName }: Omit<Person, 'id' | 'role'>): boolean {
  // Of a double surname either half names him.
  const surnames = fold(lastName).split(' ').filter(Boolean)
  const words = (text.match(/[\p{L}'’ʼ]+\.?/gu) ?? []).map((word) => ({ word: fold(word), dotted: word.endsWith('.') }))
  return words.some(({ word }, i) => {
    if (!surnames.some((surname) => isForm(word, surname))) return false
    const before = words.slice(0, i).reverse()
    const initials = [...initialsOf(before).reverse().slice(0, 1), ...initialsOf(words.slice(i + 1)).slice(0, 1)]
    return initials.length === 0 || firstName === '' || initials.includes(fold(firstName).charAt(0))
  })
}

/** The last vowel changes with the case: Әбенова, Әбеновой, Әбенову. */
function isForm(word: string, surname: string): boolean {
  const stem = surname.length > ENDING ? surname.replace(/[аеиоуыэюя]$/u, '') : surname
  return word.startsWith(stem) && word.length <= surname.length + ENDING
}

/** Single letters with a dot at the head of these words: a preposition has none. */
function initialsOf(words: readonly { word: string; dotted: boolean }[]): string[] {
  const end = words.findIndex(({ word, dotted }) => !dotted || word.length !== 1)
  return words.slice(0, end === -1 ? words.length : end).map(({ word }) => word)
}
