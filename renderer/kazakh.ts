/**
 * Endings that Kazakh puts after a number; they follow the sounds of its last word (09:12-ден, 09:40-тан). Other
 * languages leave the number as it is.
 */

type Endings = { from: string; of: string }

const word = (from: string, of: string): Endings => ({ from, of })

/** Words that a number may end in: бір, екі … он, жиырма … жүз, мың, нөл. */
const ones = [
  word('ден', 'і'),
  word('ден', 'і'),
  word('ден', 'сі'),
  word('тен', 'і'),
  word('тен', 'і'),
  word('тен', 'і'),
  word('дан', 'сы'),
  word('ден', 'сі'),
  word('ден', 'і'),
  word('дан', 'ы'),
]
const tens = [
  word('ден', 'і'),
  word('нан', 'ы'),
  word('дан', 'сы'),
  word('дан', 'ы'),
  word('тан', 'ы'),
  word('ден', 'і'),
  word('тан', 'ы'),
  word('тен', 'і'),
  word('нен', 'і'),
  word('нан', 'ы'),
]
const hundred = word('ден', 'і')
const thousand = word('нан', 'ы')

function endingsOf(number: number): Endings {
  const one = number % 10
  if (one > 0 || number === 0) return ones[one] ?? hundred
  const ten = Math.floor(number / 10) % 10
  if (ten > 0) return tens[ten] ?? hundred
  return Math.floor(number / 100) % 10 > 0 ? hundred : thousand
}

/** The number at the end of a text: of `21.11 09:12` it is 12. */
const lastNumber = (text: string): number => Number(/(\d+)$/.exec(text)?.[1] ?? 0)

/** `47` → `47-ден`, `09:40` → `09:40-тан`. */
export const fromWhere = (text: string): string => `${text}-${endingsOf(lastNumber(text)).from}`

/** `18` → `18-і`, `6` → `6-сы`: so many of them. */
export const soMany = (text: string): string => `${text}-${endingsOf(lastNumber(text)).of}`
