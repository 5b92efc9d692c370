/** PINs as they come into being: the temporary one that the program makes, and the hash of the one that a person chose. */
import { pinObstacle } from '../../../domain/people/entry.ts'
import { hashPin } from '../../../trust/pin.ts'
import type { Branch } from '../branch.ts'

const TEMPORARY_DIGITS = 6

/** Digits that nobody guesses first; told by word of mouth and changed at the first sign-in. */
export function temporaryPin({ random, knowledge }: Pick<Branch, 'random' | 'knowledge'>): string {
  const digits = Math.max(TEMPORARY_DIGITS, knowledge.rules.entry.leastDigits)
  for (;;) {
    // Bytes of 250 and more would make some digits likelier than others.
    const pin = [...random(4 * digits)]
      .filter((byte) => byte < 250)
      .map((byte) => byte % 10)
      .slice(0, digits)
      .join('')
    if (pinObstacle(pin, knowledge.rules.entry) === null) return pin
  }
}

export const hashOf = (branch: Pick<Branch, 'random' | 'pinCost'>, pin: string): Promise<string> =>
  hashPin(pin, branch.random(16), branch.pinCost)
