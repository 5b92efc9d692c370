/** What must be stored before the open form is left: parking, locking, another draft, the window closing. */
type Flush = () => Promise<unknown>

let flush: Flush | null = null

/** The form that is open names how it is stored. Returns the way to take the name back. */
export function whenLeaving(how: Flush): () => void {
  flush = how
  return () => {
    if (flush === how) flush = null
  }
}

/** Stores the open form, if there is one. */
export const beforeLeaving = async (): Promise<void> => {
  await flush?.()
}
