/** The keys of a case's steps, the same wherever a step is met; the first is what the case waits for. */
import type { PossibleStep } from '../../domain/cases/possible.ts'

/** In the order of the screen. Accepting is 1 too, where the case is in review; passing up is P. */
export const stepKeys = {
  answerReturn: '1',
  customerBrought: '1',
  bagCase: '1',
  deliverAnswer: '1',
  closeCase: '1',
  returnCase: '2',
  leaveIncomplete: '2',
  reopenCase: '2',
  askCustomer: '3',
  mergeCase: '5',
  finishAtBranch: '6',
  correctCase: '7',
  moveAnswerDate: '8',
  withdrawCase: '9',
} as const satisfies Partial<Record<PossibleStep, string>>
export type KeyedStep = keyof typeof stepKeys

export const keyedSteps = Object.keys(stepKeys) as KeyedStep[]
export const isMain = (step: KeyedStep): boolean => stepKeys[step] === '1'
