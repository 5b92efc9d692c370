/** Why a workspace was not opened. Thrown: nothing can be recorded until a person has acted. */

/** Who has the workspace open, as written beside the lock. */
export type Holder = { pid: number; computer: string; since: string; person: string | null }

export type CannotOpenCode = 'held' | 'future' | 'oldSqlite' | 'damaged' | 'data' | 'other'

export class CannotOpen extends Error {
  readonly code: CannotOpenCode
  readonly holder: Holder | null

  constructor(code: CannotOpenCode, message: string, holder: Holder | null = null) {
    super(message)
    this.name = 'CannotOpen'
    this.code = code
    this.holder = holder
  }
}
