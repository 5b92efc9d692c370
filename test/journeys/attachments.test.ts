/** Photographs, scans and papers: taken in beside the form, looked at while typing, kept with the case. Offline throughout. */
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en, kk, ru } from '../../renderer/locales/index.ts'
import { heavyJpg, heic, mp4, pdf, png } from '../support/papers.ts'
import { testScanner } from '../support/scanner.ts'
import { type Desk, freshHome, LEAST, openDesk } from './desk.ts'
import { drop, onDisk, paste, photo, written } from './papers.ts'
import { stepsWithEvidence } from './steps.ts'
import { papersInTheTray } from './tray.ts'

const home = freshHome()
let desk: Desk
const scanner = testScanner()
const begin = () =>
  openDesk({
    home,
    switches: ['--use-fake-device-for-media-stream'],
    env: { SANE_CONFIG_DIR: scanner.program.env.SANE_CONFIG_DIR },
  })
beforeAll(async () => {
  desk = await begin()
  await desk.signIn()
})
afterAll(async () => {
  await desk?.close()
  scanner.remove()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
/** The draft that is on the screen. */
const openDraft = () => desk.window.evaluate(() => location.hash.split('/').at(-1) ?? '')
const filesOf = async (draft: string) => desk.ask('attachments', 'list', { draft })
/** Waits until so many files have been taken in and their pages can be shown. */
const taken = async (draft: string, count: number) => {
  await expect
    .poll(async () => (await filesOf(draft)).filter((file) => file.state === 'ready').length, { timeout: 30_000 })
    .toBe(count)
  return filesOf(draft)
}
const refused = () => desk.window.locator('.incoming.refused')
const putAway = async () => {
  while ((await refused().count()) > 0) await refused().first().getByRole('button').click()
}

test('a file dropped on the form, a picture pasted and papers chosen join the application; the focus stays in the field', async () => {
  const { window, hands } = desk
  const draft = await desk.openForm(LEAST, 'CLAIM-DAMAGE')
  await desk.input('received_date').focus()
  const field = await hands.focusedField()

  const dropped = photo('Упаковка\nс ярлыком')
  await drop(window, '.form-body', [{ name: 'упаковка.jpg', bytes: dropped, type: 'image/jpeg' }])
  await taken(draft.id, 1)
  await paste(window, png(written('Снимок экрана')))
  await taken(draft.id, 2)
  expect(await hands.focusedField()).toBe(field)

  const choosing = window.waitForEvent('filechooser')
  await window.locator('.files-bar').getByRole('button', { name: ru.attachments.file }).click()
  const receipt = pdf([1, 2, 3].map((page) => written(`Чек, страница ${page}`)))
  await (await choosing).setFiles(onDisk([{ name: 'чек.pdf', bytes: receipt }]))
  const files = await taken(draft.id, 3)
  expect(files.map(({ kind, pages }) => [kind, pages])).toEqual([
    ['jpg', 1],
    ['png', 1],
    ['pdf', 3],
  ])
  expect(files[0]?.sha256).toBe(sha256(dropped))
  expect(files[2]?.sha256).toBe(sha256(receipt))
  expect(await hands.focusedField()).toBe(field)
})

test('beside the form a page is turned over, magnified, turned and cropped by key and hand while a field keeps the focus; the file stays as it came', async () => {
  const { window, hands } = desk
  const id = await openDraft()
  const before = (await filesOf(id)).map((file) => file.sha256)
  await window.locator('.thumb').last().click()
  await desk.says('1 из 3', '.viewer-tools')
  await window.locator('.viewer-page img').waitFor()
  await expect.poll(() => window.locator('.viewer-page').evaluate((page) => page.clientWidth)).toBeGreaterThan(200)
  await hands.press('PageDown')
  await desk.says('2 из 3', '.viewer-tools')
  const narrow = await window.locator('.viewer-page').evaluate((page) => page.clientWidth)
  await hands.press('Control+=')
  await expect
    .poll(() => window.locator('.viewer-page').evaluate((page) => page.clientWidth))
    .toBeGreaterThan(narrow * 1.4)
  await hands.press('Control+-')
  expect(await hands.focusedField()).toBe('received_date')

  await hands.press('Alt+ArrowLeft', 2)
  await window.locator('.thumb').first().and(window.locator('[aria-pressed=true]')).waitFor()
  await hands.press('Alt+ArrowDown')
  await expect.poll(async () => (await filesOf(id))[0]?.turn).toBe(90)
  const lying = async () => {
    const box = await window.locator('.viewer-page').boundingBox()
    return box !== null && box.width > box.height
  }
  await expect.poll(lying).toBe(true)

  await window.locator('.viewer-tools').getByRole('button', { name: ru.attachments.crop }).click()
  const page = await window.locator('.viewer-page').boundingBox()
  if (!page) throw new Error('no page to crop')
  await window.mouse.move(page.x + page.width / 2, page.y + 1)
  await window.mouse.down()
  await window.mouse.move(page.x + page.width - 1, page.y + page.height / 2, { steps: 4 })
  await window.mouse.up()
  // The right upper quarter of a page that lies on its side is its left upper quarter upright.
  await expect.poll(async () => (await filesOf(id))[0]?.crop?.width ?? 1).toBeCloseTo(0.5, 1)
  const [first] = await filesOf(id)
  expect(first?.crop?.x).toBeCloseTo(0, 1)
  expect(first?.crop?.y).toBeCloseTo(0, 1)
  expect(await hands.focusedField()).toBe('received_date')
  await desk.picture('attachments-cropped')
  await window.locator('.viewer-tools').getByRole('button', { name: ru.attachments.asItCame }).click()
  await expect.poll(async () => (await filesOf(id))[0]).toMatchObject({ turn: 0, crop: null })
  await hands.press('Alt+ArrowUp')
  await expect.poll(async () => (await filesOf(id))[0]?.turn).toBe(270)
  expect((await filesOf(id)).map((file) => file.sha256)).toEqual(before)
})

test('a file of a paper ticks that paper with its sheets, once: the tick stays the person’s to take back', async () => {
  const { window } = desk
  await window.locator('.thumb').last().click()
  const choose = async (paper: string) => {
    await window.locator('.about-row input').first().click()
    await window.locator('.mantine-Select-option', { hasText: paper }).click()
  }
  await choose('Копия чека магазина')
  const row = desk.field('shop_receipt')
  const tick = row.locator('input[type=checkbox]').first()
  await expect.poll(() => tick.isChecked()).toBe(true)
  await expect.poll(() => row.locator('input[type=number]').inputValue()).toBe('3')
  await tick.uncheck({ force: true })
  await window.locator('.thumb').first().click()
  await window.waitForTimeout(400)
  expect(await tick.isChecked()).toBe(false)
  await tick.check({ force: true })
})

test('R-024 a refused file says which it is and why in the language of the screen; the others beside it are taken', async () => {
  const { window, hands } = desk
  const id = await openDraft()
  const had = (await filesOf(id)).length
  const bad = [
    { name: 'virus.exe', bytes: Buffer.from('MZ\x90\x00 this is a program') },
    { name: 'пусто.pdf', bytes: Buffer.alloc(0) },
    { name: 'обрыв.jpg', bytes: photo('обрыв').subarray(0, 4_000), type: 'image/jpeg' },
    { name: 'битый.pdf', bytes: Buffer.from('\x07\x01\x9c\x00 no header at all') },
    { name: 'чужой.jpg', bytes: Buffer.from('Сәлеметсіз бе! Это письмо, а не снимок.'), type: 'image/jpeg' },
  ]
  let good = 0
  for (const [language, words] of Object.entries({ ru, en, kk })) {
    while ((await window.locator('html').getAttribute('lang')) !== language) await hands.press('F11')
    good += 1
    await drop(window, '.form-body', [
      ...bad,
      { name: `хорошо-${good}.jpg`, bytes: photo(`Годный ${good}`), type: 'image/jpeg' },
    ])
    await taken(id, had + good)
    await expect.poll(() => refused().count()).toBe(bad.length)
    const said = await refused().allTextContents()
    const { refused: why, holds } = words.attachments
    const inside = why.otherInside.replace('{{named}}', '.jpg').replace('{{holds}}', holds.text)
    const reasons = [why.kindUnknown, why.empty, why.torn, why.pdfClosed, inside]
    reasons.forEach((reason, i) => {
      expect(said[i]).toContain(bad[i]?.name)
      expect(said[i]).toContain(reason)
    })
    await desk.picture(`attachments-refused-${language}`)
    await putAway()
  }
  while ((await window.locator('html').getAttribute('lang')) !== 'ru') await hands.press('F11')
})

test('R-024 jpg, png, heic, pdf and mp4 are all taken and can be looked at', async () => {
  const { window } = desk
  const draft = await desk.openForm(LEAST, 'COMPL-SERVICE')
  await drop(window, '.form-body', [
    { name: 'a.jpg', bytes: photo('jpg') },
    { name: 'b.png', bytes: png(written('png')) },
    { name: 'c.heic', bytes: heic() },
    { name: 'd.pdf', bytes: pdf([written('pdf')]) },
    { name: 'e.mp4', bytes: mp4() },
  ])
  const files = await taken(draft.id, 5)
  expect(files.map((file) => file.kind)).toEqual(['jpg', 'png', 'heic', 'pdf', 'mp4'])
  for (const name of ['a.jpg', 'b.png', 'c.heic', 'd.pdf']) {
    await window.locator(`.thumb[title="${name}"]`).click()
    await expect.poll(() => window.locator('.viewer-page').evaluate((page) => page.clientWidth)).toBeGreaterThan(100)
  }
  await window.locator('.thumb[title="e.mp4"]').click()
  await window.locator('video[controls]').waitFor()
})

test('Ctrl I and Enter: the sheet on the scanner joins the form while the focus stays in its field', async () => {
  const { window, hands } = desk
  const draft = await desk.openForm(LEAST, 'COMPL-SERVICE')
  const field = await hands.focusedField()
  await hands.press('Control+i')
  await window.getByRole('button', { name: ru.attachments.scan.start }).waitFor({ timeout: 20_000 })
  await desk.picture('attachments-scanner')
  await hands.press('Enter')
  const [file] = await taken(draft.id, 1)
  expect(file?.from).toBe('scanner')
  await window.locator('.thumb[aria-pressed=true]').waitFor()
  await window.locator('.incoming').waitFor({ state: 'hidden' })
  expect(await hands.focusedField()).toBe(field)
})

test('R-018 a photo of 10 MB is attached offline in 3 s at most', async () => {
  const { window } = desk
  expect((await desk.ask('workspace', 'exchange', {})).state).toBe('notEnrolled')
  const id = await openDraft()
  const had = (await filesOf(id)).length
  const [path = ''] = onDisk([{ name: 'большое.jpg', bytes: heavyJpg(10_200_000) }])
  await window.evaluate(() => {
    new MutationObserver(() => {
      const { body } = document
      const going = document.querySelector('.incoming') !== null
      if (going) body.dataset.began ??= String(performance.now())
      else if (body.dataset.began) body.dataset.ended ??= String(performance.now())
    }).observe(document.body, { subtree: true, childList: true })
  })
  await window.locator('input[type=file]').setInputFiles(path)
  await expect.poll(async () => (await filesOf(id)).length, { timeout: 20_000 }).toBe(had + 1)
  await window.waitForFunction(() => document.body.dataset.ended !== undefined)
  const { began, ended } = await window.evaluate(() => ({ ...document.body.dataset }))
  const [file] = (await filesOf(id)).slice(-1)
  expect(file?.bytes).toBeGreaterThanOrEqual(10_000_000)
  expect(Number(ended) - Number(began)).toBeLessThanOrEqual(3_000)
})

stepsWithEvidence(() => ({ desk, filesOf, taken }))

test('registered with its files; after a power cut the case still shows them, and one that came later is added', async () => {
  const { window, hands } = desk
  const draft = await desk.openForm({ ...LEAST, last_name: 'Ерланов' }, 'CLAIM-DAMAGE')
  const papers = [photo('Ярлык'), pdf([written('Раз'), written('Два')])] as const
  await drop(window, '.form-body', [
    { name: 'ярлык.jpg', bytes: papers[0], type: 'image/jpeg' },
    { name: 'опись.pdf', bytes: papers[1], type: 'application/pdf' },
  ])
  await taken(draft.id, 2)
  // What is typed in a field of dates is a date although nobody has left the field.
  await desk.input('received_date').focus()
  await hands.type('3.2.20')
  await hands.register()
  const own = await hands.number()
  const { rows } = await desk.cases('Ерланов')
  const id = rows[0]?.id ?? ''
  const detail = await desk.ask('cases', 'detail', { id })
  expect(rows[0]?.number).toBe(own)
  expect(detail?.registered.answers.received_date).toBe('2020-02-03')
  expect(detail?.registered.attachments?.map((file) => file.sha256)).toEqual(papers.map(sha256))
  await desk.kill()

  desk = await begin()
  await desk.signIn()
  await desk.window.evaluate((one) => location.assign(`#/case/${one}`), id)
  await expect.poll(() => desk.window.locator('.case-files .thumb').count(), { timeout: 20_000 }).toBe(2)
  await desk.window.locator('.case-files').scrollIntoViewIfNeeded()
  await drop(desk.window, '.case-body', [{ name: 'позже.jpg', bytes: photo('Позже'), type: 'image/jpeg' }])
  await expect.poll(() => desk.window.locator('.case-files .thumb').count(), { timeout: 20_000 }).toBe(3)
  await desk.window.locator('.case-files').getByRole('button', { name: ru.attachments.slipOfAdded }).waitFor()
  const receipt = await desk.ask('cases', 'receipt', { id })
  expect(receipt?.added).toMatchObject([{ by: 'Әбенова С. Н.', files: [{ key: null, count: 1 }] }])
  await desk.window.locator('.case-files .thumb').nth(1).click()
  await desk.says('1 из 2', '[role=dialog]')
  await desk.hands.press('PageDown')
  await desk.says('2 из 2', '[role=dialog]')
  await desk.picture('attachments-case')
  await desk.hands.press('Escape')
})

papersInTheTray(() => desk)
