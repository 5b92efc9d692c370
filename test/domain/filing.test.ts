import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filePages, fileSheet, type Lookup } from '../../domain/filing/filing.ts'
import { marksIn } from '../../domain/filing/marks.ts'
import { writeNumber } from '../../domain/journal/number.ts'

const number = writeNumber({ branch: '0712', letter: 'A', year: 2026, serial: 418 }, '3fa9c1d2e4b5a697')
const label = 'D-0712A-7K4M'

/** One open draft with the label, one case with the number, and a label that two cases once had. */
const lookup: Lookup = (mark) => {
  if ('number' in mark) return mark.number === number ? [{ case: 'case-1' }] : []
  if (mark.label === label) return [{ draft: 'draft-1' }]
  return mark.label === 'D-0712A-ZZZZ' ? [{ case: 'case-2' }, { case: 'case-3' }] : []
}

describe('what a code says', () => {
  test.each([
    ['the foot of an application', label, [{ label }]],
    ['the bars of a slip', number, [{ number }]],
    ['the QR code of a slip', `okno:1:${number}:0197a000:12:${'ab'.repeat(32)}:c2ln`, [{ number }]],
    ['a 2-D code with type, version and label', `okno-form;ACC-DEREG;3;${label}`, [{ label }]],
    ['a link with the label in it', `OKNO|type=ACC-DEREG|label=${label}`, [{ label }]],
    ['letters of a reader that knows no capitals', label.toLowerCase(), [{ label }]],
    ['a postal item', 'RR123456785KZ', []],
    ['a shop’s bar code', '4006381333931', []],
    ['a label with a letter that is never used', 'D-0712A-7KIM', []],
    ['nothing', '', []],
  ])('%s', (_what, text, marks) => {
    expect(marksIn(text)).toEqual(marks)
  })

  test('a number with one wrong sign says nothing: it was misread', () => {
    fc.assert(
      fc.property(fc.nat(number.length - 1), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (at, sign) => {
        const read = number.slice(0, at) + sign + number.slice(at + 1)
        fc.pre(number[at] !== '-' && sign !== number[at])
        expect(marksIn(read)).toEqual([])
      }),
    )
  })
})

describe('whose a sheet is', () => {
  test('its code names one: it is his', () => {
    expect(fileSheet([label], lookup)).toEqual({ belongs: { draft: 'draft-1' } })
    expect(fileSheet(['RR123456785KZ', number], lookup)).toEqual({ belongs: { case: 'case-1' } })
    expect(fileSheet([number, `okno:1:${number}:x`], lookup)).toEqual({ belongs: { case: 'case-1' } })
  })

  test('no code of ours, a code that names nobody here, codes of two: a person decides', () => {
    expect(fileSheet(['RR123456785KZ'], lookup)).toEqual({ belongs: null, why: 'noCode' })
    expect(fileSheet(['D-0999B-0000'], lookup)).toEqual({ belongs: null, why: 'unknownCode', code: 'D-0999B-0000' })
    expect(fileSheet([label, number], lookup)).toEqual({ belongs: null, why: 'severalCodes', code: label })
    expect(fileSheet(['D-0712A-ZZZZ'], lookup)).toMatchObject({ belongs: null, why: 'severalCodes' })
  })

  test('a file stays whole only if all its pages are one owner’s, or none says anything', () => {
    expect(filePages([[label], [label]], lookup)).toEqual({ whole: { belongs: { draft: 'draft-1' } } })
    expect(filePages([[], []], lookup)).toEqual({ whole: { belongs: null, why: 'noCode' } })
    expect(filePages([], lookup)).toEqual({ whole: { belongs: null, why: 'noCode' } })
    expect(filePages([[label], [number]], lookup)).toBe('apart')
  })

  test('a page without a code is never guessed to belong with the page before it', () => {
    const page = fc.constantFrom([label], [number], [] as string[])
    fc.assert(
      fc.property(fc.array(page, { minLength: 2, maxLength: 6 }), (pages) => {
        const filed = filePages(pages, lookup)
        const named = pages.filter((codes) => codes.length > 0)
        if (filed !== 'apart' && filed.whole.belongs) expect(named).toHaveLength(pages.length)
      }),
    )
  })
})
