/**
 * The slip prints by itself once, after the registration was committed. Which cases still expect that print is known
 * only to the window that registered them; each has one command, so that drawing the screen again never prints again.
 */
import { newCommand } from '../api.ts'

const expected = new Map<string, string>()

export const expectFirstPrint = (id: string): void => {
  expected.set(id, newCommand())
}

/** Whether this case's slip is still to be sent to the printer by this window. */
export const awaitsFirstPrint = (id: string): boolean => expected.has(id)

/** The command of the first print, given out once. */
export function takeFirstPrint(id: string): string | null {
  const command = expected.get(id) ?? null
  expected.delete(id)
  return command
}
