/** What of the ranked procedures is worth reading: beside a strong first one, the faint ones only mislead. */
import type { Found } from '../../domain/procedures/ask.ts'

/** From here on the first one explains so much of what was said that it is the answer. */
const STRONG = 0.5
/** Less than this share of a strong first one is chance likeness. */
const FAINT = 0.3

/** The list itself where nothing in it is strong: then every trace may be the one. */
export function worthListing(found: Found[]): Found[] {
  const best = found[0]?.score ?? 0
  return best < STRONG ? found : found.filter(({ score }) => score >= FAINT * best)
}
