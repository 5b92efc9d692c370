/** A customer comes, is taken in and goes with a slip: by keyboard alone, without network, on a real printer. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TEXTS } from '../../paper/texts.ts'
import { textOf } from '../paper/reading.ts'
import { type Cups, startCups } from '../support/cups.ts'
import { CUSTOMER, fillDeregistration, takeSignedApplication } from './deregistration.ts'
import { type Desk, LEAST, openDesk } from './desk.ts'

let cups: Cups
let desk: Desk
let papers: string

beforeAll(async () => {
  cups = await startCups()
  papers = mkdtempSync(join(tmpdir(), 'okno-papers-'))
  desk = await openDesk({ env: { CUPS_SERVER: cups.server, OKNO_PRINTER: 'PDF', OKNO_PDF_DIR: papers } })
})
afterAll(async () => {
  await desk?.close()
  await cups?.stop()
  rmSync(papers, { recursive: true, force: true })
})

const A4_ONE_PAGE = /Pages:\s+1\n[\s\S]*Page size:\s+59[45]\S* x 84[12]/
const pdfInfo = (file: string) => execFileSync('pdfinfo', [file], { encoding: 'utf8' })
const lastPaper = async () => (await cups.outputFiles()).at(-1) ?? ''
const slipPrinted = () => desk.window.locator('.done', { hasText: 'талон напечатан' }).waitFor({ timeout: 30_000 })
const total = async () => (await desk.cases()).total
/** As fast as a scanner: no pause between the keys. */
const burst = (keys: string) => desk.window.keyboard.type(keys)

test('offline, by keyboard alone from sign-in to the slip: the type stands first within 300 ms of the last key (R-001), 12 fields at most are filled by hand (R-004), number, time, clerk, answer date and higher office are on the slip (R-009)', async () => {
  const { window: page, hands } = desk
  await page.locator('.card').waitFor()
  await page.evaluate(() => {
    for (const kind of ['mousedown', 'pointerdown'])
      window.addEventListener(kind, () => document.body.classList.add('mouse'))
    let watched = 0
    document.addEventListener('keydown', () => {
      watched++
      setTimeout(() => {
        document.body.dataset.first = document.querySelector('#found li')?.id
        document.body.dataset.watched = String(--watched)
      }, 300)
    })
  })
  await desk.signIn()
  expect((await desk.ask('workspace', 'exchange', {})).state).toBe('notEnrolled')

  await hands.type('отменить регистрацию приложение')
  // The last key has had its 300 ms, by the window's own clock.
  await page.waitForFunction(() => document.body.dataset.watched === '0')
  expect(await page.evaluate(() => document.body.dataset.first)).toBe('found-ACC-DEREG')
  await hands.openFirst()
  const [draft] = await desk.ask('drafts', 'list', {})
  await fillDeregistration(hands, 'needed')
  await hands.press('Control+p')
  await desk.says('Заявление напечатано')
  expect(pdfInfo(await lastPaper())).toMatch(A4_ONE_PAGE)
  await takeSignedApplication(hands)
  await desk.says('Всё есть: можно регистрировать')
  await hands.goTo('consent_signed')
  await hands.press('Space')
  await page.locator('.consent .chip.ok').waitFor()
  await hands.register()
  const number = await hands.number()
  await slipPrinted()
  expect(await page.evaluate(() => document.body.classList.contains('mouse'))).toBe(false)

  const { rows } = await desk.cases()
  expect(rows).toMatchObject([{ number, applicant: 'Сейітова Гүлнар', marks: [], slips: 1, delivery: 'waiting' }])
  const detail = await desk.ask('cases', 'detail', { id: rows[0]?.id ?? '' })
  const answers = Object.entries(detail?.registered.answers ?? {})
  const byHand = answers.filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(draft?.answers[key]))
  expect(byHand.map(([key]) => key).length).toBeLessThanOrEqual(12)

  const slip = textOf(await lastPaper())
  const receipt = await desk.ask('cases', 'receipt', { id: rows[0]?.id ?? '' })
  const day = (iso: string) => iso.split('-').reverse().join('.')
  const { branch } = await desk.ask('workspace', 'open', {})
  const [date, time] = new Date(receipt?.acceptedAt ?? '')
    .toLocaleString('sv', { timeZone: branch.timeZone })
    .split(' ')
  for (const words of [
    number,
    `${day(date ?? '')} ${time?.slice(0, 5)}`,
    'Әбенова С. Н.',
    day(receipt?.answer.by ?? ''),
  ])
    expect(slip).toContain(words)
  for (const words of [branch.higherOffice.name.kk, branch.higherOffice.phone]) expect(slip).toContain(words)
  for (const secret of [CUSTOMER.iin, CUSTOMER.lastName, '123 45 67']) expect(slip).not.toContain(secret)
})

test('a reprint says that it is a duplicate, on paper and in the case, and is counted', async () => {
  const { window, hands } = desk
  await hands.press('Control+p')
  await expect.poll(async () => (await desk.cases()).rows[0]?.slips, { timeout: 20_000 }).toBe(2)
  const slip = textOf(await lastPaper())
  expect(slip).toContain(TEXTS.kk.slip.duplicate)
  expect(slip).toContain(TEXTS.ru.slip.duplicate)
  await hands.press('Alt+o')
  await desk.says('Напечатано 2 талона', '.case-aside')
  expect(await window.locator('.history li', { hasText: 'Талон напечатан' }).count()).toBe(2)
})

test('Alt N asks for the same customer’s next matter: he goes along into it; no consent, nothing of the first; F2 is another customer', async () => {
  const { window, hands } = desk
  const receipt = await desk.registered({
    ...LEAST,
    iin: CUSTOMER.iin,
    pd_consent: true,
    dereg_reason: 'forgot_password',
  })
  await window.evaluate((id) => location.assign(`#/receipt/${id}`), receipt.case)
  await window.locator('.done .number').waitFor()
  await hands.press('Alt+n')
  const same = window.locator('.same-customer')
  await same.waitFor()
  await desk.picture('same-customer')
  await hands.press('F2')
  await same.waitFor({ state: 'detached' })
  await window.evaluate((id) => location.assign(`#/receipt/${id}`), receipt.case)
  await window.locator('.done .number').waitFor()
  await hands.press('Alt+n')
  await same.waitFor()
  await hands.ask('дубликат квитанции')
  await hands.openFirst()
  const [draft] = await desk.ask('drafts', 'list', {})
  expect(draft?.type).toBe('DOC-DUP')
  expect(draft?.answers).toMatchObject({ ...LEAST, iin: CUSTOMER.iin })
  expect(draft?.answers.pd_consent).toBeUndefined()
  expect(draft?.answers.dereg_reason).toBeUndefined()
})

test('Ctrl Enter held down, or pressed 50 times, registers exactly one case and prints one slip', async () => {
  const { window } = desk
  const before = await total()
  await desk.openForm(LEAST)
  const printed = (await cups.outputFiles()).length
  await window.waitForTimeout(200)
  await window.keyboard.down('Control')
  for (let i = 0; i < 30; i++) await window.keyboard.down('Enter')
  await window.keyboard.up('Enter')
  await window.keyboard.up('Control')
  await slipPrinted()
  expect(await total()).toBe(before + 1)

  await desk.openForm(LEAST)
  await window.waitForTimeout(200)
  for (let i = 0; i < 50; i++) {
    await window.keyboard.press('Control+Enter')
    if (i % 2) await window.waitForTimeout(35)
  }
  await slipPrinted()
  await window.waitForTimeout(500)
  expect(await total()).toBe(before + 2)
  expect((await cups.outputFiles()).length).toBe(printed + 2)
})

test('F-14 a scanner’s burst that ends in Enter fills the field and presses nothing, wherever the focus is', async () => {
  const { window } = desk
  const before = await total()
  await desk.openForm(LEAST)
  await desk.input('iin').focus()
  await burst(`${CUSTOMER.iin}\n`)
  await expect.poll(() => desk.input('iin').inputValue()).toMatch(/900315 ?400126/)
  await window.getByRole('button', { name: /Зарегистрировать/ }).focus()
  await burst('4600051000057\n')
  await window.waitForTimeout(400)
  expect(await window.evaluate(() => location.hash)).toMatch(/^#\/draft\//)
  expect(await total()).toBe(before)
})

test.each(['kk', 'ru'] as const)(
  'the filled application is one A4 page in %s, in the language of the answer (R-004)',
  async (language) => {
    const { window } = desk
    const draft = await desk.openForm({
      ...{
        ...LEAST,
        iin: CUSTOMER.iin,
        birth_date: '1990-03-15',
        id_kind: 'kz_id',
        id_number: '012345417',
        id_seen: true,
      },
      ...{ account_login: '+77751234567', dereg_reason: 'recovery_loop', register_again: true, pending_items: false },
      ...{ recovery_tried: ['in_app', 'call_centre'], answer_lang: language, pd_consent: true },
    })
    await window.keyboard.press('Control+p')
    await desk.says('Заявление напечатано')
    const name = readdirSync(papers).find((file) => file === `${draft.label}-${language}.pdf`)
    const paper = join(papers, name ?? 'the application was not kept')
    expect(pdfInfo(paper)).toMatch(A4_ONE_PAGE)
    const text = textOf(paper).replaceAll(/\s+/g, ' ')
    const words = { kk: /тіркеуді жою туралы өтініш/i, ru: /Заявление об отмене регистрации/i }
    expect(text).toMatch(words[language])
    for (const filled of ['Қасымова Айгүл', '+7 701 123 45 67', draft.label]) expect(text).toContain(filled)
  },
)
