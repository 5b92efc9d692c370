/**
 * By what a shift is reconciled. Each figure is the length of a list that the journal or the tables give; none is kept
 * anywhere as a number of its own, so a figure and its list cannot differ.
 */
import { z } from 'zod'

/** `since` the shift before was closed at this window, or standing `now`, whoever began it. */
export const figures = {
  /** Cases that got a number here. */
  registered: 'since',
  /** First slips that left the printer. */
  printed: 'since',
  /** Cases whose signed application was handed in. */
  applications: 'since',
  /** Slips after the first. */
  duplicates: 'since',
  /** Cases taken in on a paper numbered by hand, and typed in. */
  handWritten: 'since',
  /** Drafts thrown away. */
  discarded: 'since',
  /** Of the shift's cases those that headquarters has acknowledged. */
  acknowledged: 'since',
  /** Cases of this window that came back to be repaired. */
  returned: 'now',
  /** Cases of this window not yet sent. */
  waiting: 'now',
  /** Sent without an answer yet. */
  sent: 'now',
  /** Kept at headquarters, but refused by a rule: a person has to look. */
  quarantined: 'now',
  /** Registered, and no slip came out. */
  unprinted: 'now',
  /** Typed, and neither registered nor thrown away. */
  drafts: 'now',
} as const
export type Figure = keyof typeof figures
export const figureKeys = Object.keys(figures) as [Figure, ...Figure[]]
export const figure = z.enum(figureKeys)
export type Figures = Record<Figure, number>

/** What lies in the drawer as paper and is counted by hand. */
export const countedKeys = ['printed', 'applications', 'duplicates', 'handWritten'] as const satisfies Figure[]
export type Counted = (typeof countedKeys)[number]

/** What passes to the next shift as it stands. */
export const carriedKeys = figureKeys.filter((key) => figures[key] === 'now')

const amount = z.int().min(0)
export const counts = z.partialRecord(figure, amount)
export const countedByHand = z.partialRecord(z.enum(countedKeys), amount)
export type CountedByHand = z.infer<typeof countedByHand>

/** The journal's totals at the end of a shift: with them the next one begins. */
export const totals = z.strictObject({ cases: amount, slips: amount })
export type Totals = z.infer<typeof totals>
