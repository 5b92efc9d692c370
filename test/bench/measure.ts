/**
 * How a figure is measured and printed: one JSON line each. These machines are noisy and shared, so what counts is the
 * ratio to something else that was measured in the same run; no test ever fails by time.
 */

export type Figure = {
  name: string
  value: number
  unit: 'ms' | '/s' | 'B' | 'MB' | '%' | 'x'
  /** What it is compared with, measured in the same run; null where there is only a goal. */
  against: { name: string; value: number } | null
  ratio: number | null
  goal: string
  ok: boolean
  /** How many were measured. */
  of: number
}

const rounded = (value: number) => Number(value.toPrecision(4))

export function say({ value, against, ratio, ...figure }: Figure): void {
  const line = {
    ...figure,
    value: rounded(value),
    against: against && { ...against, value: rounded(against.value) },
    ratio: ratio === null ? null : rounded(ratio),
  }
  console.log(JSON.stringify(line))
}

/** The value below which `part` (0–1) of the measured lie. */
export function percentile(measured: readonly number[], part: number): number {
  const sorted = [...measured].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN
}

/** Milliseconds that a piece of work takes. */
export function timed(work: () => void): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

/** Milliseconds until the answer to a call is there. */
export async function asked(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** p50 and p99 of what was measured, against a goal for the p99 in milliseconds. */
export function sayTimes(name: string, measured: readonly number[], goalMs: number): void {
  const of = measured.length
  const common = { unit: 'ms' as const, against: null, ratio: null, of }
  say({ name: `${name} p50`, value: percentile(measured, 0.5), goal: '', ok: true, ...common })
  const p99 = percentile(measured, 0.99)
  say({ name: `${name} p99`, value: p99, goal: `<= ${goalMs} ms`, ok: p99 <= goalMs, ...common })
}
