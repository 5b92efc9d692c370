/** How a case's state and delivery look: word, icon, colour; filled where somebody at this desk must act. */
import {
  AlarmClock,
  ArrowUpToLine,
  Check,
  CircleAlert,
  CloudOff,
  FileQuestion,
  Flame,
  type LucideIcon,
  MessageSquareLock,
  ScanEye,
  Send,
  ShieldAlert,
  Siren,
} from 'lucide-react'
import type { CaseState, Mark } from '../../domain/cases/case.ts'
import type { CaseRow } from '../../electron/contract.ts'
import type { Tone } from '../ui/Parts.tsx'

type Look = { icon: LucideIcon; tone: Tone }

export const stateLooks: Record<CaseState, Look> = {
  in_review: { icon: ScanEye, tone: 'info' },
  accepted: { icon: Check, tone: 'ok' },
}

export const markLooks: Record<Mark, Look> = {
  urgent: { icon: Flame, tone: 'bad' },
  security: { icon: ShieldAlert, tone: 'bad' },
  escalated: { icon: ArrowUpToLine, tone: 'bad' },
  incomplete: { icon: FileQuestion, tone: 'warn' },
  late_filed: { icon: AlarmClock, tone: 'warn' },
  conflict: { icon: CircleAlert, tone: 'bad' },
  consent_due: { icon: MessageSquareLock, tone: 'hold' },
  time_doubt: { icon: AlarmClock, tone: 'warn' },
  outage: { icon: Siren, tone: 'warn' },
}

/** What stands behind an icon in the delivery column; at headquarters there is nothing to look out for. */
export const deliveryIcons: Record<CaseRow['delivery'], LucideIcon | null> = {
  waiting: CloudOff,
  sent: Send,
  at_hq: null,
  refused: CircleAlert,
}

/** What the row shows besides its state, the gravest first. */
export function gravest(marks: readonly string[]): Mark | null {
  const order: Mark[] = [
    'conflict',
    'security',
    'urgent',
    'escalated',
    'late_filed',
    'time_doubt',
    'consent_due',
    'incomplete',
  ]
  return order.find((mark) => marks.includes(mark)) ?? null
}
