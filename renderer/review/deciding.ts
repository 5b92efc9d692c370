/**
 * A decision counts five seconds after it was made: until then one key takes it back, and nothing has been written. The
 * next decision, leaving the window and locking it make it count at once.
 */
import { notifications } from '@mantine/notifications'
import { useSyncExternalStore } from 'react'
import type { Act, ActRefusal } from '../../electron/contract.ts'
import { api, queryClient } from '../api.ts'

const UNDO_MS = 5_000

export type Decided = { case: string; number: string; act: Act }
export type Refused = Decided & { refusal: ActRefusal | { code: 'unreachable' } }

type Pending = { what: Act['do']; decided: Decided[] }

let pending: Pending | null = null
let timer: ReturnType<typeof setTimeout> | undefined
let tell: (refused: Refused[]) => void = () => {}
const listeners = new Set<() => void>()

const set = (next: Pending | null) => {
  pending = next
  for (const listener of listeners) listener()
}

/** Cases that are about to be decided on: they are nobody's next case. */
export const decidedAlready = (): string[] => (pending?.decided ?? []).map((one) => one.case)

/** `onRefused`: somebody else was first, or a rule forbids it; nothing of it has been written. */
export async function decideSoon(decided: Decided[], onRefused: (refused: Refused[]) => void): Promise<void> {
  const [first] = decided
  if (!first) return
  await settle()
  tell = onRefused
  set({ what: first.act.do, decided })
  timer = setTimeout(() => void settle(), UNDO_MS)
}

/** Takes back what does not count yet. */
export function takeBack(): Decided[] {
  clearTimeout(timer)
  const back = pending?.decided ?? []
  set(null)
  return back
}

/** What is pending counts now. */
export async function settle(): Promise<void> {
  clearTimeout(timer)
  const now = pending
  if (!now) return
  set(null)
  const refused: Refused[] = []
  for (const one of now.decided) {
    const answer = await api.cases
      .act({ case: one.case, act: one.act })
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
    if (!answer.ok) refused.push({ ...one, refusal: answer.refusal })
  }
  await queryClient.invalidateQueries({ queryKey: ['cases'] })
  await queryClient.invalidateQueries({ queryKey: ['review'] })
  if (refused.length > 0) tell(refused)
}

export const usePending = (): Pending | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => pending,
  )

/** Says what was not written and why; stays until somebody has read it. */
export const sayRefused = (words: string): void =>
  void notifications.show({ color: 'orange', autoClose: false, message: words })
