/** What forgets, as the rest of the branch knows it, and why it could not. */

import type { RetentionTrouble } from '../../contract.ts'

export type Forgetting = {
  /** Begins after the pause, unless that is going on already. */
  soon(): void
  /** Why nothing is forgotten; null where all is in order. Whoever leads the branch sees it and can do something about it. */
  trouble(): RetentionTrouble | null
  /** Breaks off between two pieces and waits for the end of the one under way. */
  stop(): Promise<void>
}

/** The equipment refused a piece: nothing of it was written, and the rest waits. */
export class NotForgotten extends Error {
  readonly why: Exclude<RetentionTrouble['why'], 'clockAhead' | 'failed'>
  constructor(why: NotForgotten['why']) {
    super(`nothing more was erased: ${why}`)
    this.why = why
  }
}
