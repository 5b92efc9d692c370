/** Main's part in attachments: the reader and its errands, pictures by address, the scanner, the choice of a folder. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import type { Changed } from '../../contract.ts'
import type { BranchClient } from '../branchClient.ts'
import type { OwnCalls } from '../calls.ts'
import { keepReader } from '../reader.ts'
import { forkReader } from '../readerProcess.ts'
import { scanningCalls } from '../scanning/calls.ts'
import { setAttachments } from '../scheme.ts'
import type { Folders } from '../workspace.ts'
import { runErrands } from './errands.ts'
import { keepPictures } from './pictures.ts'
import { attachmentsAnswer } from './serve.ts'
import { watchedCalls } from './watched.ts'

export type AttachmentsDesk = Pick<OwnCalls, 'scanning' | 'watched'> & {
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
  // Sheets of a scan that ended with the program were never taken over, and nobody was told that they were.
  rmSync(sheets, { recursive: true, force: true })
  return {
    scanning: scanningCalls({ client, folder: sheets, onChanged: () => tell({ what: ['scanning'] }) }),
    watched: watchedCalls(client, window),
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
