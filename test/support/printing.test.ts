import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test, vi } from 'vitest'
import { startCups } from './cups.ts'
import { openApp } from './electron.ts'
import { dropDisplay } from './xvfb.ts'

const run = promisify(execFile)

const PAGE = encodeURIComponent('<meta charset="utf-8"><body style="margin:4mm">Қолхат нөмірі — Квитанция</body>')
const MAIN = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow().loadURL('data:text/html,${PAGE}'))
`

test('a page printed by the window comes out of CUPS on paper of 80 x 75 mm, its Kazakh letters readable', async () => {
  const cups = await startCups()
  const folder = await mkdtemp(join(tmpdir(), 'okno-printing-'))
  await writeFile(join(folder, 'package.json'), '{ "name": "printing", "main": "main.cjs" }')
  await writeFile(join(folder, 'main.cjs'), MAIN)
  const { app, close } = await openApp({ appDir: folder })

  const handedOver = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents
    const paper = { width: 80_000, height: 75_000 } // micrometres
    return new Promise((resolve) => {
      contents.print({ silent: true, deviceName: 'PDF', margins: { marginType: 'none' }, pageSize: paper }, resolve)
    })
  })
  expect(handedOver).toBe(true)
  const printed = await vi.waitFor(
    async () => {
      const [file] = await cups.outputFiles()
      expect(file).toBeDefined()
      return file!
    },
    { timeout: 30_000, interval: 100 },
  )
  expect((await run('pdftotext', [printed, '-'])).stdout).toContain('Қолхат нөмірі — Квитанция')
  const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+) pts/.exec((await run('pdfinfo', [printed])).stdout) ?? []
  const millimetres = [width, height].map((points) => Math.round((Number(points) / 72) * 25.4))
  expect(millimetres).toEqual([80, 75])

  await close()
  await dropDisplay()
  await cups.stop()
  await rm(folder, { recursive: true, force: true })
})
