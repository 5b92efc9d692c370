/** Who works at the simulated counters. */
import type { Person } from '../../../domain/people/person.ts'

export const clerk: Person = {
  id: '0197a000-0000-7000-8000-0000000000a1',
  lastName: 'Сейітова',
  firstName: 'Гүлнар',
  patronymic: 'Ержанқызы',
  role: 'clerk',
}
export const lead: Person = {
  ...clerk,
  id: '0197a000-0000-7000-8000-0000000000a2',
  lastName: 'Ахметов',
  role: 'shift_lead',
}
export const PIN = '2468'
