// Several form versions at once, as they lie in a branch's store: what comes into force does not hang on their order.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formOf, withForm } from '../../domain/forms/catalogue.ts'
import type { Form } from '../../domain/forms/schema.ts'
import { acceptVersions, type Sent } from '../../domain/forms/version.ts'
import { shippedCatalogue } from '../support/catalogue.ts'

const catalogue = shippedCatalogue(['DOC-DUP'])
const held = formOf(catalogue, 'DOC-DUP') as Form
const sent = (change: Partial<Form>): Sent => {
  const definition = { ...structuredClone(held), ...change }
  return { code: definition.code, version: definition.version, definition }
}
const faulty = (version: number): Sent => ({ ...sent({ version }), definition: { code: 'DOC-DUP', version } })
const inForce = (all: readonly Sent[]) => formOf(acceptVersions(catalogue, all).catalogue, 'DOC-DUP')?.version
const refused = (all: readonly Sent[]) => acceptVersions(catalogue, all).refused.map(({ version }) => version)

describe('of several versions of a form', () => {
  test('the highest that can be used comes into force; only higher ones are named as kept out', () => {
    const all = [faulty(2), sent({ version: 3 }), sent({ version: 4 }), faulty(5), faulty(6)]
    expect(inForce(all)).toBe(4)
    expect(refused(all)).toEqual([6, 5])
    expect(acceptVersions(catalogue, all).refused[0]?.faults).not.toEqual([])
  })

  test('none that is as old as what is in force counts, nor is it named', () => {
    const all = [sent({ version: held.version, since: '2030-01-01' }), faulty(held.version)]
    expect(acceptVersions(catalogue, all)).toEqual({ catalogue, refused: [] })
  })

  test('the order in which they came does not matter, also where one names another', () => {
    const first = held.procedure.steps[0]
    if (!first) throw new Error('a form without steps')
    const steps = [{ ...first, changeTo: 'NEW-ONE' }]
    const all = [
      sent({ version: 2 }),
      sent({ version: 3, procedure: { ...held.procedure, steps } }),
      faulty(4),
      sent({ code: 'NEW-ONE', version: 1 }),
      sent({ code: 'NEW-TWO', version: 1 }),
    ]
    expect(inForce(all)).toBe(3)
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(acceptVersions(catalogue, shuffled)).toEqual(acceptVersions(catalogue, all))
      }),
      { numRuns: 30 },
    )
    expect(inForce(all.slice(0, 3))).toBe(2)
  })
})

test('a catalogue with another version of a form differs in that form alone', () => {
  const old = { ...structuredClone(held), version: 99 }
  const with99 = withForm(catalogue, old)
  expect(with99.forms.map((form) => (form === old ? held : form))).toEqual(catalogue.forms)
  expect(withForm(catalogue, { ...old, code: 'ANY-OTHER' }).forms).toHaveLength(catalogue.forms.length + 1)
})
