/**
 * How headquarters ends. At the first signal it says that it is not ready and goes on for the grace, so that the proxy before
 * it sends nobody here any more; then it takes no new request, answers those under way, and closes the database. At the
 * second signal it ends at once: what was committed is committed, and branches ask again. One press of Ctrl C comes several times:
 * from the terminal, and from each program that has started this one and passes it on.
 */
type Steps = {
  /** Takes no new request; resolves when those under way are answered. */
  finish(): Promise<void>
  exit(code: number): void
  /** Milliseconds between the first signal and the last request taken. */
  grace: number
  /** Milliseconds of a clock that only goes forward; this process's unless given. */
  now?: () => number
}

/** What comes within it is the same press; nobody presses twice so fast. */
const ONE_PRESS_MS = 500

export type Stopping = { isStopping(): boolean; signalled(): void }

export function openStopping({ finish, exit, grace, now = () => performance.now() }: Steps): Stopping {
  let first: number | null = null
  return {
    isStopping: () => first !== null,
    signalled() {
      if (first !== null) return now() - first < ONE_PRESS_MS ? undefined : exit(1)
      first = now()
      setTimeout(() => {
        finish().then(
          () => exit(0),
          () => exit(1),
        )
      }, grace)
    },
  }
}
