/** What is left of an outage that has ended: the month's report, and the papers taken by hand. Run as a part of that journey. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPaperNumber } from '../../domain/outages/paperNumber.ts'
import { textOf } from '../paper/reading.ts'
import { type Desk, LEAST } from './desk.ts'

type At = {
  desk: Desk
  /** The folder of what was printed. */
  papers: string
  /** Names of what was printed that have this part. */
  printed: (part: string) => string[]
  change: (who: 'clerk' | 'lead') => Promise<void>
}

export function afterOutage(at: () => At): void {
  test('R-020 the month on the screen is the sum of the cards, and goes as it stands onto paper and into a table', async () => {
    const { desk, papers, printed } = at()
    const report = await desk.ask('outages', 'report', {
      month: new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 7),
    })
    const cards = await desk.ask('outages', 'list', { limit: 500 })
    expect(report).toMatchObject({ outages: cards.length, cases: cards.reduce((sum, one) => sum + one.cases, 0) })
    expect(await desk.window.locator('.outage-month tfoot').textContent()).toContain('1 сбой')

    const table = join(papers, 'month.csv')
    await desk.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = (...asked: unknown[]) => {
        Reflect.set(globalThis, 'savingAsked', asked.at(-1))
        return Promise.resolve({ canceled: false, filePath })
      }
    }, table)
    await desk.hands.press('Alt+x')
    await desk.says('Записано: month.csv')
    // The system asks before a file is written over.
    expect(await desk.app.evaluate(() => Reflect.get(globalThis, 'savingAsked'))).toMatchObject({
      properties: expect.arrayContaining(['showOverwriteConfirmation']),
    })
    const lines = readFileSync(table, 'utf8').trim().split('\r\n').slice(1)
    expect(lines.map((line) => line.split(';').slice(-3).map(Number))).toEqual(
      report.rows.map(({ minutes, shared, cases }) => [minutes, shared, cases]),
    )
    await desk.hands.press('Alt+m')
    await expect.poll(() => printed('outages-').length, { timeout: 20_000 }).toBe(1)
    expect(textOf(join(papers, printed('outages-')[0] ?? ''))).toMatch(
      new RegExp(`Всего сбоев: 1\\s+${report.minutes}\\s+${report.shared}\\s+${report.cases}`),
    )
  })

  test('a paper numbered beforehand is typed in with its number and the real time; the slip shows both, and no second case takes it', async () => {
    const { desk, papers, printed, change } = at()
    const { window, hands } = desk
    const dialog = () => window.locator('[role=dialog][aria-modal=true]')
    await hands.press('Alt+h')
    await dialog().waitFor()
    await dialog().locator('#paper-count').fill('6')
    await hands.press('Control+Enter')
    await dialog()
      .getByText(/Напечатано: .* … /)
      .waitFor({ timeout: 20_000 })
    const [sheet = ''] = printed('-B0001-')
    const text = textOf(join(papers, sheet))
    const numbers = [...new Set(text.match(/\d{4}-A\d\d-B\d{4}-[0-9A-Z]{5}/g))]
    expect(numbers).toHaveLength(6)
    expect(numbers.map(readPaperNumber)).toEqual(numbers)
    await hands.press('Escape')
    await change('clerk')

    const enter = async () => {
      await desk.openForm({ ...LEAST, last_name: 'Сейітова' })
      await window.getByRole('button', { name: 'Принято от руки' }).click()
      await window.locator('#paper-number').fill(numbers[0]?.toLowerCase() ?? '')
      await window.getByLabel('Когда приняли').fill(yesterday)
    }
    const yesterday = new Date(Date.now() - 19 * 3_600_000)
      .toISOString()
      .replace(/^(\d+)-(\d+)-(\d+)T(\d+:\d+).*$/, '$3.$2.$1 $4')
    await enter()
    await window.locator('.by-hand').getByText('серия от').waitFor()
    await desk.picture('outage-by-hand')
    await window.locator('.by-hand .btn.go').click()
    await window.locator('.head-mark', { hasText: numbers[0] ?? '' }).waitFor()
    await hands.press('Control+Enter')
    const own = await hands.number()
    await expect.poll(() => printed(own).length, { timeout: 20_000 }).toBe(1)
    const slip = textOf(join(papers, printed(own)[0] ?? ''))
    for (const part of [own, numbers[0] ?? '', yesterday]) expect(slip).toContain(part)
    expect((await desk.cases(numbers[0])).rows.map((row) => row.number)).toEqual([own])

    await enter()
    await window.locator('.by-hand .note').getByText(`Этот талон уже внесён: обращение ${own}`).waitFor()
    expect(await window.locator('.by-hand .btn.go').getAttribute('aria-disabled')).toBe('true')
  })
}
