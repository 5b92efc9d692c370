/** Each of the 18 types as its customers are served: in each language from the open form to the receipt, and by Tab alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fieldsOf, formOf } from '../../domain/forms/catalogue.ts'
import type { Language } from '../../domain/forms/schema.ts'
import { shippedCatalogue, shippedForms } from '../support/catalogue.ts'
import { typicalOn } from '../support/typical.ts'
import { type Desk, openDesk } from './desk.ts'
import { misfits } from './fitting.ts'

let desk: Desk
const catalogue = shippedCatalogue()

beforeAll(async () => {
  desk = await openDesk({ language: 'en' })
  await desk.signIn()
})
afterAll(() => desk?.close())

describe.each(shippedForms())('%s', (code) => {
  const form = formOf(catalogue, code)
  if (!form) throw new Error(`${code} is not in force`)

  test.each<Language>(['kk', 'ru', 'en'])(
    'in %s a usual customer is served from the open form to the receipt, and nothing is missing but the papers',
    async (speaks) => {
      const { window } = desk
      await inLanguage(speaks)
      const { today } = await desk.ask('workspace', 'open', {})
      const answers = { ...typicalOn(today, code), answer_lang: speaks }
      await desk.openForm(answers, code)
      await desk.says(form.short[speaks], '.head')
      expect(await window.locator('.form-body .note.bad').allTextContents()).toEqual([])
      await desk.picture(`usual-${code}-${speaks}`)
      expect(await misfits(window)).toEqual([])
      await window.waitForTimeout(60)
      await window.keyboard.press('Control+Enter')
      const number = await desk.hands.number()
      await desk.says(number, '.tell')
      const { rows } = await desk.cases(number)
      expect(rows).toMatchObject([{ type: code, number, state: 'in_review' }])
      const detail = await desk.ask('cases', 'detail', { id: rows[0]?.id ?? '' })
      const papers = form.papers.required.map(({ key }) => key)
      expect(detail?.missing.filter((key) => !papers.includes(key))).toEqual([])
      const slip = window.frameLocator('.slip-pane iframe')
      await slip.getByText(form.title[speaks]).first().waitFor()
      expect(await slip.locator('body').textContent()).not.toMatch(/\bundefined\b|\bnull\b/)
      expect(await misfits(window)).toEqual([])
    },
  )

  test('every field of a usual customer is reached by Tab alone, in the order of the paper', async () => {
    const { window } = desk
    const { today } = await desk.ask('workspace', 'open', {})
    await desk.openForm(typicalOn(today, code), code)
    const known = fieldsOf(catalogue, form).map(({ key }) => key)
    const onScreen = await window
      .locator('.form-body [data-field]')
      .evaluateAll((fields) => fields.map((field) => field.getAttribute('data-field') ?? ''))
    await window.locator('.form-body [data-field] input').first().focus()
    const reached = new Set<string>()
    // A table or a choice with chips has several stops; no form has more than these.
    const asked = onScreen.filter((key) => known.includes(key))
    for (let stops = 0; stops < onScreen.length * 6 && !asked.every((key) => reached.has(key)); stops++) {
      const at = await desk.hands.focusedField()
      // Between two fields there may be a button.
      if (at !== null) reached.add(at)
      await desk.hands.press('Tab')
    }
    expect([...reached].filter((key) => known.includes(key))).toEqual(asked)
  })
})

/** F11 goes from one language to the next. */
async function inLanguage(wanted: Language): Promise<void> {
  const { window } = desk
  const html = window.locator('html')
  for (let tries = 0; tries < 3 && (await html.getAttribute('lang')) !== wanted; tries++) {
    const before = await html.getAttribute('lang')
    await window.waitForTimeout(60)
    await window.keyboard.press('F11')
    await expect.poll(() => html.getAttribute('lang')).not.toBe(before)
  }
}
