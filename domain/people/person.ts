/** People of the counter: roles, what each may do, and how a name is written on paper. */
import { z } from 'zod'

export const role = z.enum(['clerk', 'shift_lead', 'manager'])
export type Role = z.infer<typeof role>

export const person = z.strictObject({
  id: z.uuid(),
  lastName: z.string(),
  firstName: z.string(),
  patronymic: z.string(),
  role,
})
export type Person = z.infer<typeof person>

/** `Әбенова С. Н.`: surname and initials, as the slip shows who accepted. A missing part leaves no gap. */
export function signature({ lastName, firstName, patronymic }: Omit<Person, 'id' | 'role'>): string {
  const initials = [firstName, patronymic].filter(Boolean).map((name) => `${[...name][0]}.`)
  return [lastName, ...initials].filter(Boolean).join(' ')
}

/** `Әбенова Сәуле Нұрланқызы` */
export const fullName = ({ lastName, firstName, patronymic }: Omit<Person, 'id' | 'role'>): string =>
  [lastName, firstName, patronymic].filter(Boolean).join(' ')
