/**
 * What a code on a sheet of paper says about whose sheet it is. Our own papers carry a case number or a draft's label:
 * alone (Code 128 of the application's foot and of the slip), or as one part of a longer text (the slip's QR code
 * `okno:1:<number>:…`, a form's 2-D code with type, version and label). Everything else, a tracking number or a shop's
 * bar code, says nothing. A number whose check character does not fit was misread and says nothing either.
 */
import { checkCharacter, numberPattern } from '../journal/number.ts'

/** `D-0712A-7K4M`: branch, counter letter, tag. */
const labelPattern = /^D-[0-9A-HJKMNP-TV-Z]{4,7}[A-HJKMNP-TV-Z]-[0-9A-HJKMNP-TV-Z]{4}$/

export type Mark = { label: string } | { number: string }

/** The marks in the text of one code, in their order; parts stand apart by space or any of `: ; , | / =`. */
export function marksIn(text: string): Mark[] {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .split(/[\s:;,|/=]+/)
    .flatMap((part): Mark[] => {
      if (labelPattern.test(part)) return [{ label: part }]
      if (numberPattern.test(part) && checkCharacter(part.slice(0, -1)) === part.at(-1)) return [{ number: part }]
      return []
    })
}

/** As people read it. */
export const markText = (mark: Mark): string => ('label' in mark ? mark.label : mark.number)
