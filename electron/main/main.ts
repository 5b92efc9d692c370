/**
 * The main process: it makes the window first and everything else while the page loads. It owns windows, printers and the
 * life of the branch process; it holds no business rule, reads no database and never loads anything from a network.
 */
import { app, ipcMain } from 'electron'
import { denyByDefault } from './navigation.ts'
import { registerScheme, serveFiles } from './scheme.ts'
import { isTrusted } from './sender.ts'
import { openWindow, showAgain, showPage } from './window.ts'
import { workspaceFolders } from './workspace.ts'

registerScheme()
// With `--no-sandbox` (root in a container) this call would end every process; each window asks for its sandbox anyway.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
const folders = workspaceFolders()
app.setPath('userData', folders.electron)

// Two programs on one workspace would be two writers of one journal: the second only brings the first to the front.
if (app.requestSingleInstanceLock()) start()
else app.quit()

function start() {
  app.on('second-instance', showAgain)
  app.on('window-all-closed', () => app.quit())
  denyByDefault()
  void app.whenReady().then(() => {
    serveFiles()
    const window = openWindow()
    const ours = window.webContents.id
    const desk = import('./desk.ts').then(({ startDesk }) => startDesk(window, folders))
    // Before the page loads: a call that comes early waits for the desk instead of finding nobody.
    ipcMain.handle('okno:call', async (event, path: unknown, input: unknown) => {
      if (!isTrusted(event, ours)) throw new Error('untrusted: this page may not call')
      return (await desk).answer(path, input)
    })
    void showPage(window)
  })
}
