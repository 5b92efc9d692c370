/** Steps of the life-cycle as the window asks for them: each with a command of its own, unless the test repeats one. */
import { randomUUID } from 'node:crypto'
import type { Answers } from '../../domain/forms/schema.ts'
import { caseOf } from '../../electron/branch/projection.ts'
import type { Act, CaseDetail } from '../../electron/contract.ts'
import { type Bench, least, openBench, registered, signIn } from './bench.ts'

export type Wish = Act extends infer One ? (One extends Act ? Omit<One, 'command'> : never) : never
export const act = (bench: Bench, id: string, wish: Wish, command = randomUUID()) =>
  bench.call('cases.act', { case: id, act: { ...wish, command } })
export const done = { ok: true }
export const refusal = (code: string, more = {}) => ({ ok: false, refusal: { code, ...more } })
export const detail = async (bench: Bench, id: string) => (await bench.call('cases.detail', { id })) as CaseDetail
export const rowOf = async (bench: Bench, id: string) => (await detail(bench, id)).row
export const state = (bench: Bench, id: string) => {
  const found = caseOf(bench.branch, id)
  if (!found) throw new Error('no case')
  return found
}

export const trace: Answers = { ...least, track_no: 'RB123456785KZ', post_date: '2026-11-10' }
export const started = async (
  type = 'TRACE-DOM',
  answers: Answers = trace,
  wishes: Parameters<typeof openBench>[0] = {},
) => {
  const bench = await openBench(wishes)
  await signIn(bench)
  return { bench, id: (await registered(bench, answers, type)).case }
}
