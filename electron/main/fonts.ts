/** Inter in the four subsets that Kazakh, Russian, English and the tenge sign need together, by the name papers ask for. */
/// <reference types="electron-vite/node" />

import cyrillicExt from '@fontsource-variable/inter/files/inter-cyrillic-ext-wght-normal.woff2?asset'
import cyrillic from '@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2?asset'
import latinExt from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?asset'
import latin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?asset'

export const paperFonts: Record<string, string> = {
  'inter-cyrillic.woff2': cyrillic,
  'inter-cyrillic-ext.woff2': cyrillicExt,
  'inter-latin.woff2': latin,
  'inter-latin-ext.woff2': latinExt,
}
