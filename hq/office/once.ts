/**
 * A command of an officer has its effect once in all of headquarters. Its id is taken for what was wished: the same wish under
 * it is the same command, and another one is refused. It says nothing of who asks: an answer that got lost may be asked for by
 * anybody who may.
 */
import { canonical, type Json } from '../../domain/journal/canonical.ts'
import { primitives } from '../../trust/primitives.ts'
import type { Taken } from '../store/office.ts'

/** By what a wish is known again; whatever JSON makes of it is what counts. */
export const whatOf = (wish: object): string =>
  primitives.sha256(`okno-office-wish-1\n${canonical(JSON.parse(JSON.stringify(wish)) as Json)}`)

/** Whether a command that was taken for the one is the same as the other. */
export const isSame = (taken: Taken, wish: Taken): boolean =>
  taken.about === wish.about && (taken.what === null || taken.what === wish.what)
