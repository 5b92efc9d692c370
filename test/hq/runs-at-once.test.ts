// Many at the same door at once: of one line each sees what the one before it stored.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHq, type TestHq } from '../support/hq.ts'
import { registrationPayload, takePen, uuid } from '../support/pen.ts'
import { pushingTo } from './pushing.ts'

let hq: TestHq
beforeAll(async () => {
  hq = await startHq()
})
afterAll(() => hq.close())
const { push } = pushingTo(() => hq)

test('P-9 a line that is known: the same run twenty times at once, and runs of it that overlap, are stored exactly once', async () => {
  const pen = takePen(hq.key, 'at once', 'B900')
  await push(pen)
  for (let i = 1; i <= 5; i++) pen.register(uuid(`at once ${i}`), registrationPayload(`at once ${i}`, i, 'B900'))
  const ends = Array.from({ length: 20 }, (_, i) => 2 + (i % 5))
  const answers = await Promise.all(ends.map((to) => push(pen, pen.run(2, to))))
  expect(new Set(answers.map(({ verdict }) => verdict))).toEqual(new Set(['admitted']))
  const rows = await hq.database.query('SELECT seq FROM event WHERE line = $1 ORDER BY seq', [pen.line])
  expect(rows).toEqual([1, 2, 3, 4, 5, 6].map((seq) => ({ seq })))
})
