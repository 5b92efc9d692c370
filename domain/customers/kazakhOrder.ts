/**
 * The Kazakh order of letters as a key that a database can sort by: no `ORDER BY` and no built-in collation puts Ә after
 * А and Ғ after Г. Cyrillic stands before Latin, as Kazakh readers expect (CLDR root collation, reordered for `kk`).
 */

const ALPHABET = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя'

/** ASCII from `A` upwards, so that comparing bytes compares letters. */
const CODES = new Map([...ALPHABET].map((letter, i) => [letter, String.fromCharCode(0x41 + i)]))

/** What is no letter and no digit parts words and weighs least. */
const GAP = '!'
/** After every letter of the alphabet: other Cyrillic letters, then Latin and the rest. */
const OTHER_CYRILLIC = '|'
const REST = '~'

/**
 * A key whose order by code points is the Kazakh order of the texts; capitals count as small letters. Two texts may have
 * one key: whoever sorts needs a second key to part them.
 */
export function kazakhOrder(text: string): string {
  let key = ''
  for (const letter of text.normalize('NFC').toLowerCase()) {
    const code = CODES.get(letter)
    if (code !== undefined) key += code
    else if (/\p{N}/u.test(letter)) key += letter
    else if (/\p{Script=Cyrillic}/u.test(letter)) key += OTHER_CYRILLIC + letter
    else if (/\p{L}/u.test(letter)) key += REST + letter
    else if (key !== '' && !key.endsWith(GAP)) key += GAP
  }
  return key.endsWith(GAP) ? key.slice(0, -1) : key
}
