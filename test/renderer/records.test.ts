/** What the branch's records offer while a form is typed: never of the person before, never what the paper names by now. */
import { expect, test } from 'vitest'
import type { Form } from '../../domain/forms/schema.ts'
import type { EarlierCase, PersonRecords, RepeatsFound } from '../../electron/contract.ts'
import { notNamed } from '../../renderer/customers/named.ts'
import { recordsToShow } from '../../renderer/customers/records.ts'
import { shippedCatalogue } from '../support/catalogue.ts'

const catalogue = shippedCatalogue()
const bill = catalogue.forms.find(({ code }) => code === 'SVC-BILL') as Form

const earlier = (number: string): EarlierCase => ({
  ...{ id: number, number, type: 'SVC-SUSPEND', state: 'in_review', registeredAt: '2026-11-20T05:00:00.000Z' },
  ...{ registeredBy: 'Әбенова С. Н.', answerBy: '2026-12-14', cameOn: '2026-11-20', visits: 0 },
})
const numbers = ['0712-A26-000001-7', '0712-A26-000002-5', '0712-A26-000003-3'] as const
const found: RepeatsFound = {
  matter: [earlier(numbers[0])],
  times: 1,
  others: { count: 4, latest: [earlier(numbers[1]), earlier(numbers[2])].map(({ id, number }) => ({ id, number })) },
}

test('a case whose number was taken over into the form is offered no longer, neither as the matter nor among the others', () => {
  expect(notNamed(found, catalogue, bill, {})).toEqual(found)
  expect(notNamed(found, catalogue, bill, { cancel_case: numbers[0] }).matter).toEqual([])
  const { others } = notNamed(found, catalogue, bill, { cancel_case: numbers[1] })
  expect(others).toEqual({ count: 3, latest: [{ id: numbers[2], number: numbers[2] }] })
})

test('a number in a field that names no case hides nothing', () => {
  expect(notNamed(found, catalogue, bill, { account_no: numbers[0] })).toEqual(found)
})

const aigul = { last_name: 'Қасымова', first_name: 'Айгүл', iin: '900315300123' }
const dana = { last_name: 'Серік', first_name: 'Дана', iin: '850101400128' }
const records: PersonRecords = {
  open: [earlier(numbers[0])],
  evidence: [{ field: 'cancel_case', cases: [] }],
}

test('R-040 while a person’s answers are on the screen and settled, his records are shown', () => {
  expect(recordsToShow(records, { typed: aigul, asked: aigul, isOld: false })).toEqual(records)
})

test('in the pause of typing nothing of the person before is shown any more', () => {
  expect(recordsToShow(records, { typed: dana, asked: aigul, isOld: false })).toBeNull()
  expect(recordsToShow(records, { typed: { ...aigul, iin: '9003153001' }, asked: aigul, isOld: false })).toBeNull()
})

test('a proof found by a name or an account is offered only for the very answers that it was found for', () => {
  const without = { ...records, evidence: [] }
  expect(recordsToShow(records, { typed: { ...aigul, account_no: '77' }, asked: aigul, isOld: false })).toEqual(without)
  expect(recordsToShow(records, { typed: aigul, asked: aigul, isOld: true })).toEqual(without)
})

test('before the first answer there is nothing to show', () => {
  expect(recordsToShow(undefined, { typed: aigul, asked: aigul, isOld: false })).toBeNull()
})
