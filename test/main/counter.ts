/** The real application with a clerk signed in, asked through the bridge its page has. */
import { randomUUID } from 'node:crypto'
import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import type { Contract, OknoBridge } from '../../electron/contract.ts'
import { answers } from '../paper/model.ts'
import { type AppOptions, type OpenApp, openApp } from '../support/electron.ts'

declare global {
  interface Window {
    okno: OknoBridge
  }
}

type Inputs = InferContractRouterInputs<Contract>
type Outputs = InferContractRouterOutputs<Contract>

export type Counter = OpenApp & {
  ask<Noun extends keyof Contract, Verb extends keyof Inputs[Noun] & keyof Outputs[Noun] & string>(
    noun: Noun,
    verb: Verb,
    input: Inputs[Noun][Verb],
  ): Promise<Outputs[Noun][Verb]>
}

export async function openCounter(options: AppOptions = {}): Promise<Counter> {
  const app = await openApp({ ...options, env: { OKNO_DEMO: '1', OKNO_HQ_URL: undefined, ...options.env } })
  return {
    ...app,
    ask: async (noun, verb, input) =>
      (await app.window.evaluate(([path, question]) => window.okno.call(path, question), [
        `${noun}.${verb}`,
        input,
      ] as const)) as never,
  }
}

/** Signs the first clerk of the demo in and takes in one application; answers with its case. */
export async function takeIn({ ask }: Counter) {
  const people = await ask('session', 'people', {})
  const clerk = people.find((person) => person.role === 'clerk')
  if (!clerk?.demoPin) throw new Error('the demo has no clerk')
  await ask('session', 'signIn', { person: clerk.id, pin: clerk.demoPin })
  const opened = await ask('drafts', 'open', { type: 'ACC-DEREG', answers })
  if (!opened.ok) throw new Error(`no draft: ${opened.refusal.code}`)
  const draft = opened.draft
  const registered = await ask('cases', 'register', { draft: draft.id })
  if (!registered.ok) throw new Error(`not registered: ${JSON.stringify(registered.refusal)}`)
  return { draft, receipt: registered.receipt }
}

/** A wish to print one slip, with a command of its own. */
export const slipWish = (id: string, size: '80mm' | 'a5' = '80mm') => ({ case: id, size, command: randomUUID() })
