import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { closeThisShift } from '../shifts/closing.ts'
import { actOnInvestigation, investigationsOf } from '../shifts/investigations.ts'
import { listsOf, withoutPlace } from '../shifts/lists.ts'
import { openThisShift } from '../shifts/opening.ts'
import { shiftOf } from '../shifts/reading.ts'

const os = implement(contract.shifts).$context<Branch>()

export const shifts = os.router({
  state: os.state.handler(({ context }) => shiftOf(context)),
  list: os.list.handler(({ context, input }) => withoutPlace(listsOf(context)[input.figure]())),
  open: os.open.handler(({ context, input }) => openThisShift(context, input)),
  close: os.close.handler(({ context, input }) => closeThisShift(context, input)),
  investigations: os.investigations.handler(({ context }) => investigationsOf(context)),
  act: os.act.handler(({ context, input }) => actOnInvestigation(context, input)),
})
