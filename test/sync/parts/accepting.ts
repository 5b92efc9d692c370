/** A case as far as the counter brings it: registered, signed for, accepted by its shift lead. */
import { randomUUID } from 'node:crypto'
import type { CaseDetail } from '../../../electron/contract.ts'
import type { Counter } from './bench.ts'
import { clerk, lead } from './counter.ts'

export type Accepted = { id: string; number: string }

export async function accepted(counter: Counter): Promise<Accepted> {
  const draft = await counter.draft()
  const { id: open, type, answers, kept, stepsDone, focus } = draft
  const papers = [{ key: 'signed_application', sheets: 1, original: true }]
  await (await counter.start()).call('drafts.save', { id: open, type, answers, kept, stepsDone, focus, papers })
  const { case: id, number } = await counter.register(draft)
  await accept(counter, id)
  return { id, number }
}

/** Accepted by the shift lead once more, after it came back. */
export async function acceptAgain(counter: Counter, id: string): Promise<void> {
  const { branch, call } = await counter.start()
  branch.session.admit(lead)
  const said = await call('cases.accept', { id, command: randomUUID(), incompleteBecause: 'принесёт завтра' })
  branch.session.admit(clerk)
  if (!(said as { ok: boolean }).ok) throw new Error(`not accepted: ${JSON.stringify(said)}`)
}

async function accept(counter: Counter, id: string): Promise<void> {
  const { call } = await counter.start()
  const paper = { signed: true, paper: 'signed_application', command: randomUUID() }
  const said = await call('consent.sign', { of: { case: id }, ...paper })
  if (!(said as { ok: boolean }).ok) throw new Error(`not signed: ${JSON.stringify(said)}`)
  await acceptAgain(counter, id)
}

/** The case as a screen shows it. */
export const shown = async (counter: Counter, id: string): Promise<CaseDetail> =>
  (await (await counter.start()).call('cases.detail', { id })) as CaseDetail
