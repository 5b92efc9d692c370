/**
 * Printing where there is no CUPS (Windows): through Chromium. The system says that it took the job and nothing about
 * its end, so the end is always `uncertain` and the clerk is asked to look at the paper.
 */
import type { WebContents } from 'electron'
import type { Outcome, Paper, Printers } from './printer.ts'

const MICRONS = 1000

/** `contents` is any page of ours: Electron asks for printers through one. */
export function systemPrinters(contents: WebContents): Printers {
  return {
    async list() {
      const found = await contents.getPrintersAsync()
      // Newer versions of Electron no longer say which one is the default.
      const isDefault = (printer: object) => Reflect.get(printer, 'isDefault') === true
      return found.map((printer) => ({ name: printer.name, isDefault: isDefault(printer), state: 'unknown' as const }))
    },
    print: (printer, paper) => printPage(printer, paper),
  }
}

function printPage(deviceName: string, { contents, widthMm, heightMm }: Paper): Promise<Outcome> {
  return new Promise((resolve) => {
    contents.print(
      {
        silent: true,
        deviceName,
        printBackground: true,
        margins: { marginType: 'none' },
        pageSize: { width: Math.round(widthMm * MICRONS), height: Math.round(heightMm * MICRONS) },
      },
      (taken, why) =>
        resolve(
          taken
            ? { end: 'uncertain', why: 'the system took the job and does not say how it ended' }
            : { end: 'failed', why },
        ),
    )
  })
}
