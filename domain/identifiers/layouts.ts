/**
 * Keys of the standard Windows layouts, by what the US layout types with the same key. A bar-code scanner in keyboard
 * mode sends keys, not characters, so a number arrives in the letters of whatever layout is on.
 */

const US = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
const RU = 'ёйцукенгшщзхъфывапролджэячсмитьбю'
const RU_UPPER = RU.toUpperCase()
const US_UPPER = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'

/** Digit row of the Kazakh layout, plain: `"әіңғ,.үұқөһ` stands on `1234567890-=`. Layout: Microsoft kbdkaz. */
const KK_DIGIT_ROW: Record<string, string> = {
  '"': '1',
  ә: '2',
  і: '3',
  ң: '4',
  ғ: '5',
  ',': '6',
  '.': '7',
  ү: '8',
  ұ: '9',
  қ: '0',
  ө: '-',
  һ: '=',
}

const pairs = (from: string, to: string) => [...from].map((character, i) => [character, to.charAt(i)] as const)

/** Russian layout → what the US layout would have typed. */
export const ruToUs: ReadonlyMap<string, string> = new Map([...pairs(RU, US), ...pairs(RU_UPPER, US_UPPER)])
/** US layout → what the Russian layout would have typed. */
export const usToRu: ReadonlyMap<string, string> = new Map([...pairs(US, RU), ...pairs(US_UPPER, RU_UPPER)])
/** Kazakh layout's digit row → digits; upper case too, for a keyboard with Caps Lock on. */
export const kkToDigits: ReadonlyMap<string, string> = new Map(
  Object.entries(KK_DIGIT_ROW).flatMap(([letter, key]) => [
    [letter, key],
    [letter.toUpperCase(), key],
  ]),
)
/** Digits → the letters the Kazakh layout has there: what a Kazakh word loses when typed with another layout. */
export const digitsToKk: ReadonlyMap<string, string> = new Map(
  Object.entries(KK_DIGIT_ROW)
    .filter(([letter]) => /\p{L}/u.test(letter))
    .map(([letter, key]) => [key, letter]),
)
/** Cyrillic capitals that look like Latin ones. */
export const lookAlikes: ReadonlyMap<string, string> = new Map(pairs('АВСЕНКМОРТХУІ', 'ABCEHKMOPTXYI'))

/** Every character through the table; those that are not in it stay. */
export function through(table: ReadonlyMap<string, string>, text: string): string {
  let out = ''
  for (const character of text) out += table.get(character) ?? character
  return out
}
