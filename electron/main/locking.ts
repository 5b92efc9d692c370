/**
 * When the computer is locked or goes to sleep (the lid), the window is locked too. The page stores what was typed and
 * locks itself; a page that does not answer is locked from here, so that nobody wakes the computer under another's name.
 */

/** The page stores within two seconds (`renderer/window/locking.ts`). */
const PAGE_WITHIN_MS = 3_000

/** Electron's `powerMonitor`, as far as it is used here. */
type Computer = {
  on(event: 'lock-screen', listener: () => void): unknown
  on(event: 'suspend', listener: () => void): unknown
}
type Ways = { askPage: () => void; lock: () => Promise<unknown> }

export function lockWithComputer(computer: Computer, { askPage, lock }: Ways): void {
  const leave = () => {
    askPage()
    setTimeout(() => void lock().catch(() => undefined), PAGE_WITHIN_MS)
  }
  computer.on('lock-screen', leave)
  computer.on('suspend', leave)
}
