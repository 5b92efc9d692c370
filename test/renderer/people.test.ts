import { expect, test } from 'vitest'
import { inOrder } from '../../domain/people/order.ts'
import type { PersonTile } from '../../electron/contract.ts'

const person = (fullName: string, role: PersonTile['role'] = 'clerk'): PersonTile => ({
  ...{
    id: '0197a000-0000-7000-8000-000000000001',
    fullName,
    signature: fullName,
    initials: '',
    role,
    demoPin: null,
    entry: { state: 'pin', by: [] },
  },
})
const names = (people: PersonTile[]) => inOrder(people).map(({ fullName }) => fullName)

test('those who stand at the window come first, then the shift lead, then the manager', () => {
  const people = [person('Абаев', 'manager'), person('Бекова', 'shift_lead'), person('Юсупов')]
  expect(names(people)).toEqual(['Юсупов', 'Бекова', 'Абаев'])
})

test('within a role the Kazakh alphabet counts: Ә after А, Қ after К, Ө after О, І after Ы', () => {
  const alphabet = [
    'Абаева',
    'Ахметова',
    'Әбенова',
    'Бекова',
    'Ким',
    'Қасымова',
    'Оспанов',
    'Өтеген',
    'Ыбраева',
    'Ілияс',
  ]
  expect(names([...alphabet].reverse().map((name) => person(name)))).toEqual(alphabet)
})
