/**
 * `D-0712A-7K4M`: stands on an application that has no number yet, readable over the phone. It follows from the draft's
 * command, which the registration names, so the printed application finds its case afterwards too.
 */
import { tagOf } from '../../domain/journal/number.ts'
import { primitives } from '../../trust/primitives.ts'

export const draftLabel = (branch: string, letter: string, command: string): string =>
  `D-${branch}${letter}-${tagOf(primitives.sha256(`okno-draft-1\n${command}`))}`
