/** Officers of a headquarters that a file's tests share, what they answer, and whether a computer holds what headquarters does. */
import { expect } from 'vitest'
import { officersOf } from '../../support/officers.ts'
import { type Bench, type Counter, openBench, raiseBench } from './bench.ts'

/** Once per test file, instead of `raiseBench`. */
export async function raiseBenchWithOfficers() {
  await raiseBench()
  return officersOf(openBench().hq)
}
export type Officers = Awaited<ReturnType<typeof raiseBenchWithOfficers>>

export const answer = {
  do: 'answerCase',
  ...{ outcome: 'ACCOUNT-CLOSED', text: 'Есептік жазба жабылды.', ground: 'пошта ережелері' },
  sum: null,
} as const

type Place = { line: string; seq: number; hash: string }
const heldBy = async (counter: Counter) =>
  (await counter.start()).branch.db.prepare<[], Place>('SELECT line, seq, hash FROM journal').all()
const sorted = (places: readonly Place[]) => places.map(({ line, seq, hash }) => `${line} ${seq} ${hash}`).sort()

/** Byte for byte the same places on both sides. */
export async function expectAlike(bench: Bench, ...counters: Counter[]): Promise<void> {
  const there = sorted(await bench.placesAtHq())
  for (const counter of counters) expect(sorted(await heldBy(counter))).toEqual(there)
}
