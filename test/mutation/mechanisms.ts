/** All mechanisms that the ledger rule stands on. Whoever adds one adds it here, with who notices that it is gone. */
import type { Mechanism } from './mechanism.ts'
import { admission } from './rooms/admission.ts'
import { exchanging } from './rooms/exchange.ts'
import { headquarters } from './rooms/headquarters.ts'
import { lines } from './rooms/lines.ts'
import { office } from './rooms/office.ts'
import { order } from './rooms/order.ts'
import { papers } from './rooms/papers.ts'
import { recording } from './rooms/recording.ts'
import { simulated } from './rooms/simulated.ts'

export const mechanisms: readonly Mechanism[] = [
  ...recording,
  ...papers,
  ...admission,
  ...simulated,
  ...lines,
  ...exchanging,
  ...headquarters,
  ...office,
  ...order,
]
