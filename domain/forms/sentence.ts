/**
 * Sentences with gaps: `Прошу отменить мою регистрацию {account_system}[, оформленную на {account_login}].`
 * A part in square brackets is left out where one of its gaps has nothing to say; outside brackets an empty gap stays a
 * gap, to be filled in by hand.
 */

/** A stretch of plain words, or what fills the gap `name`; an empty `text` there is a line to write on. */
export type Piece = { text: string; name?: string }

type Part = { optional: boolean; pieces: Piece[] }

const name = /^[a-zA-Z][a-zA-Z0-9_]*$/

/** Splits a sentence, or null where its brackets do not pair. Brackets do not nest. */
function partsOf(sentence: string): Part[] | null {
  const parts: Part[] = []
  for (const [i, outer] of sentence.split('[').entries()) {
    const [inside, after, ...more] = outer.split(']')
    if (inside === undefined || more.length > 0 || (after === undefined) !== (i === 0)) return null
    const texts = after === undefined ? [{ optional: false, text: inside }] : optionalThenPlain(inside, after)
    for (const { optional, text } of texts) {
      const pieces = piecesOf(text)
      if (!pieces) return null
      parts.push({ optional, pieces })
    }
  }
  return parts
}

const optionalThenPlain = (inside: string, after: string) => [
  { optional: true, text: inside },
  { optional: false, text: after },
]

function piecesOf(text: string): Piece[] | null {
  const pieces: Piece[] = []
  for (const [i, outer] of text.split('{').entries()) {
    const [inside = '', after, ...more] = outer.split('}')
    if (more.length > 0 || (after === undefined) !== (i === 0)) return null
    if (after === undefined) pieces.push({ text: inside })
    else if (!name.test(inside)) return null
    else pieces.push({ text: '', name: inside }, { text: after })
  }
  return pieces.filter((piece) => piece.name !== undefined || piece.text !== '')
}

/** The names of the gaps, or null where the brackets of the sentence do not pair. */
export function placeholdersOf(sentence: string): string[] | null {
  return partsOf(sentence)?.flatMap((part) => part.pieces.flatMap((piece) => piece.name ?? [])) ?? null
}

/** Fills the gaps. `fill` gives the words for a name, or an empty text where there are none. */
export function fillSentence(sentence: string, fill: (name: string) => string): Piece[] {
  const parts = partsOf(sentence)
  if (!parts) throw new Error('a sentence whose brackets do not pair: the form was not checked')
  return parts.flatMap((part) => {
    const pieces = part.pieces.map((piece) => (piece.name === undefined ? piece : { ...piece, text: fill(piece.name) }))
    return part.optional && pieces.some((piece) => piece.text === '') ? [] : pieces
  })
}

/** The filled sentence as one text, for reading aloud. */
export const sayPieces = (pieces: Piece[]): string => pieces.map((piece) => piece.text).join('')

/** The sentence with these facts in its gaps; what is not known leaves its gap, or its part in brackets, out. */
export const fillIn = (sentence: string, known: Readonly<Record<string, string | undefined>>): string =>
  sayPieces(fillSentence(sentence, (name) => (Object.hasOwn(known, name) ? (known[name] ?? '') : '')))

/** A label inside a sentence: `Согласие дано` → `согласие дано`, `О чём` → `о чём`, while `ИИН` stays as it is. */
export function inSentence(label: string): string {
  const [first = '', second = ''] = label
  return second === ' ' || (second === second.toLocaleLowerCase() && second !== second.toLocaleUpperCase())
    ? first.toLocaleLowerCase() + label.slice(first.length)
    : label
}
