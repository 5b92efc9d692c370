/** The procedures by the customer's words, found here in the window: no call, no waiting, no network. */
import { useMemo } from 'react'
import speech from '../../data/procedures/synonyms.json' with { type: 'json' }
import type { Catalogue } from '../../domain/forms/schema.ts'
import { ask, type Found, layOut, means, type ProcedureIndex } from '../../domain/procedures/ask.ts'
import { useDesk } from '../window/workspace.ts'
import { worthListing } from './worthListing.ts'

const built = new WeakMap<Catalogue, ProcedureIndex>()

function indexOf(catalogue: Catalogue): ProcedureIndex {
  const known = built.get(catalogue)
  if (known) return known
  const { index, learn } = layOut(catalogue.forms, speech)
  built.set(catalogue, index)
  const learnWhenIdle = () => requestIdleCallback(() => learn() && learnWhenIdle())
  learnWhenIdle()
  return index
}

/** Lays out the index while nobody types, so that the first key does not wait for it. */
export const prepareToAsk = (catalogue: Catalogue): number => requestIdleCallback(() => indexOf(catalogue))

/** Ranked, best first, without the faint ones; nothing for an empty query. */
export function useAsk(query: string): Found[] {
  const { catalogue } = useDesk().workspace
  return useMemo(() => (query.trim() === '' ? [] : worthListing(ask(indexOf(catalogue), query))), [catalogue, query])
}

/** Whether a folded word, or a form of it, is one that the search knows: the trade's, a filler, or everyday language. */
export function isKnownWord(catalogue: Catalogue, word: string): boolean {
  const { vocabulary } = indexOf(catalogue)
  return (
    vocabulary.noise.has(word) ||
    vocabulary.elsewhere.has(word) ||
    vocabulary.fillers.has(word) ||
    means(vocabulary, word)
  )
}
