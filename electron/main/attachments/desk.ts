/** Main's part in attachments: the reader and its errands, pictures by address, the scanner, the choice of a folder. */
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import type { Changed } from '../../contract.ts'
import type { BranchClient } from '../branchClient.ts'
import type { OwnCalls } from '../calls.ts'
import { keepReader } from '../reader.ts'
import { forkReader } from '../readerProcess.ts'
import { scanningCalls } from '../scanning/calls.ts'
import { takeLeftSheets } from '../scanning/left.ts'
import { setAttachments } from '../scheme.ts'
import type { Folders } from '../workspace.ts'
import { runErrands } from './errands.ts'
import { keepPictures } from './pictures.ts'
import { attachmentsAnswer } from './serve.ts'
import { watchedCalls } from './watched.ts'

export type AttachmentsDesk = Pick<OwnCalls, 'scanning' | 'watched'> & {
  /** The branch is open: sheets of a scan that ended with the program come in now, and files wait to be read. */
  opened(): void
  /** What the branch process says has changed may be a file to read. */
  hear(changed: Changed): void
  stop(): void
}

type Needs = { client: BranchClient; window: BrowserWindow; folders: Folders; tell(changed: Changed): void }

export function openAttachments({ client, window, folders, tell }: Needs): AttachmentsDesk {
  // Two of them: who looks at a page does not wait for a pile that is read in the background.
  const reader = keepReader(forkReader)
  const painter = keepReader(forkReader)
  const errands = runErrands(client, reader)
  setAttachments(attachmentsAnswer(client, keepPictures(painter)))
  const sheets = join(folders.workspace, 'scanning')
  let leftTaken = false
  return {
    scanning: scanningCalls({ client, folder: sheets, onChanged: () => tell({ what: ['scanning'] }) }),
    watched: watchedCalls(client, window),
    opened() {
      errands.look()
      // Once: later this folder holds sheets of a scan that runs.
      if (leftTaken) return
      leftTaken = true
      void takeLeftSheets(client, sheets).catch((error: unknown) => console.error('sheets left by a scan:', error))
    },
    hear({ what }) {
      if (what.includes('attachments') || what.includes('tray')) errands.look()
    },
    stop() {
      errands.stop()
      reader.stop()
      painter.stop()
    },
  }
}
