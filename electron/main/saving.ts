/** Tables that a person keeps as a file: where, the person says; nothing is written over unasked. */
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { outageReportCsv } from '../../paper/outageReport.ts'
import type { BranchClient } from './branchClient.ts'
import type { OwnCalls } from './calls.ts'

type Desk = OwnCalls['desk']

/** The month's outages as a table for a spreadsheet. */
export function saveOutages(branch: BranchClient, window: BrowserWindow): Desk['saveOutages'] {
  return async ({ month, language }) => {
    const [report, place] = await Promise.all([branch.documents.outageMonth({ month }), branch.workspace.open({})])
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: join(app.getPath('documents'), `${place.branch.code}-outages-${month}.csv`),
      filters: [{ name: 'CSV', extensions: ['csv'] }],
      // On Linux the dialog asks only when it is told to.
      properties: ['showOverwriteConfirmation'],
    })
    if (canceled || !filePath) return { ok: false, refusal: { code: 'cancelled' } }
    try {
      await writeFile(filePath, outageReportCsv({ report, branch: place.branch, language }), 'utf8')
      return { ok: true, file: basename(filePath) }
    } catch (error) {
      return { ok: false, refusal: { code: 'failed', why: error instanceof Error ? error.message : String(error) } }
    }
  }
}
