/** Which folder is watched: main asks the person, the branch process watches. */
import { type BrowserWindow, dialog } from 'electron'
import type { BranchClient } from '../branchClient.ts'
import type { OwnCalls } from '../calls.ts'

export function watchedCalls({ reading }: Pick<BranchClient, 'reading'>, window: BrowserWindow): OwnCalls['watched'] {
  return {
    get: () => reading.folder({}),
    async choose() {
      const { folder } = await reading.folder({})
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openDirectory', 'createDirectory'],
        ...(folder !== null && { defaultPath: folder }),
      })
      const [wish] = filePaths
      if (canceled || wish === undefined) return { ok: false, refusal: { code: 'cancelled' } }
      const answer = await reading.watch({ folder: wish })
      return answer.ok ? { ok: true, watched: await reading.folder({}) } : answer
    },
    async stop() {
      const answer = await reading.watch({ folder: null })
      if (answer.ok || answer.refusal.code === 'notRecorded' || answer.refusal.code === 'notSignedIn')
        return answer as Awaited<ReturnType<OwnCalls['watched']['stop']>>
      throw new Error(`watching nothing cannot be refused with ${answer.refusal.code}`)
    },
  }
}
