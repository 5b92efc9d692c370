import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBad, judgeLine, judgeList, listTextLimit, splitList } from '../../domain/identifiers/list.ts'
import { s10CheckDigit } from '../../domain/identifiers/s10.ts'

const KZ = { country: 'KZ' } as const
const track = (serial: number): string => {
  const body = String(serial).padStart(8, '0')
  return `RR${body}${s10CheckDigit(body)}KZ`
}
const judge = (text: string) => judgeLine('track', text, KZ)
const read = (text: string) => judgeList(splitList('track', text, KZ), judge)

/** Milliseconds of work, whatever else the machine is doing. */
const cpuMs = (from: NodeJS.CpuUsage) => process.cpuUsage(from).user / 1000

describe('R-019 many numbers at once', () => {
  test('R-019 two hundred pasted numbers are read in less than a second and bad ones are named by their line', () => {
    const good = Array.from({ length: 200 }, (_, i) => track(47_312_000 + i))
    const pasted = [...good]
    pasted[16] = 'RR473120170KZ' // a wrong check digit
    pasted[101] = 'RR47312%KZ' // no number at all
    pasted[199] = good[4] ?? '' // counted twice
    const from = process.cpuUsage()
    const lines = read(pasted.join('\r\n'))
    expect(cpuMs(from)).toBeLessThan(1000)
    expect(lines).toHaveLength(200)
    const bad = lines.filter(isBad)
    expect(bad.map(({ line, findings }) => [line, findings.map((one) => one.code)])).toEqual([
      [17, ['list.checkDigit']],
      [102, ['track.characters']],
      [200, ['list.repeated']],
    ])
    expect(bad[2]?.findings[0]?.facts).toEqual({ first: 5 })
    // What fails its check stops a registration until a person has said so; a number told twice is taken once.
    expect(bad.map(({ level }) => level)).toEqual(['error', 'error', 'warning'])
  })

  test('R-019 five hundred lines that are all wrong take less than a second as well', () => {
    const from = process.cpuUsage()
    const lines = read(Array.from({ length: 500 }, (_, i) => `әіңғ № ${i} ${'қ'.repeat(40)}`).join('\n'))
    expect(cpuMs(from)).toBeLessThan(1000)
    expect(lines.filter(isBad)).toHaveLength(500)
  })

  test('whatever stands between the numbers, they come out one a line and in order', () => {
    const separators = fc.constantFrom('\n', '\r\n', ', ', ';', '\t', ' , ', '; ', '|', ' ', '\n\n', ' \n ')
    const grouped = (number: string) =>
      `${number.slice(0, 2)} ${number.slice(2, 6)} ${number.slice(6, 10)} ${number[10]} ${number.slice(11)}`
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 99_999_998 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(numbers, separators, fc.boolean(), fc.boolean(), (serials, between, spaced, small) => {
        const good = serials.map(track)
        const shown = good.map((one) => (spaced ? grouped(one) : one)).map((one) => (small ? one.toLowerCase() : one))
        const lines = read(shown.join(between))
        expect(lines.map(({ value }) => value)).toEqual(good)
        expect(lines.filter(isBad)).toEqual([])
      }),
    )
  })

  test('numbers in the letters of a Russian or Kazakh keyboard are read', () => {
    expect(read('кк473124829ля\nКК603000951ЛЯ').map(({ value }) => value)).toEqual(['RR473124829KZ', 'КК603000951ЛЯ'])
    expect(read('RR473124829KZ').map(({ value }) => value)).toEqual(['RR473124829KZ'])
  })

  test('another carrier’s number stays whole with its spaces, and is not called bad', () => {
    const lines = read('CDEK 1234 5678\nKaspi-778899')
    expect(lines.map(({ value }) => value)).toEqual(['CDEK12345678', 'KASPI778899'])
    expect(lines.filter(isBad)).toEqual([])
  })

  test('R-019 a word or a piece of a number is an error at its line; what a carrier may have given is only not checked', () => {
    const lines = read('RR473124829KZ\nhello\nпосылка\nAB12\nCDEK 1234 5678')
    expect(lines.map(({ line, level }) => [line, level])).toEqual([
      [1, 'ok'],
      [2, 'error'],
      [3, 'error'],
      [4, 'error'],
      [5, 'warning'],
    ])
    expect(lines.filter(isBad).map(({ findings }) => findings.map((one) => one.code))).toEqual([
      ['track.noDigit'],
      ['track.characters'],
      ['track.length'],
    ])
  })

  test('nothing pasted is lost: every letter and digit stands in some line', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: fc.constantFrom(...'RKZ12345 ;,\n\t|ab') }), (text) => {
        const plain = (one: string) => one.replaceAll(/[^\p{L}\p{N}]/gu, '')
        expect(plain(splitList('track', text, KZ).join(''))).toBe(plain(text))
      }),
    )
  })

  test('R-019 a text that cannot be such a list is measured before it is read', () => {
    expect(listTextLimit('track', 500)).toBe(32_000)
    expect('x'.repeat(20_000_000).length).toBeGreaterThan(listTextLimit('text', 500))
  })
})
