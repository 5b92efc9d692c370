/**
 * A slice of the cases: what a bar of a chart, a line of a table and the list behind them have in common. Whoever counts
 * and whoever lists is given the same slice, so that a figure is the length of its list and nothing else. A slice names
 * codes and days only; no word of a customer can stand in it.
 */
import { z } from 'zod'

/** Counted for the cases accepted in a period. */
export const ofPeriod = [
  'type',
  'reason',
  'month',
  'week',
  'day',
  'hour',
  'stage',
  'urgent',
  'window',
  'clerk',
] as const
/** Counted for the cases that are open today, whenever they were accepted. */
export const ofOpen = ['age', 'due', 'level'] as const
/** By what cases are told apart; `open` and `exchange` only narrow a list, no chart is drawn by them. */
export const dimensions = [...ofPeriod, ...ofOpen, 'open', 'exchange'] as const
export const dimension = z.enum(dimensions)
export type Dimension = (typeof dimensions)[number]

export type Shown = (typeof ofPeriod)[number] | (typeof ofOpen)[number]
export const shown: readonly Shown[] = [...ofPeriod, ...ofOpen]

/** What a report that leaves the screen holds: nothing in it names anybody. */
export const anonymous: readonly Shown[] = shown.filter((one) => one !== 'clerk')

const part = z.strictObject({ by: dimension, value: z.string().max(200) })
export type Part = z.infer<typeof part>

/** Days of acceptance in the branch's calendar, both included; null is no limit. All parts must hold. */
export const slice = z.strictObject({
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  parts: z.array(part).max(20),
})
export type Slice = z.infer<typeof slice>

/** The slice asked about another value of a dimension: a part of the same one is taken out before; null takes it out only. */
export const narrowed = (of: Slice, by: Dimension, value: string | null): Slice => ({
  ...of,
  parts: [...of.parts.filter((one) => one.by !== by), ...(value === null ? [] : [{ by, value }])],
})

/** Those of its cases of which this holds too. */
function also(of: Slice, by: Dimension, value: string): Slice {
  const held = of.parts.some((one) => one.by === by && one.value === value)
  return held ? of : { ...of, parts: [...of.parts, { by, value }] }
}

/** The same cases whenever they were accepted, those that are open today. */
export const openOf = (of: Slice): Slice => also({ ...of, from: null, to: null }, 'open', 'open')

/** Which cases a bar of a report about `of` stands for. */
export const behind = (of: Slice, by: Shown, value: string): Slice =>
  also(ofOpen.some((one) => one === by) ? openOf(of) : of, by, value)
