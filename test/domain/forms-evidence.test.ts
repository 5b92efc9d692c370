/** What a step that needs evidence wants before it can be ticked off. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formOf } from '../../domain/forms/catalogue.ts'
import { type Evidence, evidenceLacks, isReason, LEAST_REASON, stepsFor } from '../../domain/forms/procedure.ts'
import type { Form } from '../../domain/forms/schema.ts'
import { shippedCatalogue } from '../support/catalogue.ts'

const catalogue = shippedCatalogue()
const named = (code: string) => formOf(catalogue, code) as Form
const damage = named('CLAIM-DAMAGE')
const nothing: Evidence = { files: [], papers: [], answers: {}, reasons: {} }
const [first] = stepsFor(damage, {})
if (!first) throw new Error('the claim has no steps')
const lacks = (more: Partial<Evidence>) => evidenceLacks(first, damage, { ...nothing, ...more })
const step = (form: Form, key: string) => form.procedure.steps.find((one) => one.key === key) as typeof first

describe('R-031 step 1 of CLAIM-DAMAGE cannot be passed without photo or a reason', () => {
  test('it is the photograph, and it lacks one while there is nothing', () => {
    expect(first.key).toBe('photo')
    expect(lacks({})).toBe('photo')
  })

  test.each(['jpg', 'png', 'heic', 'mp4'] as const)('a %s is a photograph', (kind) => {
    expect(lacks({ files: [{ kind, paper: null }] })).toBeNull()
    expect(lacks({ files: [{ kind, paper: 'photos' }] })).toBeNull()
    expect(lacks({ files: [{ kind, paper: 'damage_photos' }] })).toBeNull()
  })

  test('a PDF is none, nor is the scan of the signed claim or of a receipt', () => {
    expect(lacks({ files: [{ kind: 'pdf', paper: null }] })).toBe('photo')
    expect(lacks({ files: [{ kind: 'jpg', paper: 'signed_application' }] })).toBe('photo')
    expect(lacks({ files: [{ kind: 'jpg', paper: 'shop_receipt' }] })).toBe('photo')
  })

  test('printed photographs handed in are photographs; another paper is none', () => {
    expect(lacks({ papers: ['damage_photos'] })).toBeNull()
    expect(lacks({ papers: ['signed_application', 'damage_report'] })).toBe('photo')
  })

  test('a written reason does, of this step only and never a word to be rid of the question', () => {
    expect(lacks({ reasons: { photo: 'упаковки нет, выброшена дома' } })).toBeNull()
    expect(lacks({ reasons: { weigh: 'упаковки нет, выброшена дома' } })).toBe('photo')
    for (const word of ['', 'нет', 'жоқ', '   нет       ']) expect(lacks({ reasons: { photo: word } })).toBe('photo')
  })

  test('answers alone never do', () => {
    expect(lacks({ answers: { photos: ['a.jpg'], wrapper_kept: true } })).toBe('photo')
  })
})

describe('other evidence', () => {
  const consent = named('SVC-CONSENT')
  test('a scan is any file of a paper, or the paper itself; a film is none', () => {
    const of = (more: Partial<Evidence>) => evidenceLacks(step(consent, 'print'), consent, { ...nothing, ...more })
    expect(of({})).toBe('scan')
    expect(of({ files: [{ kind: 'pdf', paper: 'signed_application' }] })).toBeNull()
    expect(of({ files: [{ kind: 'jpg', paper: null }] })).toBeNull()
    expect(of({ files: [{ kind: 'mp4', paper: null }] })).toBe('scan')
    expect(of({ papers: ['signed_application'] })).toBeNull()
  })

  test('a reason is the answer to a field of the step, or words', () => {
    const of = (more: Partial<Evidence>) => evidenceLacks(step(consent, 'fraud'), consent, { ...nothing, ...more })
    expect(of({})).toBe('reason')
    expect(of({ answers: { misuse_signs: ['loans'] } })).toBeNull()
    expect(of({ reasons: { fraud: 'старший смены предупреждён' } })).toBeNull()
  })

  test('a step that asks for none lacks nothing', () => {
    for (const one of damage.procedure.steps.filter(({ evidence }) => !evidence))
      expect(evidenceLacks(one, damage, nothing)).toBeNull()
  })
})

test('more evidence never takes a tick away', () => {
  const file = fc.record({
    kind: fc.constantFrom('jpg' as const, 'png' as const, 'heic' as const, 'pdf' as const, 'mp4' as const),
    paper: fc.constantFrom(null, 'photos', 'damage_photos', 'signed_application', 'unknown'),
  })
  fc.assert(
    fc.property(fc.array(file, { maxLength: 4 }), file, fc.constantFrom('photo', 'scan'), (files, more, evidence) => {
      const asked = { ...first, evidence: evidence as 'photo' | 'scan' }
      const before = evidenceLacks(asked, damage, { ...nothing, files })
      const after = evidenceLacks(asked, damage, { ...nothing, files: [...files, more] })
      if (before === null) expect(after).toBeNull()
    }),
  )
})

test('a reason has at least so many letters, spaces around it not counted', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (words) => {
      expect(isReason(`  ${words} \n`)).toBe(words.trim().length >= LEAST_REASON)
    }),
  )
})
