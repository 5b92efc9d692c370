/** Which panel is open over a case. */
import type { PossibleStep } from '../../domain/cases/possible.ts'

/** `about`: hash of the entry, or key of the field, that it is about. */
export type Opened = { step: PossibleStep; about: string | null }
