/** The end of a shift by keyboard, and papers printed otherwise than usual. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { papersIn, smallestWord, textOf } from '../paper/reading.ts'
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

test('a shift with a draft stays open; counted, explained and signed it closes, its slip comes out, and the next one opens', async () => {
  const papers = mkdtempSync(join(tmpdir(), 'okno-papers-'))
  folders.push(papers)
  desk = await openDesk({ env: { OKNO_PDF_DIR: papers } })
  const { hands, window } = desk
  await desk.signIn()
  await desk.registered({ ...LEAST, last_name: 'Тілеуова' }, 'ACC-DEREG', [
    { key: 'signed_application', sheets: 1, original: true },
  ])
  await desk.openForm({ ...LEAST, last_name: 'Оспанова' })
  await hands.press('Escape')
  await hands.press('F7')
  await desk.says('Смена не открыта')
  await hands.press('Alt+KeyD')
  await desk.says('открыта')
  await desk.says('Оспанова')
  await hands.press('Control+Enter')
  await desk.says('Сначала решите 1 черновик')
  await desk.says('Посчитайте: Подписанные заявления в папке')
  await window.getByLabel('Подписанные заявления в папке: сколько на руках').fill('0')
  await desk.says('не хватает 1')
  await desk.says('Тілеуова', '.missing-papers')
  await window.getByLabel('Что об этом известно').fill('Клиент унёс заявление с собой')
  // With the last draft gone nothing is left but to sign: what is typed then is the PIN.
  await window.getByRole('button', { name: 'Удалить…' }).click()
  await hands.press('Digit1')
  await window.waitForFunction(() => document.activeElement?.matches('.todo.lit [type=password]'))
  await hands.type('1234')
  await hands.press('Control+Enter')
  await window.locator('.card').waitFor()
  await desk.says('Смена закрыта')
  await expect.poll(() => papersIn(papers).filter((name) => name.startsWith('shift-A-'))).toHaveLength(1)
  const [slip = ''] = papersIn(papers).filter((name) => name.startsWith('shift-A-'))
  expect(textOf(join(papers, slip))).toMatch(/должно\s+быть 1, найдено 0/)

  await desk.signIn('lead')
  await hands.press('F7')
  await desk.says('Әбенова С. Н.', '.opening')
  await window.getByRole('button', { name: '1 разбирательство открыто' }).click()
  await desk.says('Клиент унёс заявление с собой')
})

test('R-048 the application prints on request in large letters, in another language, and as a blank', async () => {
  const papers = mkdtempSync(join(tmpdir(), 'okno-papers-'))
  folders.push(papers)
  desk = await openDesk({ env: { OKNO_PDF_DIR: papers } })
  const { hands, window } = desk
  await desk.signIn()
  const draft = await desk.openForm(LEAST)
  const printed = () => papersIn(papers)

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
