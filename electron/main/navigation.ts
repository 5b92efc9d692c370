/**
 * What no page may do: leave, open a window, embed a foreign page, ask for a permission, reach a network. The program
 * shows its own files only; the exceptions stand below, each with its reason.
 */
import { app, session, type WebContents } from 'electron'
import { CLOSE, PAGE, TRY_AGAIN } from './addresses.ts'
import { mayUseCamera } from './camera.ts'

const tryAgainListeners = new Set<() => void>()
export const onTryAgain = (listener: () => void) => tryAgainListeners.add(listener)

export function denyByDefault() {
  app.on('web-contents-created', (_event, contents) => denyNavigation(contents))
  void app.whenReady().then(() => {
    denyPermissions(session.defaultSession)
    allowCamera(session.defaultSession)
  })
}

function denyNavigation(contents: WebContents) {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    // A preview of a paper is a frame without an address of its own.
    if (!event.isMainFrame && event.url === 'about:srcdoc') return
    event.preventDefault()
    if (event.isMainFrame && event.url === TRY_AGAIN) for (const listener of tryAgainListeners) listener()
    if (event.isMainFrame && event.url === CLOSE) app.quit()
  })
}

/** The camera takes pictures of damage and papers: our own page may use it, without the microphone. */
function allowCamera(of: Electron.Session) {
  of.setPermissionRequestHandler((contents, permission, answer, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    answer(mayUseCamera({ permission, kinds, isMainFrame: details.isMainFrame, url: contents.getURL() }, PAGE))
  })
  of.setPermissionCheckHandler((contents, permission, _origin, { mediaType, isMainFrame }) =>
    mayUseCamera({ permission, kinds: mediaType ? [mediaType] : [], isMainFrame, url: contents?.getURL() ?? '' }, PAGE),
  )
}

/** Also used for the session of the print windows. */
export function denyPermissions(of: Electron.Session) {
  of.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  of.setPermissionCheckHandler(() => false)
  of.setDevicePermissionHandler(() => false)
  of.setSpellCheckerEnabled(false)
  of.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: !/^(okno|devtools|blob|data):/.test(request.url) })
  })
}
