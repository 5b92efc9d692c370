/**
 * Leaving the window locked: what was typed is stored first, then nobody is signed in. From the moment it is wished no key
 * and no click reaches the screen any more, so that nothing typed ahead commits anything under the name of who has left.
 */
import { notifications } from '@mantine/notifications'
import { lockWindow, queries, queryClient } from '../api.ts'
import { beforeLeaving } from '../intake/leaving.ts'
import { settle } from '../review/deciding.ts'

/** A form that cannot be stored now is kept in memory; the lock does not wait for it longer. */
const STORE_WITHIN_MS = 2_000
const AGAIN_MS = 1_000

let frames = 0
let locking = false

/** A person works behind the frame. Returns the way to say that he no longer does. */
export function whileOpen(): () => void {
  frames += 1
  return () => {
    frames -= 1
    locking = false
  }
}

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
const isSomebodyIn = () => queryClient.getQueryData(queries.current.queryKey)?.person != null

/** Does nothing where nobody is signed in or the lock is under way. Tries again while the branch does not answer. */
export async function leaveWindow(): Promise<void> {
  if (frames === 0 || locking) return
  locking = true
  await Promise.race([settle().catch(() => undefined), wait(STORE_WITHIN_MS)])
  await Promise.race([beforeLeaving().catch(() => undefined), wait(STORE_WITHIN_MS)])
  for (;;) {
    await lockWindow().catch(() => undefined)
    // What was said to one person is not for the next.
    notifications.clean()
    if (!isSomebodyIn()) return
    locking = true
    await wait(AGAIN_MS)
  }
}

const touches = ['keydown', 'keypress', 'beforeinput', 'pointerdown', 'mousedown', 'click', 'paste', 'drop'] as const

/** Starts swallowing what is typed into a window that locks, and hears when the computer is locked. Before every other listener. */
export function watchLock(): void {
  const swallow = (event: Event) => {
    if (!locking) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  for (const touch of touches) window.addEventListener(touch, swallow, { capture: true })
  window.okno.onChanged(({ what }) => {
    if (what.includes('lock')) void leaveWindow()
  })
}
