/** What the branch is run by: its calendar and its forms, on the screen of those who answer for them. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Form } from '../../domain/forms/schema.ts'
import { textOf } from '../paper/reading.ts'
import { startHqProcess } from '../sync/parts/processes.ts'
import { PEOPLE } from './counter.ts'
import { type Desk, LEAST, openDesk } from './desk.ts'
import { freshHq } from './headquarters.ts'

const token = randomBytes(24).toString('hex')
const folder = mkdtempSync(join(tmpdir(), 'okno-branch-'))
const papers = join(folder, 'papers')
let hq: Awaited<ReturnType<typeof startHqProcess>>
let desk: Desk

async function askHq(path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await fetch(hq.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Record<string, unknown>
}

beforeAll(async () => {
  hq = await startHqProcess(await freshHq(folder, 'hq', token))
  const { code } = await askHq('/v1/admin/enrolment-codes', { branch: '0712', letter: 'A', validHours: 1 })
  desk = await openDesk({ env: { OKNO_HQ_URL: hq.url, OKNO_ENROL_CODE: String(code), OKNO_PDF_DIR: papers } })
})
afterAll(async () => {
  await desk?.close()
  await hq?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function at(who: keyof typeof PEOPLE, section?: 'calendar' | 'forms') {
  const { window, hands } = desk
  if ((await window.locator('.card').count()) === 0) await hands.press('F12')
  await hands.signIn(PEOPLE[who])
  if (!section) return
  await desk.openSection(section)
}
const dotted = (day: string) => day.split('-').reverse().join('.')

describe('the calendar', () => {
  let promised: Awaited<ReturnType<Desk['registered']>>
  const day = () => desk.window.locator(`[data-day="${promised.answer.by}"]`)
  const openYear = async () => {
    await desk.window.locator('.cal-year').waitFor()
    await desk.window.locator('.cal-head .seg label', { hasText: promised.answer.by.slice(0, 4) }).click()
    await day().waitFor()
  }

  test('R-052 a shift lead looks: what each day is, on what ground; nothing can be changed', async () => {
    await at('clerk')
    promised = await desk.registered(LEAST)
    await at('lead', 'calendar')
    await openYear()
    await desk.says('Изменяет календарь начальник отделения.')
    await day().click()
    expect(await day().getAttribute('class')).not.toContain('wished')
    expect(await desk.window.getByRole('button', { name: 'Сохранить изменение' }).count()).toBe(0)
  })

  test('R-052 before the manager saves, the answers that the new calendar would move stand there with both dates', async () => {
    await at('manager', 'calendar')
    await openYear()
    await day().focus()
    await desk.hands.press('Space')
    await desk.says(/По новому календарю срок ответа был бы другим: 1 обращение/)
    const row = desk.window.locator('.cal-move')
    expect(await row.count()).toBe(1)
    const said = ((await row.textContent()) ?? '').replaceAll(/\s/g, '')
    expect(said).toContain(promised.number)
    expect(said).toContain(dotted(promised.answer.by))
    await desk.says('Дата, обещанная заявителю, остаётся.')
    await desk.picture('calendar-change')

    // Another screen is looked at in between: what was chosen and written waits, and says that it is not saved.
    await desk.window.getByLabel('Источник').fill('Постановление')
    await desk.hands.press('F2')
    await desk.window.locator('.cal-year').waitFor({ state: 'detached' })
    await desk.openSection('calendar')
    await openYear()
    await desk.says('Это изменение ещё не сохранено')
    expect(await day().getAttribute('class')).toContain('wished')
    expect(await desk.window.getByLabel('Источник').inputValue()).toBe('Постановление')
    await desk.window.getByLabel('Источник').fill('')
  })

  test('it is saved only with a reason and a source; what was promised stays, new cases are counted by it', async () => {
    const { window } = desk
    const save = window.getByRole('button', { name: 'Сохранить изменение' })
    // A dashed button can still be pressed: it does nothing and keeps its reason beside it.
    await save.click({ force: true })
    await desk.says('Напишите причину хотя бы одним словом.')
    await window.getByLabel('Причина').fill('Перенос выходного дня')
    await save.click({ force: true })
    await desk.says('Укажите источник.')
    await window.getByLabel('Источник').fill('Постановление Правительства № 1')
    await save.click()
    await window.locator(`[data-day="${promised.answer.by}"].changed`).waitFor()
    await day().focus()
    await desk.says('Источник: Постановление Правительства № 1', '.cal-about')
    await desk.says(/Изменил\(а\) Жұмағалиева Р\. Һ\./, '.cal-about')
    const { rows } = await desk.cases(promised.number)
    expect(rows[0]?.answerBy).toBe(promised.answer.by)
    const next = await desk.registered(LEAST)
    expect(next.answer.by > promised.answer.by).toBe(true)
  })

  test('every day can be reached with the arrows', async () => {
    const { window, hands } = desk
    await day().focus()
    const focused = () => window.evaluate(() => document.activeElement?.getAttribute('data-day'))
    await hands.press('ArrowLeft')
    await expect.poll(async () => (await focused()) ?? promised.answer.by).not.toBe(promised.answer.by)
    expect(((await focused()) ?? '') < promised.answer.by).toBe(true)
    await hands.press('ArrowRight')
    await expect.poll(focused).toBe(promised.answer.by)
    await hands.press('ArrowUp')
    await expect.poll(focused).not.toBe(promised.answer.by)
  })
})

describe('the forms', () => {
  const shipped = JSON.parse(readFileSync('data/forms/ACC-DEREG.json', 'utf8')) as Form
  const NEW = 'новая редакция'
  const next: Form = {
    ...shipped,
    version: shipped.version + 1,
    title: { ...shipped.title, ru: `${shipped.title.ru} (${NEW})` },
    heading: { ...shipped.heading, ru: `${shipped.heading.ru} (${NEW})` },
  }
  const file = (name: string, form: object) => {
    writeFileSync(join(folder, name), JSON.stringify(form))
    return join(folder, name)
  }
  const openFile = (path: string) => desk.window.locator('input[type=file]').first().setInputFiles(path)
  const row = () => desk.window.locator('.forms-table tr', { hasText: 'ACC-DEREG' })

  test('a file is looked at before it is published: as the clerk will see it, without a draft and without effect', async () => {
    const { window } = desk
    await at('lead', 'forms')
    await row().waitFor()
    await openFile(file('next.json', next))
    await desk.says('Просмотр файла next.json: в действие не вводится')
    await desk.says(next.heading.ru, '.forms-preview')
    await window.locator('.forms-preview [data-field="last_name"] input').fill('Сейітова')
    const paper = window.frameLocator('.forms-preview iframe')
    await paper.getByText('Сейітова').waitFor()
    await paper.getByText(NEW).first().waitFor()
    await window.locator('.forms-language label', { hasText: 'Қазақша' }).click()
    await paper.getByText(shipped.title.kk).first().waitFor()
    await desk.picture('form-preview')
    await desk.hands.press('Escape')
    await row().waitFor()
    expect(await row().textContent()).toContain('с программой')
    expect(await desk.ask('drafts', 'list', {})).toEqual([])
  })

  test('R-026 a rule that nobody has checked for more than a year carries a yellow mark, a fresh one does not', async () => {
    const { window } = desk
    const checked = (checkedOn: string): Form => {
      const { accept } = next.procedure
      return {
        ...next,
        procedure: { ...next.procedure, accept: { ...accept, basis: { ...accept.basis, checkedOn } } },
      }
    }
    const mark = window.locator('.forms-preview .say .old-basis')
    await openFile(file('old.json', checked('2024-01-15')))
    await mark.getByText('давно не проверяли: 15.01.2024').waitFor()
    await desk.hands.press('Escape')
    await openFile(file('fresh.json', checked(new Date().toISOString().slice(0, 10))))
    await window.locator('.forms-preview .say').waitFor()
    expect(await mark.count()).toBe(0)
    await desk.hands.press('Escape')
  })

  test('a faulty file is not shown but told: each fault with its place', async () => {
    await openFile(file('faulty.json', { ...next, colour: 'red', unit: { ...next.unit, kk: '' } }))
    const said = desk.window.locator('.forms-faults')
    await said.getByText('unit.kk').waitFor()
    await said.getByText('colour').waitFor()
    expect(await said.locator('li').count()).toBe(2)
    await desk.picture('form-faults')
    await desk.hands.press('Escape')
  })

  test('a version from headquarters: what was begun before it keeps its own, on the screen and on paper', async () => {
    const { window, ask } = desk
    await at('clerk')
    const old = await desk.registered(LEAST)
    const opened = await ask('drafts', 'open', { type: 'ACC-DEREG', answers: LEAST })
    if (!opened.ok) throw new Error(opened.refusal.code)
    await askHq('/v1/admin/forms', { form: next })
    await desk.registered(LEAST)
    const come = () => ask('forms', 'version', { code: 'ACC-DEREG', version: next.version })
    await expect.poll(come, { timeout: 30_000 }).not.toBeNull()
    const fresh = await ask('drafts', 'open', { type: 'ACC-DEREG', answers: LEAST })
    if (!fresh.ok) throw new Error(fresh.refusal.code)
    const printed = async (draft: typeof fresh.draft) => {
      await ask('printing', 'application', { draft: draft.id, language: 'ru', blank: false, large: false })
      await expect.poll(() => readdirSync(papers)).toContain(`${draft.label}-ru.pdf`)
      return textOf(join(papers, `${draft.label}-ru.pdf`)).replaceAll(/\s+/g, ' ')
    }
    expect(await printed(opened.draft)).not.toContain(NEW)
    expect(await printed(fresh.draft)).toContain(NEW)

    const after = await ask('cases', 'register', { draft: fresh.draft.id })
    if (!after.ok) throw new Error(after.refusal.code)
    const heading = async (id: string, words: string) => {
      await window.evaluate((to) => location.assign(`#/case/${to}`), id)
      await desk.says(words, '.case-body h3')
      return window.locator('.case-body').textContent()
    }
    expect(await heading(after.receipt.case, next.heading.ru)).toContain(NEW)
    expect(await heading(old.case, shipped.heading.ru)).not.toContain(NEW)
  })

  test('the list says where each version came from, and shows the earlier one as well', async () => {
    const { window } = desk
    await at('manager', 'forms')
    await row().getByText('от головного офиса').waitFor()
    await desk.picture('forms')
    await row()
      .getByRole('button', { name: `версия ${shipped.version}` })
      .click()
    await desk.says(shipped.heading.ru, '.forms-preview')
    expect(await window.locator('.forms-preview').textContent()).not.toContain(NEW)
  })
})
