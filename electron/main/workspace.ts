/** Where this computer keeps what belongs to one branch window. One folder is one workspace and has one program at a time. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app } from 'electron'

export type Folders = { workspace: string; electron: string; data: string }

/**
 * `OKNO_WORKSPACE`, or `okno/branch` in the user's application data. Forms and calendars (`data/`) lie beside the program;
 * in a package they are outside the archive, so that people can read them.
 */
export function workspaceFolders(): Folders {
  const workspace = resolve(process.env.OKNO_WORKSPACE || join(app.getPath('appData'), 'okno', 'branch'))
  const beside = app.isPackaged ? join(process.resourcesPath, 'data') : join(app.getAppPath(), 'data')
  const data = process.env.OKNO_DATA || (existsSync(beside) ? beside : join(app.getAppPath(), 'data'))
  return { workspace, electron: join(workspace, 'electron'), data: resolve(data) }
}
