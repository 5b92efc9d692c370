/** The record taken out: a case on paper from its history, and the whole journal as a file that an outsider can check. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../renderer/locales/index.ts'
import { check } from '../../verify/check.ts'
import { rowsOfFile } from '../../verify/rows.ts'
import { type Desk, openDesk } from './desk.ts'

const folder = mkdtempSync(join(tmpdir(), 'okno-record-'))
const file = join(folder, 'journal.jsonl')
let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ language: 'en', env: { OKNO_PDF_DIR: folder } })
  await desk.app.evaluate(({ dialog }, to) => {
    dialog.showSaveDialog = (async () => ({ canceled: false, filePath: to })) as never
  }, file)
})
afterAll(async () => {
  await desk?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('R-037 from the history of a case H puts it on paper; without a printer it can still be kept as a PDF', async () => {
  await desk.signIn()
  const { case: id, number } = await desk.registered()
  await desk.hands.press('F12')
  await desk.signIn('lead')
  await desk.window.evaluate((one) => location.assign(`#/case/${one}`), id)
  await desk.says(number)
  await desk.hands.press('h')
  await desk.says(en.record.print.title)
  await desk.hands.press('Control+p')
  await desk.says(en.record.print.noPrinter)
  expect(readdirSync(folder)).toContain(`${number}-record-en.pdf`)
  await desk.hands.press('Escape')
})

test('a lead exports the journal with a reason, and the verifier finds nothing wrong', async () => {
  await desk.window.evaluate(() => location.assign('#/overview/journal'))
  await desk.says(en.record.export.title)
  await desk.window.locator('textarea').fill('Asked for by the auditor')
  await desk.hands.press('Control+Enter')
  await desk.says(en.record.export.whole)
  expect(existsSync(file)).toBe(true)
  const report = await check(rowsOfFile(file))
  expect([report.ok, report.lines]).toEqual([true, 1])
  await desk.window.evaluate(() => location.assign('#/overview/looks'))
  await desk.says(en.customers.looks.what.export)
  await desk.says(en.customers.looks.what.print)
})
