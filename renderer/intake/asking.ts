/** The procedures by the customer's words, found here in the window: no call, no waiting, no network. */
import { useMemo } from 'react'
import speech from '../../data/procedures/synonyms.json' with { type: 'json' }
import type { Catalogue } from '../../domain/forms/schema.ts'
import { ask, buildIndex, type Found, type ProcedureIndex } from '../../domain/procedures/ask.ts'
import { useDesk } from '../window/workspace.ts'
import { worthListing } from './worthListing.ts'

const built = new WeakMap<Catalogue, ProcedureIndex>()

function indexOf(catalogue: Catalogue): ProcedureIndex {
  const known = built.get(catalogue)
  if (known) return known
  const entries = catalogue.forms.map(({ code, title, words }) => ({
    code,
    title,
    words: [...words.kk, ...words.ru, ...words.en],
  }))
  const made = buildIndex(entries, speech)
  built.set(catalogue, made)
  return made
}

/** Ranked, best first, without the faint ones; nothing for an empty query. */
export function useAsk(query: string): Found[] {
  const { catalogue } = useDesk().workspace
  return useMemo(() => (query.trim() === '' ? [] : worthListing(ask(indexOf(catalogue), query))), [catalogue, query])
}
