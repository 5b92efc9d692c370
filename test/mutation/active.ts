/** The mechanism that this process runs without, named by OKNO_MUTANT; none where nothing is named. */
import { appendFileSync } from 'node:fs'
import { sep } from 'node:path'
import { root, switchOff } from './mechanism.ts'
import { mechanisms } from './mechanisms.ts'

const id = process.env.OKNO_MUTANT
const active = id === undefined ? undefined : mechanisms.find((one) => one.id === id)
if (id !== undefined && !active) throw new Error(`no mechanism is called ${id}`)

/** The source of a file of the project without the mechanism, or null where it is as it stands on the disk. */
export function without(path: string, source: () => string): string | null {
  if (!active || !path.startsWith(root + sep)) return null
  const file = path.slice(root.length + 1).replaceAll(sep, '/')
  if (!active.edits.some((edit) => edit.file === file)) return null
  const edited = switchOff(active.edits, file, source())
  // Whoever started this sees that the edit was really loaded.
  if (process.env.OKNO_MUTANT_LOADED) appendFileSync(process.env.OKNO_MUTANT_LOADED, `${file}\n`)
  return edited
}
