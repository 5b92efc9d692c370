import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { closeThisShift, shiftOf } from '../shifts.ts'

const os = implement(contract.shifts).$context<Branch>()

export const shifts = os.router({
  state: os.state.handler(({ context }) => shiftOf(context)),
  close: os.close.handler(({ context, input }) => closeThisShift(context, input)),
})
