/**
 * The only way words get into a page: a tagged template that escapes every value. Only what was made by `html` itself, or
 * named `html.trusted` in the source, goes in as it stands; a customer's text never is.
 */

/** A piece of HTML that is safe to put into a page. */
export type Html = { readonly text: string; readonly [safe]: true }
declare const safe: unique symbol

export type Insert = Html | string | number | readonly Insert[]

const made = new WeakSet<object>()

function mark(text: string): Html {
  const piece = { text } as Html
  made.add(piece)
  return piece
}

/** A page is HTML, where five characters begin something; the rest of Unicode is text. */
function escaped(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/**
 * Without control characters and without the marks that turn the direction of what follows: on paper they could make one
 * name or number read as another.
 */
const visible = (text: string) => text.replace(/(?![\t\n])[\p{Cc}\p{Bidi_Control}\ufeff]/gu, '')

function insert(value: Insert): string {
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(value)
  if (isList(value)) return value.map(insert).join('')
  if (!made.has(value)) throw new Error('something that only looks like HTML was put into a page')
  return value.text
}

const isList = (value: Insert): value is readonly Insert[] => Array.isArray(value)

export function html(parts: TemplateStringsArray, ...values: Insert[]): Html {
  return mark(parts.reduce((page, part, i) => page + insert(values[i - 1] ?? '') + part))
}

/** For text that this program made itself: a style, an SVG from the barcode library. */
html.trusted = (text: string): Html => mark(text)

/** Puts `between` between the pieces, leaving out empty ones: no double space, no hanging comma. */
export function joined(pieces: readonly (Html | string | null | undefined | false)[], between: Html | string): Html {
  const there = pieces.filter((piece): piece is Html | string =>
    typeof piece === 'string' ? piece.trim() !== '' : Boolean(piece && piece.text !== ''),
  )
  return html`${there.map((piece, i) => (i === 0 ? [piece] : [between, piece]))}`
}
