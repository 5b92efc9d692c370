// Two events that nothing tells apart but their bytes: a disk and its copy wrote them at one place, in one moment.
import { expect, test } from 'vitest'
import { foldOrder } from '../../domain/journal/fold.ts'

test('T-15 P-12 of two children of one place with one clock the hash decides, whichever comes first', () => {
  const fields = { clock: '000000000001.0000', line: 'a'.repeat(32), seq: 4 }
  const [one, other] = [
    { fields, hash: '1'.repeat(64) },
    { fields, hash: '2'.repeat(64) },
  ]
  expect([foldOrder(one, other), foldOrder(other, one), foldOrder(one, one)]).toEqual([-1, 1, 0])
  expect([other, one].sort(foldOrder)).toEqual([one, other].sort(foldOrder))
})
