/**
 * The one window: sandboxed, isolated, without Node. It is made before anything else and shown when its page has been
 * drawn. Linux has no coloured native title bar in every Electron we run on, so the page draws the bar and its buttons.
 */
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import { PAGE } from './addresses.ts'
import { settingsFile, type Theme } from './settings.ts'

const RELOADS_PER_MINUTE = 3

/** Ground colours (`--frame`) of the themes, so that nothing flashes before the page is there. */
const GROUND: Record<Theme, string> = { light: '#e4eaeb', dark: '#0c1215', contrast: '#ffffff' }

export function openWindow(): BrowserWindow {
  const { theme } = settingsFile(app.getPath('userData')).read()
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 720,
    show: false,
    title: app.getName(),
    titleBarStyle: 'hidden',
    backgroundColor: GROUND[theme],
    webPreferences: {
      preload: join(app.getAppPath(), 'out', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  })
  window.setMenuBarVisibility(false)
  window.once('ready-to-show', () => window.show())
  window.webContents.on('page-title-updated', (event) => event.preventDefault())
  reloadAfterCrash(window)
  return window
}

/** Loads the page, or what stands in its place while the branch cannot run. */
export const showPage = (window: BrowserWindow) => window.loadURL(PAGE).catch(() => undefined)

/** A page that dies loses nothing: drafts are kept by the branch. It comes back, but not for ever. */
function reloadAfterCrash(window: BrowserWindow) {
  let crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || reason === 'killed') return
    const now = Date.now()
    crashes = [...crashes.filter((at) => now - at < 60_000), now]
    if (crashes.length <= RELOADS_PER_MINUTE) void showPage(window)
  })
}

/** Somebody started the program a second time. */
export function showAgain() {
  const [window] = BrowserWindow.getAllWindows().filter((one) => one.isVisible() || one.isMinimized())
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.focus()
}

export function pressWindowButton(window: BrowserWindow, button: 'minimise' | 'maximise' | 'close'): boolean {
  switch (button) {
    case 'minimise':
      window.minimize()
      return window.isMaximized()
    case 'maximise': {
      const maximise = !window.isMaximized()
      if (maximise) window.maximize()
      else window.unmaximize()
      return maximise
    }
    case 'close':
      // After the answer has left, so that the call does not end in an error.
      setImmediate(() => window.close())
      return window.isMaximized()
    default:
      return button satisfies never
  }
}
