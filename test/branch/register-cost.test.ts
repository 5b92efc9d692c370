/**
 * What a registration costs, counted and not timed: a customer waits for it, and each of these grew once without anybody seeing
 * it. Statements of a warm branch; the first one of a kind prepares more.
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Answers } from '../../domain/forms/schema.ts'
import { TYPICAL } from '../support/typical.ts'
import { type Bench, draft, openBench, register, registered, signIn } from './bench.ts'

const TYPE = 'TRACE-DOM'
/** The same item each time, another person. */
const withItem = (i: number): Answers => {
  const { iin: _, ...item } = TYPICAL[TYPE] as Answers
  return { ...item, last_name: `Сейітова-${'абвгдежзик'[i]}`, phone: `+770112300${String(i).padStart(2, '0')}` }
}

/** The statements that ran while `work` did, as often as they ran. */
async function runIn({ branch }: Bench, work: () => Promise<unknown>): Promise<string[]> {
  const texts: string[] = []
  const statements = Object.getPrototypeOf(branch.db.prepare('SELECT 1'))
  const ways = ['run', 'get', 'all'] as const
  const before = ways.map((way) => [way, statements[way]] as const)
  for (const [way, original] of before)
    statements[way] = function (this: { source: string }, ...given: unknown[]) {
      texts.push(this.source)
      return original.apply(this, given)
    }
  try {
    await work()
  } finally {
    for (const [way, original] of before) statements[way] = original
  }
  return texts
}

test('a registration is one transaction, reads its case once, and costs the same however many came with the same item', async () => {
  const bench = await openBench()
  await signIn(bench)
  const counted: string[][] = []
  for (let i = 0; i < 9; i++) {
    const { id } = await draft(bench, withItem(i), TYPE)
    counted.push(await runIn(bench, () => register(bench, id)))
  }
  const [, second = [], ...others] = counted
  const last = others.at(-1) ?? []
  expect(last.filter((text) => text === 'COMMIT')).toHaveLength(1)
  expect(last.filter((text) => /FROM journal LEFT JOIN line/.test(text))).toHaveLength(1)
  expect(last.filter((text) => /FROM cases\b/.test(text)).length).toBeLessThan(3)
  expect(last.length).toBe(second.length)
  expect(last.length).toBeLessThan(80)
})

test('a day of registrations is not carried over into the file while a customer waits', async () => {
  const bench = await openBench()
  await signIn(bench)
  const file = join(bench.workspace, 'okno.db')
  await registered(bench)
  const { mtimeMs } = statSync(file)
  for (let i = 0; i < 30; i++) await registered(bench, withItem(i % 10), TYPE)
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(1000 * 4096)
  expect(statSync(file).mtimeMs).toBe(mtimeMs)
})
