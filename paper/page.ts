/** The frame of every paper: fonts, black on white, one style under the page's nonce, nothing that runs. */
import type { Language } from '../domain/forms/schema.ts'
import { type Html, html } from './html.ts'

/**
 * Inter by the names main serves. Kazakh needs `cyrillic-ext`, the tenge sign `latin-ext`; the ranges are Fontsource's.
 * Root-relative: right in a print window and in a preview, whose base is the window's page.
 */
const FONTS = [
  ['inter-cyrillic', 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116'],
  ['inter-cyrillic-ext', 'U+0460-052F,U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F,U+FE2E-FE2F'],
  [
    'inter-latin',
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  ],
  ['inter-latin-ext', 'U+0100-0130,U+0132-0151,U+0154-02BA,U+1E00-1E9F,U+20A0-20AB,U+20AD-20C0,U+2113'],
]
  .map(
    ([file, range]) =>
      `@font-face{font-family:"Inter Paper";font-weight:100 900;src:url(/fonts/${file}.woff2) format("woff2");unicode-range:${range}}`,
  )
  .join('\n')

const BASE = `
*{box-sizing:border-box;margin:0;padding:0}
html{background:#fff;color:#000;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font-family:"Inter Paper","Noto Sans","DejaVu Sans",sans-serif;overflow-wrap:anywhere;font-feature-settings:"tnum" 0}
svg{display:block}
.n{font-variant-numeric:tabular-nums;white-space:nowrap}
`

export type PageOptions = {
  /** Marks the page's style for the policy it is shown under. */
  nonce: string
}

export function page(
  about: { language: Language; title: string; style: string; body: Html; sheet: string },
  { nonce }: PageOptions,
): string {
  const { language, title, style, body, sheet } = about
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${title}</title>
<style nonce="${nonce}">${html.trusted(FONTS + BASE + style)}</style></head>
<body class="${sheet}">${body}</body></html>`.text
}
