/** All mechanisms that the ledger rule and people's rights stand on. Whoever adds one adds it here, with who notices that it is gone. */
import type { Mechanism } from './mechanism.ts'
import { admission } from './rooms/admission.ts'
import { altered } from './rooms/altered.ts'
import { door } from './rooms/door.ts'
import { exchanging } from './rooms/exchange.ts'
import { foundings } from './rooms/foundings.ts'
import { headquarters } from './rooms/headquarters.ts'
import { lines } from './rooms/lines.ts'
import { office } from './rooms/office.ts'
import { order } from './rooms/order.ts'
import { papers } from './rooms/papers.ts'
import { recording } from './rooms/recording.ts'
import { rights } from './rooms/rights.ts'
import { simulated } from './rooms/simulated.ts'

/** By what they are about, in the order of a case's way. */
export const rooms: readonly { title: string; mechanisms: readonly Mechanism[] }[] = [
  { title: 'What a computer of a branch keeps', mechanisms: recording },
  { title: 'Papers as files', mechanisms: papers },
  { title: 'What bytes must show', mechanisms: admission },
  { title: 'What the simulation plays without as well', mechanisms: simulated },
  { title: 'Lines of a computer', mechanisms: lines },
  { title: 'What was changed past the program', mechanisms: altered },
  { title: 'What a branch believes, and when it asks', mechanisms: exchanging },
  { title: 'What headquarters lets in and keeps', mechanisms: headquarters },
  { title: 'Headquarters’ front door, and the one to its database', mechanisms: door },
  { title: 'Headquarters’ own word', mechanisms: office },
  { title: 'In which order events are folded', mechanisms: order },
  { title: 'A branch that was begun more than once', mechanisms: foundings },
  { title: 'What is a customer’s alone, and what people learn of each other', mechanisms: rights },
]

export const mechanisms: readonly Mechanism[] = rooms.flatMap((room) => room.mechanisms)
