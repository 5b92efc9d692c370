/**
 * The door for every call of the window: who asks, does the call exist, does its input fit. What is left goes to main's
 * own desk or on to the branch process; nothing the window sends reaches either unread.
 */
import { type InferContractRouterInputs, type InferContractRouterOutputs, isContractProcedure } from '@orpc/contract'
import { z } from 'zod'
import { type Answered, type Contract, contract } from '../contract.ts'
import { CallFailed } from './branch.ts'

type Inputs = InferContractRouterInputs<Contract>
type Outputs = InferContractRouterOutputs<Contract>
type Answers<Group extends keyof Contract> = {
  [Verb in keyof Inputs[Group] & keyof Outputs[Group]]: (
    input: Inputs[Group][Verb],
  ) => Outputs[Group][Verb] | Promise<Outputs[Group][Verb]>
}

/** The calls that main answers itself; all others are the branch process's. */
export type OwnCalls = {
  printing: Answers<'printing'>
  desk: Answers<'desk'>
  scanning: Answers<'scanning'>
  watched: Answers<'watched'>
}
export type PassOn = (path: string, input: unknown) => Promise<unknown>

/** The input schema of a call of the contract. Names inherited by every object are no calls. */
export function inputSchemaOf(path: string): z.ZodType | null {
  let here: unknown = contract
  for (const part of path.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part) || isContractProcedure(here))
      return null
    here = Reflect.get(here, part)
  }
  if (!isContractProcedure(here)) return null
  const schema = here['~orpc'].inputSchema
  return schema instanceof z.ZodType ? schema : null
}

/** Answers one call. Rejects with `CallFailed` for what is no call; refusals of the business are values. */
export async function answerCall(path: unknown, input: unknown, own: OwnCalls, passOn: PassOn): Promise<unknown> {
  const schema = typeof path === 'string' ? inputSchemaOf(path) : null
  if (typeof path !== 'string' || !schema) throw new CallFailed('unknownCall', 'the contract has no such call')
  const read = schema.safeParse(input)
  if (!read.success) throw new CallFailed('badInput', `${path}: ${z.prettifyError(read.error)}`)
  const [noun = '', verb = ''] = path.split('.')
  if (!Object.hasOwn(own, noun)) return passOn(path, read.data)
  const handler: unknown = Reflect.get(Reflect.get(own, noun), verb)
  if (typeof handler !== 'function') throw new CallFailed('unknownCall', `${path} is not answered here`)
  return (handler as (input: unknown) => unknown)(read.data)
}

/** Refusals that are nobody's fault: a screen asked in the moment in which the window was locked. */
const EXPECTED: ReadonlySet<string> = new Set(['UNAUTHORIZED'])

/** What a call comes to on its way to the window. Rejects for what is a defect. */
export async function answered(answer: Promise<unknown>): Promise<Answered> {
  try {
    return { output: await answer }
  } catch (error) {
    if (error instanceof CallFailed && EXPECTED.has(error.code)) return { refused: error.message }
    throw error
  }
}
