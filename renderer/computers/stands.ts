/** How this computer stands among the others, in icon and colour. Filled where somebody at this desk must act. */
import { CircleAlert, Link2, Link2Off, LoaderCircle, type LucideIcon, Monitor, Network } from 'lucide-react'
import type { HubState } from '../../electron/contract.ts'
import type { Tone } from '../ui/Parts.tsx'

export const standLooks: Record<HubState['state'], { icon: LucideIcon; tone: Tone }> = {
  alone: { icon: Monitor, tone: 'm' },
  notEnrolled: { icon: CircleAlert, tone: 'warn' },
  portTaken: { icon: CircleAlert, tone: 'bad' },
  cannotServe: { icon: CircleAlert, tone: 'bad' },
  serving: { icon: Network, tone: 'ok' },
  connecting: { icon: LoaderCircle, tone: 'm' },
  together: { icon: Link2, tone: 'ok' },
  unreachable: { icon: Link2Off, tone: 'warn' },
  stranger: { icon: CircleAlert, tone: 'bad' },
  turnedAway: { icon: CircleAlert, tone: 'bad' },
  disagrees: { icon: CircleAlert, tone: 'bad' },
}

/** Where the others are not seen although they should be. */
export const isApart = ({ state }: Pick<HubState, 'state'>): boolean =>
  !['alone', 'serving', 'together', 'connecting'].includes(state)

/** A computer that is started anew is missed for a moment, and nobody needs to hear of it. */
const APART_MS = 8_000

/** In how many milliseconds it is told that the others are not seen: 0 from then on, null where they are. `ms`: now. */
export const apartIn = ({ state, since }: Pick<HubState, 'state' | 'since'>, ms: number): number | null =>
  isApart({ state }) ? Math.max(0, Date.parse(since) + APART_MS - ms) : null
