/**
 * A search that ends without a choice is noted for the manager: the last words of the visit only, names and
 * numbers masked. Noting never disturbs: what cannot be noted is lost.
 */
import { useEffect, useRef } from 'react'
import givenNames from '../../data/procedures/given-names.json' with { type: 'json' }
import type { Catalogue } from '../../domain/forms/schema.ts'
import { withoutPersons } from '../../domain/procedures/anonymous.ts'
import { fold } from '../../domain/procedures/fold.ts'
import { api } from '../api.ts'
import { isKnownWord } from './asking.ts'

/** Fewer letters are no request yet. */
const LEAST_LETTERS = 3

const names = new Set(givenNames.map(fold))

export type Unmet = {
  /** What stands in the field now. */
  typed(text: string): void
  /** The search has led to something chosen: nothing is to be noted. */
  chosen(): void
  /** It ended here: cleared, or taken as free text. */
  ended(instead: 'nothing' | 'freeText'): void
}

/** One search at a time; leaving the screen ends it. A text that was erased key by key ends with its longest form. */
export function useUnmet(catalogue: Catalogue): Unmet {
  const words = useRef('')
  const unmet = useRef<Unmet | null>(null)
  unmet.current ??= {
    typed(text) {
      if (text.trim() === '') this.ended('nothing')
      else if (!words.current.startsWith(text)) words.current = text
    },
    chosen() {
      words.current = ''
    },
    ended(instead) {
      const last = words.current
      words.current = ''
      if (last.replace(/[^\p{L}]/gu, '').length < LEAST_LETTERS) return
      const masked = withoutPersons(last, {
        isWord: (word) => isKnownWord(catalogue, word),
        isGivenName: (word) => names.has(word),
      })
      void api.searches.note({ words: masked.toLowerCase().slice(0, 200), instead }).catch(() => {})
    },
  }
  const search = unmet.current
  useEffect(() => () => search.ended('nothing'), [search])
  return search
}
