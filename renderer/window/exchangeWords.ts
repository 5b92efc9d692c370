/** The exchange with headquarters in words: what is, what is safe, when the next try comes. */
import type { TFunction } from 'i18next'
import { CircleAlert, CloudCheck, CloudOff, CloudUpload, type LucideIcon } from 'lucide-react'
import type { z } from 'zod'
import type { exchange } from '../../electron/contract.ts'
import { dotted, momentAt } from '../ui/dates.ts'

export type Exchange = z.infer<typeof exchange>

export type Said = { look: '' | 'off' | 'stuck'; icon: LucideIcon; state: string; more: string | null }

/** `09:12`, or `21.11 09:12` on another day. */
export function useTimeWords(timeZone: string, today: string): (at: string) => string {
  return (at) => {
    const { day, time } = momentAt(at, timeZone)
    return day === today ? time : `${dotted(day).slice(0, 5)} ${time}`
  }
}

/** Minutes rounded up, from ten on in fives: nobody reads a line that moves all the time. */
export function leftWords(seconds: number, t: TFunction<'window'>): string {
  if (seconds < 60) return t('ledge.leftUnder')
  if (seconds > 3600) return t('ledge.leftOver')
  const minutes = Math.ceil(seconds / 60)
  return t('ledge.left', { count: minutes > 10 ? Math.ceil(minutes / 5) * 5 : minutes })
}

/** A time that the clock shows already, or that is over, is not one to wait for. `at`: UTC text; `ms`: now. */
export const isSoon = (at: string, ms: number, time: (at: string) => string): boolean =>
  Date.parse(at) <= ms || time(at) === time(new Date(ms).toISOString())

/** More than one record of a case may be refused; of some it is not told whose they are. */
const casesIn = (stuck: Exchange['stuck']): number => new Set(stuck.map((one, i) => one.case ?? i)).size

/** `t` speaks the namespace `window`; `ms`: now. */
export function exchangeWords(
  now: Exchange,
  t: TFunction<'window'>,
  time: (at: string) => string,
  ms = Date.now(),
): Said {
  const cases = now.waiting > 0 ? t('ledge.waiting', { count: now.waiting }) : null
  const files = now.files.count > 0 ? t('ledge.files', { count: now.files.count }) : null
  const waiting = cases && files ? `${cases} ${t('ledge.alsoFiles', { count: now.files.count })}` : (cases ?? files)
  const soon = now.nextTryAt !== null && isSoon(now.nextTryAt, ms, time)
  const nextTry = now.nextTryAt && (soon ? t('ledge.nextTrySoon') : t('ledge.nextTry', { time: time(now.nextTryAt) }))
  const next = now.givesUpAt ? t('ledge.trying') : nextTry
  const contact = now.lastContactAt ? t('ledge.contact', { time: time(now.lastContactAt) }) : null
  const both = [waiting, next].filter(Boolean).join(' · ') || null
  switch (now.state) {
    // No case is refused, but the computer itself, or its program.
    case 'turnedAway': {
      const state = now.program ? t(`ledge.program.${now.program}`) : t('ledge.turnedAway')
      return { look: 'off', icon: CircleAlert, state, more: waiting }
    }
    case 'stuck':
      return {
        look: 'stuck',
        icon: CircleAlert,
        state: t('ledge.stuck', { count: casesIn(now.stuck) }),
        // A case of which a record was refused waits no more; one that cannot go at all does.
        more: now.waiting > casesIn(now.stuck.filter(({ refused }) => refused === null)) ? waiting : files,
      }
    case 'offline': {
      const since = now.offlineSince
      if (since === null && now.nextTryAt === null)
        return { look: '', icon: CloudUpload, state: t('ledge.first'), more: waiting }
      if (now.trouble && since)
        return { look: 'off', icon: CloudOff, state: t('ledge.trouble', { time: time(since) }), more: both }
      if (now.waitAsked && now.nextTryAt) {
        const notSent = since && t('ledge.notSentSince', { time: time(since) })
        return {
          look: 'off',
          icon: CloudOff,
          state: soon ? t('ledge.askedToWaitSoon') : t('ledge.askedToWait', { time: time(now.nextTryAt) }),
          more: [waiting, notSent].filter(Boolean).join(' · ') || null,
        }
      }
      return {
        look: 'off',
        icon: CloudOff,
        state: since ? t('ledge.offlineSince', { time: time(since) }) : t('ledge.offline'),
        more: both,
      }
    }
    case 'notEnrolled': {
      const why = now.obstacle && t(`ledge.obstacle.${now.obstacle.why}`, { branch: now.obstacle.branch })
      // There is room for one of them; the sheet has both.
      return { look: 'off', icon: CloudOff, state: t('ledge.notEnrolled'), more: waiting ?? why }
    }
    case 'sending':
      return {
        look: '',
        icon: CloudUpload,
        state: now.sending ? t('ledge.sending', now.sending) : t('ledge.sendingNow'),
        more: now.sending?.secondsLeft == null ? null : leftWords(now.sending.secondsLeft, t),
      }
    case 'online':
      return waiting
        ? { look: '', icon: CloudUpload, state: t('ledge.online'), more: both }
        : { look: '', icon: CloudCheck, state: t('ledge.allSent'), more: contact }
    default:
      return now.state satisfies never
  }
}
