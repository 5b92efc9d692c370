/** Each of the 18 types as its customers are served: in each language from the open form to the receipt, and by Tab alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fieldsOf, formOf } from '../../domain/forms/catalogue.ts'
import type { Language } from '../../domain/forms/schema.ts'
import { shippedCatalogue, shippedForms } from '../support/catalogue.ts'
import { typicalOn } from '../support/typical.ts'
import { type Desk, openDesk } from './desk.ts'
import { misfits } from './fitting.ts'

let desk: Desk
let at = 0
const LANGUAGES: readonly Language[] = ['kk', 'ru', 'en']
const catalogue = shippedCatalogue()

beforeAll(async () => {
  desk = await openDesk({ language: 'en' })
  await desk.signIn()
})
afterAll(() => desk?.close())

describe.each(shippedForms())('%s', (code) => {
  const form = formOf(catalogue, code)
  if (!form) throw new Error(`${code} is not in force`)

  test('a usual customer is served from the open form to the receipt, in each language nothing is cut off, and nothing is missing but the papers', async () => {
    const { window } = desk
    const { today } = await desk.ask('workspace', 'open', {})
    // What the slip says in each language is proved with the papers: here one language after the other has its turn.
    const speaks = LANGUAGES[at++ % LANGUAGES.length] ?? 'kk'
    const answers = { ...typicalOn(today, code), answer_lang: speaks }
    await desk.openForm(answers, code)
    await inEachLanguage(async (language) => {
      await desk.says(form.short[language], '.head')
      expect(await window.locator('.form-body .note.bad').allTextContents()).toEqual([])
    })
    await window.waitForTimeout(60)
    await window.keyboard.press('Control+Enter')
    const number = await desk.hands.number()
    await inEachLanguage(() => desk.says(number, '.tell'))
    const { rows } = await desk.cases(number)
    expect(rows).toMatchObject([{ type: code, number, state: 'in_review' }])
    const detail = await desk.ask('cases', 'detail', { id: rows[0]?.id ?? '' })
    const papers = form.papers.required.map(({ key }) => key)
    expect(detail?.missing.filter((key) => !papers.includes(key))).toEqual([])
    const slip = window.frameLocator('.slip-pane iframe')
    await slip.getByText(form.title[speaks]).first().waitFor()
    expect(await slip.locator('body').textContent()).not.toMatch(/\bundefined\b|\bnull\b/)
  })

  test('every field of a usual customer can be reached by Tab, in the order of the paper', async () => {
    const asked = await openAsUsual(code)
    // The order of Tab is the order of what stands there, as long as nothing asks for a place of its own.
    const stops = await desk.window
      .locator('.form-body')
      .evaluate((body) =>
        [...body.querySelectorAll<HTMLElement>('input, textarea, select, button, a[href], [tabindex]')]
          .filter((one) => one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility())
          .map((one) => ({ field: one.closest('[data-field]')?.getAttribute('data-field') ?? '', at: one.tabIndex })),
      )
    expect(stops.filter(({ at }) => at > 0)).toEqual([])
    expect([...new Set(stops.map(({ field }) => field))].filter((key) => asked.includes(key))).toEqual(asked)
  })
})

test('a hand that only presses Tab comes to every field of the longest form', async () => {
  const asked = await openAsUsual('CLAIM-DAMAGE')
  await desk.window.locator('.form-body [data-field] input').first().focus()
  const reached = new Set<string>()
  // A table or a choice with chips has several stops; no form has more than these.
  for (let stops = 0; stops < asked.length * 6 && !asked.every((key) => reached.has(key)); stops++) {
    const at = await desk.hands.focusedField()
    // Between two fields there may be a button.
    if (at !== null) reached.add(at)
    await desk.hands.press('Tab')
  }
  expect([...reached].filter((key) => asked.includes(key))).toEqual(asked)
})

test('a hand faster than the screen is not taken back to the field that it has left', async () => {
  await openAsUsual('ACC-DEREG')
  const cameBack = await desk.window.evaluate(async () => {
    const [first, second] = document.querySelectorAll<HTMLElement>('.form-body [data-field] input')
    let times = 0
    first?.focus()
    first?.addEventListener('focus', () => times++)
    second?.focus()
    for (let frames = 0; frames < 3; frames++) await new Promise((drawn) => requestAnimationFrame(drawn))
    return second !== undefined && times
  })
  expect(cameBack).toBe(0)
})

/** Opens a usual customer's form; the keys of its fields that a person fills in, in the order of the paper. */
async function openAsUsual(code: string): Promise<string[]> {
  const { today } = await desk.ask('workspace', 'open', {})
  await desk.openForm(typicalOn(today, code), code)
  const form = formOf(catalogue, code)
  if (!form) throw new Error(`${code} is not in force`)
  const known = fieldsOf(catalogue, form).flatMap(({ key, type }) => (type.kind === 'open_cases' ? [] : [key]))
  const onScreen = await desk.window
    .locator('.form-body [data-field]')
    .evaluateAll((fields) => fields.map((field) => field.getAttribute('data-field') ?? ''))
  return onScreen.filter((key) => known.includes(key))
}

/** F11 goes from one language to the next, and after the last to the first: what stands there is looked at in each. */
async function inEachLanguage(look: (language: Language) => Promise<unknown>): Promise<void> {
  const { window } = desk
  const html = window.locator('html')
  const seen = new Set<string | null>()
  while (seen.size < LANGUAGES.length) {
    const language = (await html.getAttribute('lang')) as Language
    expect([...seen]).not.toContain(language)
    seen.add(language)
    await look(language)
    expect(await misfits(window)).toEqual([])
    await window.waitForTimeout(60)
    await window.keyboard.press('F11')
    await expect.poll(() => html.getAttribute('lang')).not.toBe(language)
  }
}
