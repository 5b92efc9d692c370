/**
 * Folding of letters for searching, and for nothing else: a folded text is never stored as data, shown or printed.
 * Unicode does not decompose the nine Kazakh letters and no collator makes қ equal к, so they are mapped here. The same
 * function fills the search column of people's names.
 */

const FOLDED: Record<string, string> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
  ь: '',
  ъ: '',
  "'": '',
  '’': '',
  ʼ: '',
  '`': '',
}

const SPECIAL = /[әғқңөұүһіёьъ'’ʼ`]/g
const NEITHER_LETTER_NOR_DIGIT = /[^\p{L}\p{N}]+/gu

/** `Нұр-Сұлтан` → `нур султан`, `Әсел` and `Асель` → `асел`. Idempotent; total over any text. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(SPECIAL, (letter) => FOLDED[letter] ?? '')
    .replace(NEITHER_LETTER_NOR_DIGIT, ' ')
    .trim()
}
