/** What a person keeps as a file: where, the person says; nothing is written over unasked. */
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { countsReportCsv } from '../../paper/countsReport.ts'
import { outageReportCsv } from '../../paper/outageReport.ts'
import type { BranchClient } from './branchClient.ts'
import type { OwnCalls } from './calls.ts'
import { caseRecordPaper } from './printing/caseRecord.ts'
import { SHEETS, withPaper } from './printing/render.ts'

type Desk = OwnCalls['desk']

/** The record of a case as a PDF. Laid out before anybody is asked where: its making stands in the log either way. */
export function saveCaseRecord(branch: BranchClient, window: BrowserWindow): Desk['saveCaseRecord'] {
  return async (wish) => {
    const paper = await caseRecordPaper(branch, wish)
    if (!paper.ok) return paper
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: join(app.getPath('documents'), `${paper.name}.pdf`),
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
      properties: ['showOverwriteConfirmation'],
    })
    if (canceled || !filePath) return { ok: false, refusal: { code: 'cancelled' } }
    try {
      await withPaper({ sheet: SHEETS.a4, ...paper.about }, ({ pdf }) => writeFile(filePath, pdf))
      return { ok: true, file: basename(filePath) }
    } catch {
      return { ok: false, refusal: { code: 'failed' } }
    }
  }
}

/** The whole journal: whether it may is asked before where, and the branch process writes it. */
export function exportJournal(branch: BranchClient, window: BrowserWindow): Desk['exportJournal'] {
  return async ({ reason }) => {
    const may = await branch.exports.check({ reason })
    if (!may.ok) return may
    const place = await branch.workspace.open({})
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: join(app.getPath('documents'), `${place.branch.code}-journal-${fileMoment(new Date())}.jsonl`),
      filters: [{ name: 'JSON Lines', extensions: ['jsonl'] }],
      properties: ['showOverwriteConfirmation'],
    })
    if (canceled || !filePath) return { ok: false, refusal: { code: 'cancelled' } }
    return branch.exports.begin({ file: filePath, reason })
  }
}

/** `2026-11-23T05:07:09Z` as part of a file's name: `20261123-050709Z`, in UTC. */
const fileMoment = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}Z`

/** The month's outages as a table for a spreadsheet. */
export function saveOutages(branch: BranchClient, window: BrowserWindow): Desk['saveOutages'] {
  return async ({ month, language }) => {
    const [report, place] = await Promise.all([branch.documents.outageMonth({ month }), branch.workspace.open({})])
    const text = outageReportCsv({ report, branch: place.branch, language })
    return keepTable(window, `${place.branch.code}-outages-${month}`, text)
  }
}

/** The counts of a slice as a table for a spreadsheet. */
export function saveCounts(branch: BranchClient, window: BrowserWindow): Desk['saveCounts'] {
  return async ({ slice, language }) => {
    const answer = await branch.documents.counts({ slice })
    if (!answer.ok) return answer
    const place = await branch.workspace.open({})
    const text = countsReportCsv({ ...place, counts: answer.counts, language })
    return keepTable(window, `${place.branch.code}-counts-${slice.from ?? ''}-${slice.to ?? answer.counts.today}`, text)
  }
}

type Kept = { ok: true; file: string } | { ok: false; refusal: { code: 'cancelled' } | { code: 'failed'; why: string } }

async function keepTable(window: BrowserWindow, name: string, text: string): Promise<Kept> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), `${name}.csv`),
    filters: [{ name: 'CSV', extensions: ['csv'] }],
    // On Linux the dialog asks only when it is told to.
    properties: ['showOverwriteConfirmation'],
  })
  if (canceled || !filePath) return { ok: false, refusal: { code: 'cancelled' } }
  try {
    await writeFile(filePath, text, 'utf8')
    return { ok: true, file: basename(filePath) }
  } catch (error) {
    return { ok: false, refusal: { code: 'failed', why: error instanceof Error ? error.message : String(error) } }
  }
}
