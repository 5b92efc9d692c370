/**
 * Which requests are unknown to the staff: the words of a search that ended without a choice, masked once more
 * before they are kept, counted by week. Only leads read them.
 */
import givenNames from '../../data/procedures/given-names.json' with { type: 'json' }
import speech from '../../data/procedures/synonyms.json' with { type: 'json' }
import { weekOf } from '../../domain/calendar/week.ts'
import { MASK, withoutPersons } from '../../domain/procedures/anonymous.ts'
import { fold } from '../../domain/procedures/fold.ts'
import type { UnmetSearch } from '../contract.ts'
import { type Branch, todayOf } from './branch.ts'
import { record } from './record.ts'
import { countUnmet, unmetIn, unmetTotal, weeksWithUnmet } from './store/searches.ts'

/** Fewer letters are the beginning of a word, not a request. */
const LEAST_LETTERS = 3
const MOST_ROWS = 200

const names = new Set(givenNames.map(fold))

/** The words of the search as they stand in its data; their other forms are the window's to know. */
const trade = new Set(
  [speech.noise, speech.fillers, speech.elsewhere, ...speech.groups, ...Object.values(speech.sayings)].flatMap((all) =>
    Object.values(all).flatMap((sayings) => sayings.flatMap((saying) => fold(saying).split(' '))),
  ),
)

/** Letters of the wording that are left once persons are masked. */
const lettersLeft = (words: string) => fold(words.replaceAll(MASK, ' ')).replace(/[^\p{L}]/gu, '').length

export function noteUnmet(branch: Branch, { words, instead }: { words: string; instead: 'nothing' | 'freeText' }) {
  if (!branch.session.current()) return { ok: false as const, refusal: { code: 'notSignedIn' as const } }
  // The window has masked by its whole vocabulary; here once more, whoever asks.
  const masked = withoutPersons(words.toLowerCase(), {
    isWord: (word) => trade.has(word),
    isGivenName: (word) => names.has(word),
  })
  if (lettersLeft(masked) < LEAST_LETTERS) return { ok: true as const }
  const unmet = {
    week: weekOf(todayOf(branch)),
    folded: fold(masked),
    words: masked,
    freeText: instead === 'freeText',
  }
  return record(branch, (): { ok: true } => {
    countUnmet(branch.db, unmet)
    return { ok: true }
  })
}

export function unmetSearches(
  branch: Branch,
  asked: string | null,
): { week: string; weeks: string[]; rows: UnmetSearch[]; total: number } {
  const week = asked ?? weekOf(todayOf(branch))
  return {
    week,
    weeks: weeksWithUnmet(branch.db, branch.knowledge.rules.searchWeeksShown),
    rows: unmetIn(branch.db, week, MOST_ROWS),
    total: unmetTotal(branch.db, week),
  }
}
