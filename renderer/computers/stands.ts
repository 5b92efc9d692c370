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

/** In how many milliseconds it is told that the others are not seen: 0 from then on, null where they are. `ms`: now. */
export const apartIn = ({ apartAt }: Pick<HubState, 'apartAt'>, ms: number): number | null =>
  apartAt === null ? null : Math.max(0, Date.parse(apartAt) - ms)
