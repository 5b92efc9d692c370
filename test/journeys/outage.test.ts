/**
 * An outage at the counter: the lead opens the card, every screen says it, a clerk takes in a business's two hundred parcels
 * with no network, the slip names the outage, the lead closes it and calls back. And the day when the computer was down too.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { s10CheckDigit } from '../../domain/identifiers/s10.ts'
import { papersIn, textOf } from '../paper/reading.ts'
import { type Cups, startCups } from '../support/cups.ts'
import { afterOutage } from './after-outage.ts'
import { type Desk, LEAST, openDesk } from './desk.ts'
import { misfits } from './fitting.ts'

const WHAT = 'Не работают приложение и коды выдачи'
const TEXT = 'Приложение временно не работает. Отправления в сохранности.'
/** The day after tomorrow at the branch. */
const NEXT = new Date(Date.now() + 53 * 3_600_000).toISOString().slice(0, 10).split('-').reverse().join('.')
const CAUSE_WORDS = /причин|себеб|атак|шабуыл|перегруз/i

let cups: Cups
let desk: Desk
let papers: string
let number: string

beforeAll(async () => {
  cups = await startCups()
  papers = mkdtempSync(join(tmpdir(), 'okno-outage-papers-'))
  desk = await openDesk({ env: { CUPS_SERVER: cups.server, OKNO_PRINTER: 'PDF', OKNO_PDF_DIR: papers } })
  await desk.signIn('lead')
})
afterAll(async () => {
  await desk?.close()
  await cups?.stop()
  rmSync(papers, { recursive: true, force: true })
})

const banner = () => desk.window.locator('.outage-banner')
const dialog = () => desk.window.locator('[role=dialog][aria-modal=true]')
const printed = (part: string) => papersIn(papers).filter((name) => name.includes(part))
async function change(who: 'clerk' | 'lead') {
  await desk.hands.press('F12')
  await desk.signIn(who)
}
async function toOutages() {
  await desk.window.evaluate(() => location.assign('#/overview/outages'))
  await desk.window.locator('.outages').waitFor()
}
/** Puts a text on the computer's clipboard, as another program does. */
const copy = (text: string) => desk.app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text)
const paste = () => desk.window.keyboard.press('Control+v')
const track = (serial: number) => {
  const body = String(serial).padStart(8, '0')
  return `RR${body}${s10CheckDigit(body)}KZ`
}

test('R-013 the shift lead opens a card with five fields; every screen of this computer shows it at once', async () => {
  const { window, hands } = desk
  await toOutages()
  await hands.press('Alt+a')
  await dialog().waitFor()
  expect(await dialog().locator('input, textarea').count()).toBe(5)
  await dialog().getByLabel('Что не работает').fill(WHAT)
  await dialog().getByLabel('С какого времени').fill('0000')
  await dialog().getByLabel('Официальный текст, дословно').fill(TEXT)
  await dialog().getByLabel('Источник: кто сообщил').fill('головной офис')
  const next = dialog().getByLabel('Следующая новость')
  await next.fill('31122099 1600')
  await next.blur()
  // What the rule would take is said at the field, and nothing is opened meanwhile.
  await dialog()
    .locator('.note.bad')
    .getByText(/Правило оператора: следующая новость — \d\d\.\d\d\.20\d\d \d\d:\d\d или раньше/)
    .waitFor()
  await desk.picture('outage-too-far')
  await next.fill(`${NEXT.replaceAll('.', '')} 1600`)
  await desk.picture('outage-open')
  expect(await misfits(window)).toEqual([])
  const from = performance.now()
  await hands.press('Control+Enter')
  await banner().getByText(`Сбой: ${WHAT}`).waitFor()
  expect(performance.now() - from).toBeLessThan(10_000)
  number = (await desk.ask('outages', 'current', {})).open[0]?.number ?? ''
  expect(number).toMatch(/^S-0712-A26-001-/)
  await desk.says(`«${TEXT.replace(/\.$/, '')}»`)
  await desk.picture('outage-card')
  expect(await misfits(window)).toEqual([])
})

test('R-013, R-014 the clerk sees it on every screen with its source and the next news, without a cause, and cannot write on it', async () => {
  const { window, hands } = desk
  await change('clerk')
  for (const key of ['F2', 'F3', 'F9']) {
    await hands.press(key)
    await banner().getByText('источник: головной офис').waitFor()
    expect(await banner().textContent()).toContain(`${NEXT.slice(0, 5)}`)
    expect(await banner().textContent()).not.toMatch(CAUSE_WORDS)
    const heights = await window.locator('.sheet > .banner').evaluateAll((all) => all.map((one) => one.clientHeight))
    expect(heights.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(64)
  }
  await toOutages()
  for (const name of ['Открыть карточку сбоя', 'Новое сообщение', 'Заработало'])
    expect(await window.getByRole('button', { name }).getAttribute('aria-disabled')).toBe('true')
  for (const key of ['Alt+a', 'Alt+u', 'Alt+e']) await hands.press(key)
  expect(await dialog().count()).toBe(0)
  expect(
    await desk.ask('outages', 'close', { command: crypto.randomUUID(), number, endedAt: new Date().toISOString() }),
  ).toMatchObject({
    ok: false,
    refusal: { code: 'roleMayNot' },
  })
})

test('R-014 what is printed for the customer has the official text, its source and the next news, and no cause', async () => {
  await desk.hands.press('Alt+p')
  await expect.poll(() => printed(number).length, { timeout: 20_000 }).toBe(1)
  const text = textOf(join(papers, printed(number)[0] ?? ''))
  for (const part of [number, 'головной офис', `${NEXT} 16:00`, 'Отправления в сохранности'])
    expect(text.replaceAll(/\s+/g, ' ')).toContain(part)
  expect(text).not.toMatch(CAUSE_WORDS)
})

test('R-019 two hundred pasted numbers are judged within a second; three bad lines are marked, and a key leads from one to the next', async () => {
  const { window, hands } = desk
  await desk.openForm(
    { ...LEAST, systems: ['app'], notify: true, harm: 'medicine', evidence: ['screenshot'] },
    'OUTAGE-REPORT',
  )
  expect(await window.locator('.head-mark').first().textContent()).toContain(number)
  expect(await desk.input('outage_ref').inputValue()).toBe(number)
  // A date that is wrong is still read whole: neither its field nor the sign of the error cuts off the year.
  await desk.write('birth_date', '15.03.2088')
  const cut = await desk.input('birth_date').evaluate((input) => input.scrollWidth - input.clientWidth)
  expect([await desk.input('birth_date').inputValue(), cut]).toEqual(['15.03.2088', 0])
  await desk.write('birth_date', '15.03.1990')
  await desk.write('seen_from', 'вчера 0930')
  expect(await desk.input('seen_from').inputValue()).toMatch(/^\d\d\.\d\d\.20\d\d 09:30$/)
  const lines = Array.from({ length: 200 }, (_, i) => track(47_312_000 + i))
  lines[16] = 'RR473120170KZ'
  lines[101] = 'RR47312%KZ'
  lines[199] = lines[4] ?? ''
  await desk.input('items').focus()
  await copy(lines.join(', '))
  const from = performance.now()
  await paste()
  const bad = desk.field('items').locator('.bad-lines li .note')
  await bad.nth(2).waitFor()
  expect(performance.now() - from).toBeLessThan(1000)
  const said = (await bad.allTextContents()).map((line) => Number(/строка (\d+)/i.exec(line)?.[1]))
  expect(said).toEqual([17, 102, 200])
  expect(await desk.field('items').locator('.gutter .error, .gutter .warning').allTextContents()).toEqual([
    '17',
    '102',
    '200',
  ])
  const chosen = () =>
    window.evaluate(() => {
      const area = document.activeElement as HTMLTextAreaElement
      return area.value.slice(area.selectionStart, area.selectionEnd)
    })
  await hands.press('Alt+j')
  await expect.poll(chosen).toBe('RR473120170KZ')
  await hands.press('Alt+j')
  await expect.poll(chosen).toBe('RR47312%KZ')
  await desk.picture('outage-list')
  await hands.type(track(50_000_001))
  await expect.poll(() => bad.count()).toBe(2)
})

test('twenty megabytes pasted into a list, a line or a text are refused with a word, at once, and the fields stay as they were', async () => {
  const { window } = desk
  const flood = 'RR473124829KZ '.repeat(1_500_000)
  await copy(flood)
  const note = window.locator('.mantine-Notifications-notification', { hasText: 'Вставляемый текст слишком длинный' })
  for (const key of ['items', 'last_name', 'symptom']) {
    const before = await desk.input(key).inputValue()
    await desk.input(key).focus()
    const from = performance.now()
    await paste()
    await note.waitFor()
    await window.evaluate(() => new Promise(requestAnimationFrame))
    expect(performance.now() - from).toBeLessThan(3000)
    expect(await desk.input(key).inputValue()).toBe(before)
    await note.getByRole('button').first().click()
    await note.waitFor({ state: 'detached' })
  }
})

test('R-012 registered with no network, the case carries the outage’s number; the slip has it, and names no cause', async () => {
  const { window, hands } = desk
  await hands.press('Control+Enter')
  await desk.says('Зарегистрировать пока нельзя')
  const items = desk.field('items')
  await items.getByText('1 строка неверна. До регистрации исправьте её, уберите или отметьте').waitFor()
  await desk.picture('outage-list-refused')
  await items
    .locator('.bad-lines li', { hasText: 'RR473120170KZ' })
    .getByText('так в документе', { exact: true })
    .click()
  await items.getByText('1 строка неверна').waitFor({ state: 'detached' })
  await hands.press('Control+Enter')
  const own = await hands.number()
  await expect.poll(async () => (await desk.cases(own)).rows[0]?.slips, { timeout: 20_000 }).toBe(1)
  const { rows } = await desk.cases(own)
  expect(rows[0]?.marks).toEqual(expect.arrayContaining(['outage', 'urgent']))
  const text = textOf(join(papers, printed(own)[0] ?? ''))
  expect(text).toContain(number)
  expect(text).not.toMatch(CAUSE_WORDS)
  await hands.press('F3')
  await window
    .locator('.queue tbody tr', { hasText: own.slice(5) })
    .getByLabel('Сбой')
    .waitFor()
  await desk.picture('outage-queue')
})

test('R-017 a tab that hides the urgent case says so, with a way back', async () => {
  const { window, hands } = desk
  await hands.press('Digit6')
  await window.getByText('В этом виде скрыто 1 срочное обращение').waitFor()
  await window.getByRole('button', { name: 'Показать все' }).click()
  await window.locator('.queue tbody tr').first().waitFor()
  expect(await window.getByText('В этом виде скрыто').count()).toBe(0)
})

test('R-016 the lead closes the card: who asked is on the recovery list, is called and ticked off; the banner is gone', async () => {
  const { window, hands } = desk
  await change('lead')
  await toOutages()
  // The key is the card's, which is read after the screen stands.
  await window.getByRole('button', { name: 'Заработало' }).waitFor()
  await hands.press('Alt+e')
  await dialog().waitFor()
  await hands.press('Control+Enter')
  await banner().waitFor({ state: 'detached' })
  const told = window.locator('.outage-told')
  await told.getByText('+7 701 123 45 67').waitFor()
  await desk.picture('outage-recovery')
  expect(await misfits(window)).toEqual([])
  await told.locator('label').first().click()
  await told.getByText(/сообщили .*Ким В\. О\./).waitFor()
  await desk.says('сообщить 0 клиентам')
})

afterOutage(() => ({ desk, papers, printed, change }))
