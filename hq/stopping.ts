/**
 * How headquarters ends. At the first signal it says that it is not ready and goes on for the grace, so that the proxy before
 * it sends nobody here any more; then it takes no new request, answers those under way, and closes the database. At the
 * second signal it ends at once: what was committed is committed, and branches ask again.
 */
type Steps = {
  /** Takes no new request; resolves when those under way are answered. */
  finish(): Promise<void>
  exit(code: number): void
  /** Milliseconds between the first signal and the last request taken. */
  grace: number
}

export type Stopping = { isStopping(): boolean; signalled(): void }

export function openStopping({ finish, exit, grace }: Steps): Stopping {
  let signals = 0
  return {
    isStopping: () => signals > 0,
    signalled() {
      signals += 1
      if (signals > 1) return exit(1)
      setTimeout(() => {
        finish().then(
          () => exit(0),
          () => exit(1),
        )
      }, grace)
    },
  }
}
