/**
 * A decision counts five seconds after it was made: until then one key takes it back, and nothing has been written. The
 * next decision, leaving, locking and closing the window make it count at once. It is written for the person who made it,
 * on the case as he saw it, or not at all, and then somebody hears of it.
 */
import { notifications } from '@mantine/notifications'
import { useSyncExternalStore } from 'react'
import type { Act, ActRefusal } from '../../electron/contract.ts'
import { api, queries, queryClient } from '../api.ts'
import { forget } from '../case/kept.ts'

const UNDO_MS = 5_000

/** `seen`: the events of the case that the person had before him. `kept`: what was typed for it, until it is written. */
export type Decided = { case: string; number: string; seen: string[]; act: Act; kept?: string }
export type Refused = Decided & { refusal: ActRefusal | { code: 'unreachable' } }

type Pending = { what: Act['do']; person: string; decided: Decided[]; onRefused: (refused: Refused[]) => void }

let pending: Pending | null = null
let timer: ReturnType<typeof setTimeout> | undefined
/** What is being written, one decision after another. */
let written: Promise<void> = Promise.resolve()
const listeners = new Set<() => void>()

const set = (next: Pending | null) => {
  pending = next
  for (const listener of listeners) listener()
}

/** Cases that are about to be decided on: they are nobody's next case. */
export const decidedAlready = (): string[] => (pending?.decided ?? []).map((one) => one.case)

/** `onRefused`: somebody else was first, or a rule forbids it; nothing of it has been written. */
export function decideSoon(person: string, decided: Decided[], onRefused: Pending['onRefused']): void {
  const [first] = decided
  if (!first) return
  void settle()
  set({ what: first.act.do, person, decided, onRefused })
  timer = setTimeout(() => void settle(), UNDO_MS)
}

/** Takes back what does not count yet. */
export function takeBack(): Decided[] {
  clearTimeout(timer)
  const back = pending?.decided ?? []
  set(null)
  return back
}

/** What is pending counts now. Resolves when it, and whatever was on its way before it, has been written or refused. */
export function settle(): Promise<void> {
  clearTimeout(timer)
  const now = pending
  if (!now) return written
  set(null)
  // Posted before this returns: a window that closes has no later.
  const answers = now.decided.map((one) => post(now.person, one))
  written = Promise.all([written, ...answers]).then(async ([, ...refused]) => {
    const told = refused.filter((one) => one !== null)
    if (told.length > 0) now.onRefused(told)
    await Promise.all(['cases', 'review'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })))
  })
  return written
}

async function post(person: string, one: Decided): Promise<Refused | null> {
  const answer = await api.cases
    .act({ case: one.case, act: one.act, on: { person, seen: one.seen } })
    .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
  if (!answer.ok) return { ...one, refusal: answer.refusal }
  if (one.kept !== undefined) forget(one.kept)
  return null
}

/** A window that is closed makes its last decision count. */
export const watchClosing = (): void => window.addEventListener('beforeunload', () => void settle())

export const usePending = (): Pending | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => pending,
  )

/** What was not written, by the person who decided it; each stays until he has read it. */
const unread = new Map<string, Map<string, string>>()

export function sayRefused(person: string, id: string, words: string): void {
  const mine = unread.get(person) ?? new Map<string, string>()
  unread.set(person, mine.set(id, words))
  show(person, id, words)
}

const isHere = (person: string) => queryClient.getQueryData(queries.current.queryKey)?.person?.id === person

function show(person: string, id: string, words: string): void {
  // He has left the window: it waits for him.
  if (!isHere(person)) return
  const onClose = () => {
    if (isHere(person)) unread.get(person)?.delete(id)
  }
  notifications.show({ id, color: 'orange', autoClose: false, message: words, onClose })
}

/** What he has not read yet, when he is back at the window. */
export function showUnread(person: string): void {
  for (const [id, words] of unread.get(person) ?? []) show(person, id, words)
}
