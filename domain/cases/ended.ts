/** When a case has ended for good. */
import { type CaseState, isOpen } from './case.ts'

/** An answer that was handed over can still be contested: until it is closed the case has not ended. */
export const hasEnded = (state: CaseState): boolean => !isOpen(state) && state !== 'delivered'
