/** The end of a shift by keyboard, and papers printed otherwise than usual. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { smallestWord, textOf } from '../paper/reading.ts'
import { type Desk, LEAST, openDesk } from './desk.ts'

/** The line box of Inter's letters, in sizes of the font. */
const INTER_LINE = 1.48

let desk: Desk | null = null
const folders: string[] = []

afterEach(async () => {
  await desk?.close()
  desk = null
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

test('a shift with a draft stays open; the draft is thrown away with a reason, the shift closes, the next person signs in', async () => {
  desk = await openDesk()
  const { hands, window } = desk
  await desk.signIn()
  await desk.openForm({ ...LEAST, last_name: 'Оспанова' })
  await hands.press('Escape')
  await hands.press('F7')
  await desk.says('1 черновик ждёт решения')
  await desk.says('Оспанова')
  await hands.press('Control+Enter')
  await desk.says('1 черновик ждёт решения')

  await window.getByRole('button', { name: 'Удалить…' }).click()
  await hands.press('Digit1')
  await desk.says('Черновиков нет')
  await hands.press('Control+Enter')
  await window.locator('.card').waitFor()
  await desk.says('Смена закрыта')

  await desk.signIn('lead')
  await hands.press('F7')
  await desk.says('Әбенова С. Н.', '.figures')
})

test('R-048 the application prints on request in large letters, in another language, and as a blank', async () => {
  const papers = mkdtempSync(join(tmpdir(), 'okno-papers-'))
  folders.push(papers)
  desk = await openDesk({ env: { OKNO_PDF_DIR: papers } })
  const { hands, window } = desk
  await desk.signIn()
  const draft = await desk.openForm(LEAST)
  const printed = () => readdirSync(papers)

  await hands.press('Control+Shift+KeyP')
  await window.getByText('Крупно, 14 пунктов').click()
  await window.getByText('Қазақша', { exact: true }).last().click()
  await window.getByRole('button', { name: 'Заполненное' }).click()
  await expect.poll(printed).toContain(`${draft.label}-kk.pdf`)
  const large = join(papers, `${draft.label}-kk.pdf`)
  expect(textOf(large)).toContain('Қасымова')
  expect(smallestWord(large)).toBeGreaterThanOrEqual(14 * INTER_LINE)

  await hands.press('Escape')
  await window.locator('#ask').waitFor()
  await hands.ask('розыск посылки')
  await hands.press('Control+KeyP')
  await expect.poll(printed).toContain('TRACE-DOM-ru.pdf')
  const blank = textOf(join(papers, 'TRACE-DOM-ru.pdf'))
  expect(blank).toContain('Пустой бланк')
  expect(blank).not.toContain('Қасымова')
})
