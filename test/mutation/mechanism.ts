/**
 * A mechanism that the ledger rule stands on, with the edits that switch it off. An edit finds its text exactly once, or
 * nothing is switched off and nothing is claimed. Sources on the disk are never written.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

/** `file`: from the project's root. */
export type Edit = { file: string; from: string; to: string }

export type Mechanism = {
  /** Lower-case words with dashes; `OKNO_MUTANT` names it. */
  id: string
  /** What stands while it is on, in words of the trade. */
  name: string
  edits: readonly Edit[]
  /** Test files that must notice, from the project's root; one failed assertion among them is enough. */
  tests: readonly string[]
  /** The simulation must notice as well (`npm run sim`), within `WITHIN` schedules from this one. */
  simulation?: number
}

/** Mechanisms of one source that the same tests must notice, each switched off by one edit. */
export const within =
  (file: string, tests: readonly string[]) =>
  (id: string, name: string, from: string, to = ''): Mechanism => ({ id, name, edits: [{ file, from, to }], tests })

/** Schedules within which the simulation must notice. */
export const WITHIN = 150

/** Why the edits do not fit today's sources, one line for each that does not. */
export const misfits = ({ edits }: Pick<Mechanism, 'edits'>): string[] =>
  [...new Set(edits.map(({ file }) => file))].flatMap((file) => {
    try {
      switchOff(edits, file, readFileSync(join(root, file), 'utf8'))
      return []
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)]
    }
  })

/** The source with the edits of this file. Throws where a text is not found exactly once. */
export function switchOff(edits: readonly Edit[], file: string, source: string): string {
  return edits
    .filter((edit) => edit.file === file)
    .reduce((text, { from, to }) => {
      const found = text.split(from).length - 1
      if (found !== 1) throw new Error(`${file} holds ${found} times: ${from.split('\n')[0]}`)
      return text.replace(from, () => to)
    }, source)
}

/** The vitest project of a test file. Headquarters is tested over PostgreSQL: an embedded one takes longer to begin. */
export function projectOf(test: string): string {
  const room = test.split('/')[1] ?? ''
  if (['domain', 'paper', 'renderer'].includes(room)) return 'unit'
  return room === 'hq' ? 'hq-postgres' : room
}
