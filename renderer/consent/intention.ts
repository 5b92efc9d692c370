/**
 * One command for one intention. As long as nobody has answered, asking again for the same goes out under the same command,
 * so what was recorded although the answer was lost is not recorded twice. Another wish, or an answer, begins anew.
 */
export type Intention = {
  /** `wish`: what is wanted, in words of the caller. */
  commandFor(wish: string): string
  /** The branch has answered, whatever it said. */
  answered(): void
}

/** `mint` makes a new id. */
export function intention(mint: () => string): Intention {
  let open: { wish: string; command: string } | null = null
  return {
    commandFor(wish) {
      if (open?.wish !== wish) open = { wish, command: mint() }
      return open.command
    },
    answered() {
      open = null
    },
  }
}
