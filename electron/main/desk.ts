/**
 * Joins the window to what answers it. Loaded after the window has been made, so that a person sees it sooner.
 */
import { app, BrowserWindow, powerMonitor } from 'electron'
import { z } from 'zod'
import type { Changed } from '../contract.ts'
import { openAttachments } from './attachments/desk.ts'
import { superviseBranch } from './branch.ts'
import { branchClient } from './branchClient.ts'
import { forkBranch } from './branchProcess.ts'
import { answerCall, answered, type OwnCalls } from './calls.ts'
import { lockWithComputer } from './locking.ts'
import { setMenu } from './menu.ts'
import { onTryAgain } from './navigation.ts'
import { printingCalls } from './printing/calls.ts'
import { exportJournal, saveCaseRecord, saveCounts, saveOutages } from './saving.ts'
import { setStoppedPage } from './scheme.ts'
import { firstLanguage, settingsFile } from './settings.ts'
import { stoppedPage } from './stoppedPage.ts'
import { pressWindowButton, showPage } from './window.ts'
import type { Folders } from './workspace.ts'

/** Starts the branch process and says who answers the window. */
export function startDesk(window: BrowserWindow, folders: Folders) {
  z.config({ jitless: true })
  setMenu()
  const settings = settingsFile(app.getPath('userData'))
  const language = () =>
    settings.read().language ?? firstLanguage([process.env.OKNO_LANGUAGE ?? '', ...app.getPreferredSystemLanguages()])

  const tell = (changed: Changed) => {
    if (!window.isDestroyed()) window.webContents.send('okno:changed', changed)
  }
  const branch = superviseBranch({
    fork: () => forkBranch(folders),
    onChanged(changed) {
      tell(changed)
      attachments.hear(changed)
    },
    onOpened() {
      setStoppedPage(null)
      attachments.opened()
    },
    onGivenUp(why) {
      setStoppedPage((nonce) => stoppedPage(why, language(), nonce))
      if (!window.isDestroyed()) void showPage(window)
    },
  })
  onTryAgain(() => {
    setStoppedPage(null)
    branch.tryAgain()
    void showPage(window)
  })

  lockWithComputer(powerMonitor, {
    askPage: () => tell({ what: ['lock'] }),
    lock: () => branch.call('session.lock', {}),
  })
  const client = branchClient(branch)
  const attachments = openAttachments({ client, window, folders, tell })
  const { scanning, watched } = attachments
  const own: OwnCalls = {
    printing: printingCalls(client),
    desk: {
      language(wish) {
        if (wish.language) settings.change({ language: wish.language })
        return { language: language() }
      },
      cable: () => client.desk.cable({}),
      window: (wish) => ({ ok: true, maximised: pressWindowButton(window, wish.do) }),
      saveOutages: saveOutages(client, window),
      saveCounts: saveCounts(client, window),
      exportJournal: exportJournal(client, window),
      saveCaseRecord: saveCaseRecord(client, window),
      look({ theme }) {
        settings.change({ theme })
        return { ok: true }
      },
    },
    scanning,
    watched,
  }
  stopBranchBeforeQuit(() => {
    attachments.stop()
    return branch.stop()
  })
  return { answer: (path: unknown, input: unknown) => answered(answerCall(path, input, own, branch.call)) }
}

/** A window that does not close is not waited for longer. */
const CLOSE_WITHIN_MS = 2_000

/**
 * The windows close first, for a closing one may have something to send; then the branch process, which writes it before it
 * closes its database; then the program ends.
 */
function stopBranchBeforeQuit(stop: () => Promise<void>) {
  let stopping = false
  let stopped = false
  app.on('before-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    if (stopping) return
    stopping = true
    void closeWindows()
      .then(stop)
      .then(() => {
        stopped = true
        app.quit()
      })
  })
}

function closeWindows(): Promise<unknown> {
  const closed = BrowserWindow.getAllWindows().map(
    (window) =>
      new Promise<void>((done) => {
        window.once('closed', () => done())
        window.close()
      }),
  )
  return Promise.race([Promise.all(closed), new Promise((late) => setTimeout(late, CLOSE_WITHIN_MS))])
}
