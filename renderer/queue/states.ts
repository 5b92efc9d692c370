/** How a case's state and delivery look: word, icon, colour; filled where somebody at this desk must act. */
import {
  AlarmClock,
  Archive,
  ArrowUpToLine,
  Check,
  CircleAlert,
  CloudOff,
  FileCheck,
  FileQuestion,
  FileX,
  Flame,
  FolderOpen,
  Forward,
  Hammer,
  HandHelping,
  Hourglass,
  Landmark,
  type LucideIcon,
  MailCheck,
  Merge,
  MessageSquareLock,
  PencilLine,
  ScanEye,
  Send,
  ShieldAlert,
  Siren,
  Undo2,
  UserRoundCheck,
  UserRoundSearch,
} from 'lucide-react'
import type { Mark, Stage } from '../../domain/cases/case.ts'
import type { CaseRow } from '../../electron/contract.ts'
import type { Tone } from '../ui/Parts.tsx'

type Look = { icon: LucideIcon; tone: Tone }

export const stateLooks: Record<Stage, Look> = {
  draft: { icon: PencilLine, tone: 'm' },
  registered: { icon: FileCheck, tone: 'info' },
  in_review: { icon: ScanEye, tone: 'info' },
  returned: { icon: Undo2, tone: 'warn' },
  need_customer: { icon: UserRoundSearch, tone: 'warn' },
  accepted: { icon: Check, tone: 'ok' },
  queued: { icon: CloudOff, tone: 'info' },
  sent: { icon: Send, tone: 'info' },
  received_hq: { icon: Landmark, tone: 'ok' },
  in_work: { icon: Hammer, tone: 'info' },
  waiting_third: { icon: Hourglass, tone: 'hold' },
  answered: { icon: MailCheck, tone: 'ok' },
  delivered: { icon: HandHelping, tone: 'ok' },
  closed: { icon: Archive, tone: 'm' },
  withdrawn: { icon: FileX, tone: 'm' },
  left_incomplete: { icon: FileQuestion, tone: 'm' },
  forwarded: { icon: Forward, tone: 'm' },
  merged: { icon: Merge, tone: 'm' },
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
  reopened: { icon: FolderOpen, tone: 'warn' },
  self_reviewed: { icon: UserRoundCheck, tone: 'warn' },
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
