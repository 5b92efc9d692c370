/**
 * What happens to a world of counters, as data: a list of steps made from a seed before anything runs (`drawing.ts`). Each
 * step carries its own chance, so a step that is taken away changes nothing for the others, and a schedule can be cut down
 * to what matters (`shrinking.ts`).
 */
import type { PowerCut } from './disk.ts'
import type { killPoints } from './faults.ts'
import type { Way } from './network.ts'

/** Killed when it passes this point for the nth time (from 1) during the step. */
export type Kill = { point: (typeof killPoints)[number]; nth: number }

export type CounterStep = { at: number; counter: string } & (
  | { do: 'register'; paper: string; enters: number; kill: Kill | null }
  /** Enter on a stale screen, or the same command again after a kill. */
  | { do: 'again'; paper: string; enters: number; kill: Kill | null }
  /** Typed and left on the screen; another copy of the disk has it on its screen too. */
  | { do: 'open' | 'accept'; paper: string }
  /** A file for a paper that is not registered yet. */
  | { do: 'attach'; paper: string; kill: Kill | null }
  | { do: 'exchange'; luck: string; trouble: number; kill: Kill | null }
  /** An exchange with the computer that serves in this branch; `hubKill`: of that one, while it answers. */
  | { do: 'meet'; hub: string; luck: string; trouble: number; kill: Kill | null; hubKill: Kill | null }
  | { do: 'kill' | 'backup' | 'restore' }
  | { do: 'powerCut'; cut: PowerCut }
  /** The disk is copied to another computer, and both go on. */
  | { do: 'clone'; as: string; withMarker: boolean }
  /** Its line to headquarters, or (`everybody`) all of them. */
  | { do: 'cut'; everybody: boolean; way: Way; ms: number }
  | { do: 'unplug' | 'pause' | 'full'; ms: number }
  /** Somebody sets its clock, or its battery is empty. */
  | { do: 'clock'; byMs: number }
  /** It runs an older program for a while: headquarters speaks with that version no more, or still does. */
  | { do: 'older'; speaks: number; ms: number }
  /** A newer program writes what nobody here knows, of a case of this paper. */
  | { do: 'newer'; paper: string }
)

export type OfficeStep = { at: number } & (
  | { do: 'officeBackup' | 'officeRestore'; branch: number }
  /** An officer goes on with a case of the branch, if there is one at headquarters; `luck` in [0, 1) says with which. */
  | { do: 'officeAct'; branch: number; luck: number }
  /** Another instance takes the place of the one that answers; `folds`: an older program has folded the cases before. */
  | { do: 'officeReplace'; folds: boolean }
  | { do: 'officePause'; ms: number }
)
export type Step = CounterStep | OfficeStep

/** An ordinary Monday; or the minutes around the end of summer time, or of the year, in the branch's time zone. */
export type Beginning = 'monday' | 'summer time ends' | 'year ends'

export type Schedule = {
  name: string
  begins: Beginning
  /**
   * `branch`: from 0. `late`: half of the time is over before it may. `byCode`: over the line, by itself; otherwise
   * certified by hand.
   */
  counters: { name: string; branch: number; enrolled: 'early' | 'late'; byCode: boolean }[]
  steps: Step[]
}

export const isOfficeStep = (step: Step): step is OfficeStep => !('counter' in step)

/** All of it lies within this time of the world, milliseconds; then everything heals. */
export const LENGTH_MS = 600_000

export const beginnings: Record<Beginning, { at: number; timeZone: string | undefined; turns: number | null }> = {
  monday: { at: Date.UTC(2026, 10, 23, 4), timeZone: undefined, turns: null },
  // Clocks go back by an hour at 01:00 UTC in the European Union (Directive 2000/84/EC, Article 3).
  'summer time ends': {
    at: Date.UTC(2026, 9, 25, 0, 55),
    timeZone: 'Europe/Berlin',
    turns: Date.UTC(2026, 9, 25, 1),
  },
  'year ends': { at: Date.UTC(2026, 11, 31, 18, 55), timeZone: 'Asia/Almaty', turns: Date.UTC(2026, 11, 31, 19) },
}
